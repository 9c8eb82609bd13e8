/** Offer titles while somebody types. <input list="…" data-suggest="address"> */

const FEWEST = 2;
const PAUSE = 250;

function wire(input) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-titles`;
  input.after(list);
  input.setAttribute("list", list.id);
  let timer;
  let asked = "";
  const look = async () => {
    const typed = input.value.trim();
    if (typed.length < FEWEST || typed === asked) return;
    asked = typed;
    const response = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!response?.ok || asked !== typed) return;
    const { titles } = await response.json();
    list.replaceChildren(...titles.map((title) => new Option(title, title)));
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}

// Where data is dear, a list of titles is not worth a request for each letter.
if (!navigator.connection?.saveData) {
  document.querySelectorAll("[data-suggest]").forEach(wire);
}
