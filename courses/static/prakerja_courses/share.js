/** Show "share" where the device can do it; a copied address otherwise.
    <button data-share="address" data-share-done="Copied" hidden>…</button> */

async function share(button) {
  const url = new URL(button.dataset.share || "", location.href).href;
  if (navigator.share) {
    await navigator.share({ title: document.title, url });
    return;
  }
  await navigator.clipboard.writeText(url);
  button.setAttribute("aria-live", "polite");
  button.lastElementChild.textContent = button.dataset.shareDone;
}

for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !(navigator.share || navigator.clipboard);
  button.addEventListener("click", () => {
    share(button).catch((error) => {
      // Closing the share sheet is not a fault.
      if (error.name !== "AbortError") button.hidden = true;
    });
  });
}
