/** Sizes and days in the language of the page. */

const language = () => document.documentElement.lang || undefined;

export function size(bytes) {
  const small = bytes < 1_000_000;
  return new Intl.NumberFormat(language(), {
    style: "unit",
    unit: small ? "kilobyte" : "megabyte",
    maximumFractionDigits: small ? 0 : 1,
  }).format(bytes / (small ? 1000 : 1_000_000));
}

export function day(iso) {
  return new Date(iso).toLocaleDateString(language(), { dateStyle: "long" });
}

/** Fill `{name}` in a sentence that came with the page. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
