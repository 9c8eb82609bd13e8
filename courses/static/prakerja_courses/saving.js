/** Load what "hemat kuota" left out or made small, once somebody asks for it. */

function load() {
  for (const place of document.querySelectorAll("[data-picture]")) {
    place.replaceWith(place.firstElementChild.content);
  }
  for (const image of document.querySelectorAll("img[data-large]")) {
    image.width = image.dataset.width;
    image.height = image.dataset.height;
    image.src = image.dataset.large;
  }
}

const button = document.querySelector("[data-saving-load]");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    load();
    addEventListener("prakerja:listing", load); // a list that was narrowed in place
    const said = document.querySelector("[data-saving-said]");
    said.textContent = said.dataset.savingSaid;
    said.tabIndex = -1;
    said.focus();
    button.remove();
  });
}
