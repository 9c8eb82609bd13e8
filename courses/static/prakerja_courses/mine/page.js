/** "My learning": everything kept on this device, and the ways to move or wipe it. */

import { empty } from "./data.js";
import { fromFragment } from "./link.js";
import { addToMine, address, counts, drawCode, fromFile, saveFile } from "./moving.js";
import { drawShelf } from "./shelf.js";
import { keep, kept, onChange, read, wipe } from "./storage.js";
import { sentence, tellNothing, tellProblem } from "./telling.js";

const TOLD = "[data-problem]:not([hidden])";
const home = document.querySelector("[data-mine-page]");
const part = (name) => home.querySelector(`[data-mine-${name}]`);

/** A storage that cannot be read is shown as empty; nothing is written over it. */
function refresh() {
  let data = empty();
  try {
    data = read();
    part("wipe").hidden = kept() === null;
  } catch (problem) {
    tellProblem(home, problem);
    part("wipe").hidden = part("moving").hidden = problem.name === "blocked";
  }
  part("out").hidden = part("wipe").hidden;
  part("empty").hidden = drawShelf(home, data) || Boolean(home.querySelector(TOLD));
}

/** Do what somebody asked for; the page says in words what came of it. */
async function attempt(act) {
  tellNothing(home);
  part("said").textContent = "";
  try {
    part("said").textContent = (await act()) ?? "";
  } catch (problem) {
    tellProblem(home, problem);
  }
  const isTold = part("said").textContent || home.querySelector(TOLD);
  if (isTold) part("told").scrollIntoView({ block: "nearest" });
}

function on(name, event, act) {
  part(name).addEventListener(event, (happened) => attempt(() => act(happened)));
}

function take(theirs) {
  addToMine(theirs);
  part("undo").hidden = true; // it would take back this, too
  refresh();
  return sentence(home, "taken", counts(theirs));
}

/* A file. */

on("export", "click", () => {
  saveFile();
  return sentence(home, "exported");
});

on("import", "change", async ({ target }) => {
  const [file] = target.files;
  const theirs = await fromFile(file).finally(() => (target.value = ""));
  return take(theirs);
});

/* A QR code. */

on("code", "click", async () => {
  part("figure").hidden = true;
  part("link").href = await address();
  await drawCode(part("canvas"), part("link").href);
  part("figure").hidden = false;
  part("figure").focus();
});

/* A link that somebody opened: asked first, and gone from the address at once. */

let offered;

async function offer() {
  const fragment = location.hash.slice(1);
  if (!/^\d/.test(fragment)) return;
  history.replaceState(null, "", location.pathname + location.search);
  await attempt(async () => {
    offered = await fromFragment(fragment);
    part("offered").textContent = sentence(home, "offered", counts(offered));
    part("offer").hidden = false;
    part("offer").focus();
  });
}

function answer(act) {
  part("offer").hidden = true;
  return act();
}

on("accept", "click", () => answer(() => take(offered)));
on("decline", "click", () => answer(() => sentence(home, "declined")));

/* Wiping. */

let wiped;

on("wipe-now", "click", () => {
  wiped = kept();
  wipe();
  part("figure").hidden = true;
  refresh();
  part("undo").hidden = false;
  part("undo").focus();
  return sentence(home, "wiped");
});

on("undo", "click", () => {
  keep(wiped);
  part("undo").hidden = true;
  refresh();
  return sentence(home, "undone");
});

home.hidden = false;
refresh();
offer();
addEventListener("hashchange", offer);
onChange(() => {
  tellNothing(home);
  refresh();
});
