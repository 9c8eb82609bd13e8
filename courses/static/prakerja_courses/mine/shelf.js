/** The lists of "My learning". */

import { courses, isBegun, isDone, isSaved } from "./progress.js";
import { courseRow, noteRow } from "./rows.js";

function isWaiting(data, uid) {
  return isSaved(data, uid) && !isDone(data, uid);
}

/** Draw everything; says whether there is anything. */
export function drawShelf(home, data) {
  const template = home.querySelector("[data-mine-row]");
  const rows = (wanted, onward) =>
    courses(data, wanted).map((uid) => courseRow(template, data, uid, onward));
  const filled = [
    fill(home, "begun", rows(isBegun, true)),
    fill(home, "saved", rows(isWaiting, false)),
    fill(home, "done", rows(isDone, false)),
    fill(home, "notes", notes(home, data)),
  ];
  return filled.some(Boolean);
}

function fill(home, name, rows) {
  const section = home.querySelector(`[data-mine-list="${name}"]`);
  section.querySelector("ul").replaceChildren(...rows);
  section.hidden = rows.length === 0;
  return rows.length > 0;
}

function notes(home, data) {
  const template = home.querySelector("[data-mine-note]");
  const written = Object.keys(data.lessons).filter((uid) => data.lessons[uid].note?.[0]);
  const when = (uid) => data.lessons[uid].note[1];
  written.sort((one, other) => when(other) - when(one));
  return written.map((uid) => noteRow(template, data, uid));
}
