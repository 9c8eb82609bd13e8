/** Buttons that pass something on; each is shown where the device can do it.
    <button data-share="address" data-share-title="…" hidden>
    <button data-copy="text" | data-copy-from="id of a field" data-copy-done="Copied" hidden>
      icon <span>Copy</span></button> */

for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => {
    const { share: url, shareTitle: title } = button.dataset;
    navigator.share({ title, url }).catch((error) => {
      // Closing the share sheet is not a fault.
      if (error.name !== "AbortError") button.hidden = true;
    });
  });
}

async function copy(button) {
  const { copy: text, copyFrom: id, copyDone: done } = button.dataset;
  await navigator.clipboard.writeText(id ? document.getElementById(id).value : text);
  button.setAttribute("aria-live", "polite");
  button.lastElementChild.textContent = done;
}

for (const button of document.querySelectorAll("[data-copy], [data-copy-from]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => {
    copy(button).catch(() => {
      button.hidden = true;
    });
  });
}
