/** Bring what two devices keep together: the union, and the newer of two marks. */

import { clean } from "./data.js";

const BETWEEN = "\n\n—\n\n";

export function merged(mine, theirs) {
  return clean({
    courses: together(mine.courses, theirs.courses, course),
    lessons: together(mine.lessons, theirs.lessons, lesson),
  });
}

function together(mine, theirs, both) {
  const uids = Object.keys({ ...mine, ...theirs });
  return Object.fromEntries(
    uids.map((uid) => [uid, both(mine[uid] ?? {}, theirs[uid] ?? {})]),
  );
}

function course(mine, theirs) {
  const isNewer = (theirs.at ?? 0) > (mine.at ?? 0);
  const [older, newer] = isNewer ? [mine, theirs] : [theirs, mine];
  return {
    ...older,
    ...newer,
    saved: later(mine.saved, theirs.saved),
    done: later(mine.done, theirs.done),
  };
}

function lesson(mine, theirs) {
  return {
    ...theirs,
    ...mine,
    done: later(mine.done, theirs.done),
    note: notes(mine.note, theirs.note),
  };
}

function later(mine, theirs) {
  return mine && !(theirs?.[1] > mine[1]) ? mine : theirs;
}

/** A note is somebody's work: two that differ are both kept, the newer one first. */
function notes(mine, theirs) {
  const newer = later(mine, theirs);
  const older = newer === mine ? theirs : mine;
  if (!newer?.[0] || !older || newer[0].includes(older[0])) return newer;
  return [newer[0] + BETWEEN + older[0], newer[1]];
}
