/** "Go on learning": the courses touched last, where strip-room.js made room. */

import { Problem } from "./data.js";
import { courses, isBegun } from "./progress.js";
import { courseRow } from "./rows.js";
import { onChange, read } from "./storage.js";

const MOST = 3;
const strip = document.querySelector("[data-mine-strip]");

function draw(data) {
  const begun = courses(data, isBegun).slice(0, MOST);
  const template = strip.querySelector("[data-mine-row]");
  const rows = begun.map((uid) => courseRow(template, data, uid, true));
  strip.querySelector("ul").replaceChildren(...rows);
  strip.querySelector("[data-mine-nothing]").hidden = begun.length > 0;
}

function refresh() {
  try {
    draw(read());
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    // The page itself is whole without it; the page "My learning" says why.
    strip.hidden = true;
  }
}

refresh();
onChange(refresh);
