/** From one device to another: by a file, or by a link that a QR code holds. */

import { Problem, understood } from "./data.js";
import { toFragment } from "./link.js";
import { merged } from "./merging.js";
import { kept, read, write } from "./storage.js";

const LARGEST_FILE = 5_000_000; // bytes
const LARGEST_CODE = 25; // the version of a QR code that a cheap camera still reads
const WHITE = [255, 255, 255, 255];
const BLACK = [0, 0, 0, 255];

export function addToMine(theirs) {
  write(merged(read(), theirs));
}

/** What is unreadable here is handed out as it is: somebody may mend it. */
function fileText(today) {
  try {
    const head = { format: "prakerja-progress", exported: today };
    return JSON.stringify({ ...head, ...read() }, null, 1);
  } catch (problem) {
    if (problem.name === "blocked") throw problem;
    return kept();
  }
}

export function saveFile() {
  const today = new Date().toISOString();
  const file = new Blob([fileText(today)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `belajar-saya-${today.slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Throws a Problem: nothing is taken from a bad file. */
export async function fromFile(file) {
  if (file.size > LARGEST_FILE) throw new Problem("file");
  try {
    return understood(await file.text());
  } catch ({ name }) {
    throw new Problem(name === "newer" ? name : "file");
  }
}

export function counts({ courses, lessons }) {
  const each = Object.values(lessons);
  return {
    courses: Object.keys(courses).length,
    lessons: each.filter(({ done }) => done?.[0]).length,
    notes: each.filter(({ note }) => note?.[0]).length,
  };
}

async function library() {
  try {
    return await import("./lean-qr/lean-qr.js");
  } catch {
    throw new Problem("offline");
  }
}

/** All that is kept, as an address of this page. */
export async function address() {
  if (!globalThis.CompressionStream) throw new Problem("old");
  return `${location.origin}${location.pathname}#${await toFragment(read())}`;
}

export async function drawCode(canvas, text) {
  const { generate, correction } = await library();
  const limits = { minCorrectionLevel: correction.L, maxVersion: LARGEST_CODE };
  let code;
  try {
    code = generate(text, limits);
  } catch {
    throw new Problem("large");
  }
  code.toCanvas(canvas, { on: BLACK, off: WHITE });
}
