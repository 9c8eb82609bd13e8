/** What a visitor keeps: its shape, and what of a stranger's data fits it.
    Documented in docs/reference/progress-file.md. */

export const VERSION = 1;
const UID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const LONGEST_NOTE = 20_000;
const LONGEST_TITLE = 300;

/** Named after the sentence that tells a visitor what is wrong. */
export class Problem extends Error {
  constructor(name) {
    super(name);
    this.name = name;
  }
}

export const now = () => Math.floor(Date.now() / 1000);
export const empty = () => ({ version: VERSION, courses: {}, lessons: {} });
export const isOn = (mark) => Boolean(mark?.[0]);

export function doneAmong(data, lessons) {
  return lessons.filter((uid) => isOn(data.lessons[uid]?.done)).length;
}

/** Read a text of ours; throws a Problem, and never half a result. */
export function understood(text) {
  let raw;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Problem("broken");
  }
  if (raw?.version > VERSION) throw new Problem("newer");
  if (raw?.version !== VERSION) throw new Problem("broken");
  return clean(raw);
}

/** Leave out what has not the right shape: it may come from anybody's link. */
export function clean({ courses, lessons }) {
  return { ...empty(), courses: each(courses, course), lessons: each(lessons, lesson) };
}

function each(things, cleaned) {
  const entries = Object.entries(Object(things))
    .filter(([uid]) => UID.test(uid))
    .map(([uid, thing]) => [uid, cleaned(Object(thing))]);
  return Object.fromEntries(entries.filter(([, thing]) => thing));
}

function course({ title, url, at, last, lessons, saved, done }) {
  if (!words(title) || !path(url)) return null;
  return present({
    title: words(title),
    url: path(url),
    at: moment(at),
    last: uid(last),
    lessons: Array.isArray(lessons) ? lessons.map(step).filter(Boolean) : undefined,
    saved: mark(saved, "boolean"),
    done: mark(done, "boolean"),
  });
}

function lesson({ course: above, title, url, done, note }) {
  return present({
    course: uid(above),
    title: words(title),
    url: path(url),
    done: mark(done, "boolean"),
    note: mark(note, "string"),
  });
}

function step(row) {
  const [id, title, url] = Array.isArray(row) ? row : [];
  return uid(id) && words(title) && path(url) ? [id, words(title), path(url)] : null;
}

/** Keep what is there, so that nothing there wins over nothing in a merge. */
function present(thing) {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value));
}

const uid = (value) => (UID.test(value) ? value : "");
const words = (value) => (typeof value === "string" ? value.slice(0, LONGEST_TITLE) : "");

/** A clock that runs ahead must not win over everybody for years. */
const moment = (value) => (value > 0 ? Math.min(Math.floor(value), now()) : 0);

function mark(value, type) {
  if (!Array.isArray(value) || typeof value[0] !== type) return undefined;
  const kept = type === "string" ? value[0].slice(0, LONGEST_NOTE) : value[0];
  return [kept, moment(value[1])];
}

/** An address of this site, whatever somebody wrote there; else nothing. */
function path(value) {
  if (typeof value !== "string" || !value.startsWith("/")) return "";
  try {
    const { origin, pathname } = new URL(value, location.origin);
    // What "/.//other.example/" comes to would lead to another site.
    return origin === location.origin && !pathname.startsWith("//") ? pathname : "";
  } catch {
    return "";
  }
}
