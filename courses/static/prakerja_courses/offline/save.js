/** "Save for offline" on the page of a course: see offline/save.html. */

import * as store from "./store.js";
import { day, fill, size } from "./words.js";

function part(box, name) {
  return box.querySelector(`[data-offline-${name}]`);
}

/** Show one of: ready, busy, saved; a sentence of its own tells what happened. */
function show(box, state, record = null, sentence = "") {
  const stale = record && record.version !== box.dataset.version;
  const short = record && record.missing.length > 0;
  part(box, "ready").hidden = state !== "ready" || Boolean(record);
  part(box, "busy").hidden = state !== "busy";
  part(box, "saved").hidden = state === "busy" || !record;
  part(box, "update").hidden = !(stale || short);
  const words = box.dataset;
  if (record) {
    const values = {
      date: day(record.savedAt),
      size: size(record.bytes),
      missing: record.missing.length,
    };
    const told = short ? words.saidMissing : stale ? words.saidStale : words.saidSaved;
    part(box, "state").textContent = fill(told, values);
  }
  part(box, "told").textContent = sentence;
}

function told(box, error) {
  const { saidFull, saidUnreachable, saidTaken, saidBlocked } = box.dataset;
  if (error instanceof store.Full) return saidFull;
  if (error instanceof store.Unreachable) return saidUnreachable;
  if (error instanceof store.Taken) return saidTaken;
  return saidBlocked;
}

async function save(box) {
  const bar = part(box, "bar");
  const before = await store.savedCourse(box.dataset.uid);
  const files = before ? before.files : Boolean(part(box, "files")?.checked);
  show(box, "busy");
  bar.removeAttribute("value");
  const address = box.dataset.offline;
  const list = await store.listing(address);
  box.dataset.version = list.version;
  const record = await store.save(list, {
    files,
    address,
    progress(done, all) {
      bar.max = all;
      bar.value = done;
      part(box, "done").textContent = `${size(done)} / ${size(all)}`;
    },
  });
  if (!record) return show(box, "ready", before, box.dataset.saidElsewhere);
  navigator.storage?.persist?.().catch(() => {});
  const { worker, scope } = document.querySelector("script[data-worker]").dataset;
  await navigator.serviceWorker.register(worker, { scope, updateViaCache: "none" });
  show(box, "ready", record);
  part(box, "state").focus();
}

async function run(box, action) {
  try {
    await action(box);
  } catch (error) {
    const record = await store.savedCourse(box.dataset.uid).catch(() => null);
    show(box, "ready", record, told(box, error));
  }
}

async function remove(box) {
  await store.remove(box.dataset.uid);
  show(box, "ready", null, box.dataset.saidRemoved);
  part(box, "save").focus();
}

async function begin(box) {
  if (!store.possible()) return;
  box.hidden = false;
  part(box, "save").addEventListener("click", () => run(box, save));
  part(box, "update").addEventListener("click", () => run(box, save));
  part(box, "remove").addEventListener("click", () => run(box, remove));
  await run(box, async () => show(box, "ready", await store.savedCourse(box.dataset.uid)));
}

for (const box of document.querySelectorAll("[data-offline]")) begin(box);
