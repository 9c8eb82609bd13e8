/** The page of saved courses, which also stands in for pages that are not there. */

import * as store from "./store.js";
import { day, fill, size } from "./words.js";

const page = document.querySelector("[data-saved-courses]");
const part = (name) => page.querySelector(`[data-saved-${name}]`);
const words = page.dataset;

function row(record) {
  const item = part("item").content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  link.textContent = record.title;
  link.href = record.url;
  const note = item.querySelector("[data-note]");
  const values = {
    date: day(record.savedAt),
    size: size(record.bytes),
    missing: record.missing.length,
  };
  note.textContent = fill(
    record.missing.length ? words.saidMissing : words.saidSaved,
    values,
  );
  const [update, remove] = item.querySelectorAll("button");
  for (const button of [update, remove]) {
    button.setAttribute("aria-label", `${button.textContent}: ${record.title}`);
  }
  update.addEventListener("click", () => run(() => renew(record, note)));
  remove.addEventListener("click", () =>
    run(async () => {
      await store.remove(record.uid);
      tell(fill(words.saidRemoved, { title: record.title }));
    }),
  );
  return item;
}

async function renew(record, note) {
  const list = await store.listing(record.address);
  if (list.version === record.version && !record.missing.length) {
    return tell(fill(words.saidCurrent, { title: record.title }));
  }
  const { files, address } = record;
  const progress = (done, all) => (note.textContent = `${size(done)} / ${size(all)}`);
  const made = await store.save(list, { files, address, progress });
  if (!made) return tell(words.saidElsewhere);
  return tell(fill(words.saidUpdated, { title: record.title }));
}

function tell(sentence) {
  part("told").textContent = sentence;
}

function sentenceFor(error) {
  if (error instanceof store.Full) return words.saidFull;
  if (error instanceof store.Unreachable) return words.saidUnreachable;
  if (error instanceof store.Taken) return words.saidTaken;
  return words.saidBlocked;
}

async function run(action) {
  try {
    await action();
  } catch (error) {
    tell(sentenceFor(error));
  }
  await list();
}

async function list() {
  const records = await store.saved().catch(() => null);
  if (!records) return tell(words.saidBlocked);
  part("list").replaceChildren(...records.map(row));
  part("empty").hidden = records.length > 0;
  part("all").hidden = records.length === 0;
  const bytes = store.bytesOf(records);
  part("sum").textContent = fill(words.saidSum, {
    number: records.length,
    size: size(bytes),
  });
}

/** Shown at another address, this page stands in for one that is not saved. */
function standIn() {
  if (location.pathname === words.savedCourses) return;
  part("heading").textContent = words.saidHeading;
  part("lead").textContent = words.saidLead;
  document.title = words.saidHeading;
  part("again").hidden = false;
  part("again").addEventListener("click", () => location.reload());
  window.addEventListener("online", () => location.reload(), { once: true });
}

async function removeAll() {
  if (!window.confirm(words.askAll)) return;
  await store.removeAll();
  tell(words.saidRemovedAll);
}

if (store.possible()) {
  standIn();
  part("all-button").addEventListener("click", () => run(removeAll));
  store.tidy().catch(() => {});
  list();
} else {
  tell(words.saidBlocked);
}
