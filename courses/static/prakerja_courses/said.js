/** Find a word in what a video says: parts without it step aside.
    <div class="pk-said__find" data-found="{found} of {all} parts" hidden> label, input,
    [role=status] </div> before <ol class="pk-said__parts"> */

const plain = (text) =>
  text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

function filter(find, parts) {
  const wanted = plain(find.querySelector("input").value.trim());
  for (const part of parts) {
    part.hidden = !plain(part.lastElementChild.textContent).includes(wanted);
  }
  const found = parts.filter((part) => !part.hidden).length;
  find.querySelector("[role=status]").textContent = wanted
    ? find.dataset.found.replace("{found}", found).replace("{all}", parts.length)
    : "";
}

for (const find of document.querySelectorAll(".pk-said__find[hidden]")) {
  const parts = [...find.parentElement.querySelectorAll(".pk-said__parts > li")];
  find.hidden = false;
  find.addEventListener("input", () => filter(find, parts));
}
