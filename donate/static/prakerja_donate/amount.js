/** Typing an amount chooses "Another amount"; choosing a suggestion empties the field. */

const own = document.querySelector("input[name=own]");
const radios = [...document.querySelectorAll("input[name=choice]")];
const another = radios.find((radio) => radio.value === "own");

own?.addEventListener("input", () => {
  if (another && own.value.trim()) another.checked = true;
});

for (const radio of own ? radios : []) {
  radio.addEventListener("change", () => {
    if (radio !== another) own.value = "";
  });
}
