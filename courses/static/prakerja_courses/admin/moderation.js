// Keys for the moderation desk. Everything works without them.

const TYPING = "input, textarea, select, [contenteditable=true]";
const links = (name) => [...document.querySelectorAll(`[data-${name}]`)];
const inQueue = document.querySelector(".desk-queue") !== null;

const step = (by) => {
  if (!inQueue) {
    document.querySelector(by > 0 ? "[data-next]" : "[data-previous]")?.click();
    return;
  }
  const rows = links("next");
  const here = rows.indexOf(document.activeElement);
  const first = by > 0 ? 0 : rows.length - 1;
  rows[here < 0 ? first : Math.min(Math.max(here + by, 0), rows.length - 1)]?.focus();
};

// Turning somebody away needs words: begin where they are missing.
const actOn = (key) => {
  const button = document.querySelector(`[data-key="${key}"]`);
  if (!button) return false;
  const words = [...button.form.querySelectorAll("[name=reason], [name=note]")];
  const missing = "needsReason" in button.dataset && words.find((field) => !field.value.trim());
  (missing || button).focus();
  return true;
};

const KEYS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(TYPING)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  // On a long page the arrows go on scrolling.
  const arrow = event.key.startsWith("Arrow");
  if (event.key in KEYS && (inQueue || !arrow)) {
    event.preventDefault();
    step(KEYS[event.key]);
  } else if (actOn(event.key)) {
    event.preventDefault();
  }
});

document.querySelectorAll("[data-keys-hint], kbd[hidden]").forEach((hint) => {
  hint.hidden = false;
});
document.querySelector(".desk-decision [data-focus], .desk-decision [aria-invalid=true]")?.focus();
