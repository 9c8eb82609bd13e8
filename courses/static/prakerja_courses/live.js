/** A start on the visitor's own clock, where it is none of the three already shown.
    <span hidden data-own-clock="2030-03-01T19:30:00+07:00">Your clock: <b></b></span> */

const SHOWN = [
  "Asia/Jakarta", "Asia/Pontianak",
  "Asia/Makassar", "Asia/Ujung_Pandang",
  "Asia/Jayapura",
];
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const told = new Intl.DateTimeFormat(document.documentElement.lang, {
  weekday: "short", day: "numeric", month: "short",
  hour: "2-digit", minute: "2-digit", timeZoneName: "short",
});

if (zone && !SHOWN.includes(zone)) {
  for (const clock of document.querySelectorAll("[data-own-clock]")) {
    clock.lastElementChild.textContent = told.format(new Date(clock.dataset.ownClock));
    clock.hidden = false;
  }
}
