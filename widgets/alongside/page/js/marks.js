/** What may give somebody away, marked in the words in which it stands. */

import { el } from "./dom.js";

/** @typedef {{field: string, label: string, pieces: [string, string][]}} Part  an answer: its words, and what they may be */

/**
 * Words that were marked, with what they may be.
 *
 * @param {[string, string]} piece
 * @returns {(string | Node)[]}
 */
export function marked([words, kind]) {
  if (!kind) return [words];
  return [el("mark", null, words), el("span", { class: "mark-kind" }, ` (${kind}?)`)];
}

/** @param {Part[]} parts */
export function placesInWords(parts) {
  const number = parts.flatMap(({ pieces }) => pieces).filter(([, kind]) => kind).length;
  return number === 0 ? "Nothing was marked in it." : number === 1 ? "1 place is marked." : `${number} places are marked.`;
}
