/** Answers about what is kept; pure. */

import { doneAmong, isOn } from "./data.js";

/** How much of a course is done, counted over the lessons it was last seen with.
    After a move by link these are not known: ``total`` is 0 then. */
export function progress(data, uid) {
  const lessons = (data.courses[uid].lessons ?? []).map(([lesson]) => lesson);
  const known = lessons.length ? lessons : lessonsOf(data, uid);
  return { total: lessons.length, done: doneAmong(data, known) };
}

function lessonsOf(data, uid) {
  return Object.keys(data.lessons).filter((id) => data.lessons[id].course === uid);
}

export function isDone(data, uid) {
  const { total, done } = progress(data, uid);
  return total ? done === total : isOn(data.courses[uid].done);
}

export function isBegun(data, uid) {
  const begun = data.courses[uid].last || progress(data, uid).done;
  return Boolean(begun) && !isDone(data, uid);
}

export const isSaved = (data, uid) => isOn(data.courses[uid].saved);

/** The lesson to go on with: the one left open, else the first after it not done. */
export function nextLesson(data, uid) {
  const { lessons = [], last } = data.courses[uid];
  const open = ([lesson]) => !isOn(data.lessons[lesson]?.done);
  const from = Math.max(
    0,
    lessons.findIndex(([lesson]) => lesson === last),
  );
  return lessons.slice(from).find(open) ?? lessons.find(open);
}

/** Uids of the courses that are ``wanted``, last touched first. */
export function courses(data, wanted) {
  const touched = (uid) => data.courses[uid].at ?? 0;
  return Object.keys(data.courses)
    .filter((uid) => wanted(data, uid))
    .sort((one, other) => touched(other) - touched(one));
}
