/** A button that copies what it names: an account number, an amount.
    <button data-copy="1234567890" data-copy-done="Copied" hidden>icon <span>Copy</span></button> */

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.setAttribute("aria-live", "polite");
    button.lastElementChild.textContent = button.dataset.copyDone;
  });
}
