/** Help while a module is filled in; the form works without all of this.
    <form data-contribute>; [data-shown-when="field=value"] is shown for that answer,
    [data-look="address"] asks there what a pasted link is, and
    [data-most-bytes] on a file says at once when it is too large. */

function wire(form) {
  for (const part of form.querySelectorAll("[data-shown-when]")) showWhen(form, part);
  for (const field of form.querySelectorAll("[data-look]")) lookAtLinks(field);
  for (const input of form.querySelectorAll("[data-most-bytes]")) watchSize(input);
  form.querySelector("[role=alert]")?.focus();
}

function showWhen(form, part) {
  const [name, value] = part.dataset.shownWhen.split("=");
  const update = () => {
    part.hidden = new FormData(form).get(name) !== value;
  };
  form.addEventListener("change", update);
  update();
}

function status(field) {
  const line = document.createElement("p");
  line.className = "pk-found pk-help";
  line.setAttribute("role", "status");
  field.after(line);
  return line;
}

function lookAtLinks(field) {
  const line = status(field);
  let asked = "";
  let timer;
  const look = async () => {
    const links = field.value.split("\n").map((text) => text.trim()).filter(Boolean).slice(0, 5);
    if (links.join("\n") === asked) return;
    asked = links.join("\n");
    const mine = asked;
    const answers = await Promise.all(links.map((link) => ask(field.dataset.look, link)));
    if (mine === asked) line.replaceChildren(...answers.filter(Boolean).flatMap(draw));
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 400);
  });
  if (field.value && !field.hasAttribute("aria-invalid")) look();
}

async function ask(address, link) {
  const url = new URL(address, location.href);
  url.searchParams.set("url", link);
  // Without an answer the form says the same once it is sent.
  const response = await fetch(url).catch(() => null);
  return response?.ok ? response.json() : null;
}

function draw({ found, text, uses }) {
  return [text, ...uses].map((part) => {
    const row = document.createElement("span");
    row.className = found ? "pk-found__line" : "pk-found__line pk-error";
    row.append(part.url ? linked(part) : part.text ?? part);
    return row;
  });
}

function linked({ text, url }) {
  const link = document.createElement("a");
  link.href = url;
  link.target = "_blank";
  link.textContent = text;
  return link;
}

function watchSize(input) {
  const line = status(input);
  input.addEventListener("change", () => {
    const file = input.files[0];
    const large = file && file.size > Number(input.dataset.mostBytes);
    line.textContent = large ? input.dataset.tooLarge.replace("{name}", file.name) : "";
    if (large) input.value = "";
  });
}

document.querySelectorAll("[data-contribute]").forEach(wire);
