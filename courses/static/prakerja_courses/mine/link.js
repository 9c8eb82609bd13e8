/** What is kept as a link: short enough for a QR code, all of it behind the "#", which
    browsers never send. Digits take the least room in a QR code.

    Left out are the lessons a course was last seen with, found anew when it is opened,
    and marks taken back; all lessons done of a course share the time of the last. */

import { Problem, VERSION, clean, isOn } from "./data.js";

const LARGEST = 1_000_000; // characters, unpacked

export async function toFragment(data) {
  const text = JSON.stringify(packed(data));
  return VERSION + digits(await through(new CompressionStream("deflate"), text));
}

/** Throws a Problem: nothing is taken from half a link. */
export async function fromFragment(fragment) {
  if (!/^\d{9,}$/.test(fragment)) throw new Problem("link");
  if (Number(fragment[0]) > VERSION) throw new Problem("newer");
  if (!globalThis.DecompressionStream) throw new Problem("old");
  try {
    const stream = new Blob([bytes(fragment.slice(1))]).stream();
    const plain = stream.pipeThrough(new DecompressionStream("deflate"));
    return unpacked(JSON.parse(await text(plain)));
  } catch {
    throw new Problem("link");
  }
}

function packed({ courses, lessons }) {
  const uids = Object.keys(courses);
  const rows = uids.map((uid) => packedCourse(uid, courses[uid], lessons));
  const notes = Object.entries(lessons)
    .filter(([, { note }]) => note?.[0])
    .map(([uid, { course, title, url, note }]) => [
      short(uid), uids.indexOf(course), title, url, ...note,
    ]);
  return [rows, notes];
}

function packedCourse(uid, course, lessons) {
  const done = Object.entries(lessons).filter(
    ([, lesson]) => lesson.course === uid && isOn(lesson.done),
  );
  return [
    short(uid),
    course.title,
    course.url,
    course.at,
    isOn(course.saved) ? course.saved[1] : 0,
    isOn(course.done) ? course.done[1] : 0,
    Math.max(0, ...done.map(([, lesson]) => lesson.done[1])),
    done.map(([lesson]) => short(lesson)).join(""),
  ];
}

function unpacked([rows, notes]) {
  const data = { courses: {}, lessons: {} };
  for (const [id, title, url, at, saved, finished, doneAt, done] of rows) {
    const uid = long(id);
    const marks = { saved: saved && [true, saved], done: finished && [true, finished] };
    data.courses[uid] = { title, url, at, ...marks };
    for (const [lesson] of done.matchAll(/.{32}/g)) {
      data.lessons[long(lesson)] = { course: uid, done: [true, doneAt] };
    }
  }
  for (const [id, place, title, url, words, at] of notes) {
    const lesson = (data.lessons[long(id)] ??= { course: long(rows[place]?.[0] ?? "") });
    Object.assign(lesson, { title, url, note: [words, at] });
  }
  return clean(data);
}

const short = (uid) => uid.replaceAll("-", "");
const long = (id) => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

async function through(transform, text) {
  const stream = new Blob([text]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Read a stream that may have been packed to burst. */
async function text(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let whole = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return whole;
    whole += value;
    if (whole.length > LARGEST) throw new Problem("link");
  }
}

function digits(bytes) {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
  return BigInt(`0x${hex.join("")}`).toString();
}

function bytes(digits) {
  const hex = BigInt(digits).toString(16);
  const pairs = hex.padStart(hex.length + (hex.length % 2), "0").match(/../g);
  return Uint8Array.from(pairs, (pair) => parseInt(pair, 16));
}
