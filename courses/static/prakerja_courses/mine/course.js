/** Marks and a note on the page of a course or lesson.
    <section data-mine data-course="uid" data-course-title data-course-url
             [data-lesson="uid" data-title data-url]> holds the controls;
    li[data-step="uid"] are the lessons of the course as the page shows them now. */

import { Problem, doneAmong, isOn, now } from "./data.js";
import { nextLesson } from "./progress.js";
import { change, onChange, read } from "./storage.js";
import { filled, tellNothing, tellProblem } from "./telling.js";

const SOON = 500;
const home = document.querySelector("[data-mine]");
const page = home.dataset;
const part = (name) => home.querySelector(`[data-mine-${name}]`);
const buttons = [...home.querySelectorAll("[data-mine-mark]")];
const steps = [...document.querySelectorAll("[data-step]")];

/** The lessons as [uid, title, address], each once. */
function outline() {
  const rows = steps.map((step) => {
    const link = step.querySelector("a");
    return [step.dataset.step, link.textContent.trim(), link.pathname];
  });
  return [...new Map(rows.map((row) => [row[0], row])).values()];
}

/** Note what this page is, so that other pages can name it and lead here. */
function place(data) {
  const course = (data.courses[page.course] ??= {});
  const named = { title: page.courseTitle, url: page.courseUrl, lessons: outline() };
  Object.assign(course, named);
  if (!page.lesson) return { course };
  const lesson = (data.lessons[page.lesson] ??= {});
  Object.assign(lesson, { course: page.course, title: page.title, url: page.url });
  return { course, lesson };
}

/** Where the marks of this page are: those of a course live with the course. */
function marked(name, { course, lesson }) {
  return name === "saved" ? course : (lesson ?? course);
}

function found(data) {
  return { course: data.courses[page.course], lesson: data.lessons[page.lesson] };
}

/** Try something that touches the storage; say in words why it did not work. */
function attempt(act) {
  tellNothing(home);
  try {
    return act();
  } catch (problem) {
    tellProblem(home, problem);
    if (problem.name !== "full") part("controls").hidden = true;
    return null;
  }
}

function show(data) {
  for (const button of buttons) {
    const name = button.dataset.mineMark;
    const mark = marked(name, found(data))?.[name];
    button.setAttribute("aria-pressed", isOn(mark));
  }
  for (const step of steps) tick(step, isOn(data.lessons[step.dataset.step]?.done));
  showProgress(doneAmong(data, outline().map(([uid]) => uid)));
  showOnward(data);
  const note = part("note");
  if (note && note !== document.activeElement) {
    note.value = data.lessons[page.lesson]?.note?.[0] ?? "";
  }
}

function showProgress(done) {
  const count = part("count");
  if (!count) return;
  const bar = part("bar");
  const { sentence, whole } = count.dataset;
  bar.value = done;
  count.textContent = done < bar.max ? filled(sentence, { done, total: bar.max }) : whole;
}

/** The way in leads to where the visitor left off; to somebody new it says "Start". */
function showOnward(data) {
  const link = document.querySelector("[data-begin]");
  const kept = data.courses[page.course];
  const lessons = outline();
  if (!link || !kept?.last || !lessons.length) return;
  const here = { ...data, courses: { [page.course]: { ...kept, lessons } } };
  const next = nextLesson(here, page.course);
  const { onward, again } = link.dataset;
  link.href = (next ?? lessons[0])[2];
  link.querySelector("[data-begin-label]").textContent = next
    ? filled(onward, { title: next[1] })
    : again;
}

function tick(step, on) {
  step.classList.toggle("mine-done", on);
  step.querySelector(".mine-tick")?.remove();
  if (!on) return;
  const word = document.createElement("span");
  word.className = "mine-tick";
  word.textContent = page.wordDone;
  step.append(word);
}

function press(button) {
  const name = button.dataset.mineMark;
  const on = button.getAttribute("aria-pressed") !== "true";
  const data = attempt(() =>
    change((data) => {
      const here = place(data);
      here.course.at = now();
      marked(name, here)[name] = [on, now()];
    }),
  );
  if (!data) return;
  show(data);
  const count = name === "done" && part("count")?.textContent;
  const said = on ? button.dataset.on : button.dataset.off;
  part("said").textContent = [said, count].filter(Boolean).join(" ");
}

function keepNote() {
  const { value } = part("note");
  const data = attempt(() =>
    change((data) => {
      const { course, lesson } = place(data);
      course.at = now();
      lesson.note = [value, now()];
    }),
  );
  const { kept, lost } = part("kept").dataset;
  part("kept").classList.toggle("mine__kept--lost", !data);
  part("kept").textContent = data ? kept : lost;
}

let waiting;

function keepNoteNow() {
  if (!waiting) return;
  clearTimeout(waiting);
  waiting = null;
  keepNote();
}

function keepNoteSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(keepNoteNow, SOON);
}

/** To open a lesson is to go on with its course; a course known before is seen anew.
    Nobody asked for it, so nothing is said when there is no room. */
function visit(data) {
  if (!page.lesson && !data.courses[page.course]) return;
  try {
    change((data) => {
      const { course } = place(data);
      if (page.lesson) Object.assign(course, { last: page.lesson, at: now() });
    });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
  }
}

function refresh() {
  const data = attempt(read);
  if (data) show(data);
  return data;
}

for (const button of buttons) button.addEventListener("click", () => press(button));
part("note")?.addEventListener("input", keepNoteSoon);
part("note")?.addEventListener("change", keepNoteNow);
addEventListener("pagehide", keepNoteNow);
onChange(refresh);
const data = refresh();
if (data) visit(data);
home.classList.add("mine--ready");
