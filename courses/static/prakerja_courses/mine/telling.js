/** Say what happened in the words of the page, which the template holds in its
    language: [data-problem="name"] notices, [data-said="name"] sentences. */

import { Problem } from "./data.js";

export function tellProblem(home, problem) {
  if (!(problem instanceof Problem)) throw problem;
  home.querySelector(`[data-problem="${problem.name}"]`).hidden = false;
}

export function tellNothing(home) {
  for (const told of home.querySelectorAll("[data-problem]")) told.hidden = true;
}

export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function sentence(home, name, values = {}) {
  return filled(home.querySelector(`[data-said="${name}"]`).textContent, values);
}
