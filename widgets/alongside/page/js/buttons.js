/** Buttons that say what happens; an error in what they do shows one calm sentence in their widget. */

import { el } from "./dom.js";
import { calm } from "./errors.js";

/**
 * @param {string} words
 * @param {() => void} click
 * @param {object} [more]  further attributes
 */
export function button(words, click, more = {}) {
  const made = el("button", { type: "button", class: "button", ...more }, words);
  made.addEventListener(
    "click",
    calm(click, () => made.closest(".alongside")),
  );
  return made;
}

/**
 * @param {string} words
 * @param {() => void} click
 * @param {object} [more]
 */
export const secondButton = (words, click, more = {}) => button(words, click, { class: "button second", ...more });

/**
 * One that looks like a link.
 *
 * @param {string} words
 * @param {() => void} click
 * @param {object} [more]
 */
export const linkButton = (words, click, more = {}) => button(words, click, { class: "button link", ...more });
