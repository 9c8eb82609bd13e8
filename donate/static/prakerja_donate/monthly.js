/** Choosing "every month" opens the fields that need an e-mail address. */

const radios = [...document.querySelectorAll("[data-often] input[name=often]")];
const email = document.querySelector("input[name=email]");
const optional = email?.closest(".pk-field").querySelector(".pk-optional");

function follow() {
  const monthly = radios.some((radio) => radio.checked && radio.value === "monthly");
  email.required = monthly;
  optional.hidden = monthly;
  if (monthly) email.closest("details").open = true;
}

if (optional && radios.length) {
  for (const radio of radios) radio.addEventListener("change", follow);
  follow();
}
