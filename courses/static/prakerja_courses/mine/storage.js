/** The one place that touches the browser's storage; throws nothing but Problems. */

import { Problem, empty, understood } from "./data.js";

const KEY = "prakerja:mine";

/** The text as it is kept, null if there is none. */
export function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Forbidden by the person, or no such thing in this browser.
    throw new Problem("blocked");
  }
}

export function read() {
  const text = kept();
  return text === null ? empty() : understood(text);
}

export function write(data) {
  keep(JSON.stringify(data));
}

export function keep(text) {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    throw new Problem("full");
  }
}

/** Read, let ``edit`` change it, write: always from what another tab left there. */
export function change(edit) {
  const data = read();
  edit(data);
  write(data);
  return data;
}

export function wipe() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    throw new Problem("blocked");
  }
}

/** Call when another tab changed something, or "back" shows an old page again. */
export function onChange(act) {
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) act();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) act();
  });
}
