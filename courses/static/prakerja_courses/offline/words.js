/** Sizes and days in the language of the page. */

const language = () => document.documentElement.lang || undefined;

/** As Django writes it, so that a size reads the same before and after. */
export function size(bytes) {
  const small = bytes < 1024 * 1024;
  const number = bytes / (small ? 1024 : 1024 * 1024);
  const digits = { maximumFractionDigits: small ? 0 : 1 };
  return `${number.toLocaleString(language(), digits)}\u00a0${small ? "KB" : "MB"}`;
}

export function day(iso) {
  return new Date(iso).toLocaleDateString(language(), { dateStyle: "long" });
}

/** Fill `{name}` in a sentence that came with the page. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
