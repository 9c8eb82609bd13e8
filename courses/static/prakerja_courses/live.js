/** The visitor's own clock: marked where it is one of the three, else told as a fourth:
    <p data-clocks="your time"><span data-clock="Asia/Jakarta">19.30 WIB</span> …
      <span hidden data-own-clock="2030-03-01T19:30:00+07:00">Your clock: <b></b></span></p>
    And a door that opens while somebody waits before it:
    <div role="status" data-joining="early" data-opens="1898598600" data-page="/jadwal/…/">…</div> */

const SHOWN = {
  "Asia/Jakarta": "Asia/Jakarta", "Asia/Pontianak": "Asia/Jakarta",
  "Asia/Makassar": "Asia/Makassar", "Asia/Ujung_Pandang": "Asia/Makassar",
  "Asia/Jayapura": "Asia/Jayapura",
};
const SECOND = 1000;
const SOON = 24 * 3600 * SECOND; // a longer wait does not fit a timer
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const told = new Intl.DateTimeFormat(document.documentElement.lang, {
  weekday: "short", day: "numeric", month: "short",
  hour: "2-digit", minute: "2-digit", timeZoneName: "short",
});

function markOwnClocks(place) {
  for (const clock of document.querySelectorAll(`[data-clock="${place}"]`)) {
    const mark = clock.querySelector("small") ?? document.createElement("small");
    mark.textContent = clock.parentElement.dataset.clocks;
    clock.append(" ", mark);
    clock.classList.add("pk-session__own");
  }
}

function tellOwnClocks() {
  for (const clock of document.querySelectorAll("[data-own-clock]")) {
    clock.lastElementChild.textContent = told.format(new Date(clock.dataset.ownClock));
    clock.hidden = false;
  }
}

/** The page may be a minute old when it comes, so ask again until the door moved. */
async function look(door) {
  const answer = await fetch(door.dataset.page).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  const page = new DOMParser().parseFromString(text, "text/html");
  const now = page.querySelector("[data-joining]");
  if (now && now.dataset.joining !== "early") {
    door.replaceChildren(...now.childNodes);
    door.dataset.joining = now.dataset.joining;
  } else {
    setTimeout(look, 20 * SECOND, door);
  }
}

if (SHOWN[zone]) markOwnClocks(SHOWN[zone]);
else if (zone) tellOwnClocks();

for (const door of document.querySelectorAll("[data-joining=early]")) {
  const wait = door.dataset.opens * SECOND - Date.now();
  if (wait < SOON) setTimeout(look, Math.max(wait, 0), door);
}
