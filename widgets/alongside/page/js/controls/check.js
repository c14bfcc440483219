/** What is wrong with a value, in one sentence. No page needed. */

import { dateProblem } from "./date_parts.js";

/** @typedef {import('./types.js').Spec} Spec */

export const PREFER_NOT = "prefer_not_to_say";

/** @type {Record<string, (label: string) => string>} */
const MISSING = {
  text: (label) => `Write an answer to “${label}”`,
  long_text: (label) => `Write an answer to “${label}”`,
  radios: (label) => `Choose an answer to “${label}”`,
  select: (label) => `Choose an answer to “${label}”`,
  scale: (label) => `Choose an answer to “${label}”`,
  checkboxes: (label) => `Choose at least one answer to “${label}”`,
  date: (label) => `Enter a date for “${label}”`,
  file: (label) => `Choose a file for “${label}”`,
};

/**
 * What is wrong with a value, null for nothing.
 *
 * @param {Spec} spec
 * @param {any} value
 * @returns {string | null}
 */
export function problem(spec, value) {
  if (isEmpty(value)) return spec.optional ? null : spec.missing || MISSING[spec.kind](spec.label);
  return spec.kind === "date" ? dateProblem(spec.label, value) : null;
}

/**
 * Whether nothing has been answered: nothing, blanks, no option.
 *
 * @param {any} value
 */
export function isEmpty(value) {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}

/**
 * How many words a text has.
 *
 * @param {string} text
 */
export function countWords(text) {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
