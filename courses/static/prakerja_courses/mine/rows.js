/** Draw courses and notes as rows, by a <template> that holds their words. */

import { isDone, nextLesson, progress } from "./progress.js";
import { filled } from "./telling.js";

function drawn(template) {
  const row = template.content.cloneNode(true);
  return [row, (name) => row.querySelector(`[data-part="${name}"]`)];
}

function counted({ total, done }, finished, { of, some, all }) {
  if (finished) return all;
  if (total) return filled(of, { done, total });
  return done ? filled(some, { done }) : "";
}

/** One course; ``onward`` leads to the lesson to go on with. */
export function courseRow(template, data, uid, onward) {
  const [row, part] = drawn(template);
  const course = data.courses[uid];
  const [, lesson, url] = (onward && nextLesson(data, uid)) || [];
  part("course").textContent = lesson ? course.title : "";
  part("link").textContent = lesson ?? course.title;
  part("link").href = url ?? course.url;
  const made = progress(data, uid);
  part("bar").hidden = !made.total;
  part("bar").max = made.total || 1;
  part("bar").value = made.done;
  part("bar").setAttribute("aria-label", course.title);
  part("count").textContent = counted(made, isDone(data, uid), part("count").dataset);
  return row;
}

export function noteRow(template, data, uid) {
  const [row, part] = drawn(template);
  const { title, url, note, course: above } = data.lessons[uid];
  const course = data.courses[above] ?? {};
  part("link").textContent = title ?? course.title ?? uid;
  part("link").href = url ?? course.url ?? "";
  part("course").textContent = course.title ?? "";
  part("text").textContent = note[0];
  return row;
}
