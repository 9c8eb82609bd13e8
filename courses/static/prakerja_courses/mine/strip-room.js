/** Before anything is drawn: make room for the strip, for whom has begun something.
    Not a module, so that nothing below jumps later. */

try {
  document.currentScript.previousElementSibling.hidden =
    !localStorage.getItem("prakerja:mine")?.includes('"lessons":{"');
} catch {
  // No storage, so no strip.
}
