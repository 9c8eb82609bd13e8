/** Update a list in place when filters or pages are chosen; without this script the
    same form and links load the page anew. <div data-listing>…</div> */

const announcer = document.createElement("p");
announcer.className = "pk-visually-hidden";
announcer.setAttribute("role", "status");
let asked = 0;
let shown = place();

/** The address without what comes after the "#", which is only a place on the page. */
function place() {
  return location.pathname + location.search;
}

const listing = () => document.querySelector("[data-listing]");

function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  if (form.elements.sort?.selectedIndex === 0) query.delete("sort"); // the usual order
  return `${location.pathname}?${query}`;
}

async function show(url, { push = true, focus = "" } = {}) {
  const mine = ++asked;
  listing().setAttribute("aria-busy", "true");
  const response = await fetch(url).catch(() => null);
  if (mine !== asked) return;
  const text = response?.ok ? await response.text() : "";
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.querySelector("[data-listing]");
  if (!fresh) {
    location.assign(url); // the browser shows what went wrong
    return;
  }
  if (mine !== asked) return;
  keepOpen(listing(), fresh);
  listing().replaceWith(fresh);
  dispatchEvent(new Event("prakerja:listing"));
  document.title = page.title;
  if (push) history.pushState({}, "", url);
  shown = place();
  settle(focus);
}

function keepOpen(before, after) {
  for (const part of before.querySelectorAll("details")) {
    const name = part.dataset.facet;
    const same = after.querySelector(name ? `[data-facet="${name}"]` : "details");
    if (same) same.open = part.open;
  }
}

/** Back to the box that was ticked, or to the head of the results after a link. */
function settle(focus) {
  const heading = document.querySelector("[data-results]");
  const target = (focus && document.getElementById(focus)) || heading;
  target?.focus({ preventScroll: Boolean(focus) });
  if (!focus) target?.scrollIntoView({ block: "nearest" });
  count(heading);
  announcer.textContent = (heading ?? listing().querySelector("h2"))?.textContent ?? "";
}

/** The button tells how many there are, from the start: on phones they lie below all
    the filters. A search names its words in the heading, too long for a button. */
function count(heading = document.querySelector("[data-results]")) {
  const button = listing().querySelector("[data-show]");
  if (!button || !heading) return;
  const courses = heading.dataset.results || heading.textContent.trim();
  button.textContent = button.dataset.show.replace("{courses}", courses);
}

function wire() {
  document.body.append(announcer);
  count();
  document.addEventListener("change", ({ target }) => {
    const form = target.closest("[data-filters]");
    if (form) show(address(form), { focus: target.id });
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-filters]")) return;
    event.preventDefault();
    show(address(event.target));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-listing] :is([data-list-link], .pk-pages a)");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link.href);
  });
  addEventListener("popstate", () => {
    if (place() !== shown) show(location.href, { push: false });
  });
}

if (listing()) wire();
