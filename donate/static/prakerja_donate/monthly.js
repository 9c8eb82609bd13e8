/** Choosing "every month" opens the fields with the e-mail address, which it needs, and
 *  leaves only the ways to pay that can repeat. */

const often = document.querySelector("[data-often]");
const radios = [...(often?.querySelectorAll("input[name=often]") ?? [])];
const email = document.querySelector("input[name=email]");
const fold = email?.closest("details");
const optional = [
  fold?.querySelector("summary .pk-optional"),
  email?.closest(".pk-field").querySelector(".pk-optional"),
].filter(Boolean);
const ways = [...document.querySelectorAll("input[name=method][type=radio]")];

function follow() {
  const monthly = radios.some((radio) => radio.checked && radio.value === "monthly");
  email.required = monthly;
  for (const word of optional) word.hidden = monthly;
  if (monthly && fold) fold.open = true;
  offer(monthly);
}

function offer(monthly) {
  const repeating = often.dataset.often.trim().split(/\s+/);
  for (const way of ways) way.disabled = monthly && !repeating.includes(way.value);
  if (!ways.some((way) => way.checked && way.disabled)) return;
  const first = ways.find((way) => !way.disabled);
  if (first) first.checked = true;
}

if (email && radios.length) {
  for (const radio of radios) radio.addEventListener("change", follow);
  follow();
}
