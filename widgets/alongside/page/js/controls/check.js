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
 * A value if it fits its field, null if not: what was kept, or sent, may be anything.
 *
 * @param {Spec} spec
 * @param {unknown} value
 * @returns {any}
 */
export function fitting(spec, value) {
  const options = (spec.options ?? []).map((option) => option.value);
  if (spec.kind === "checkboxes") {
    return Array.isArray(value) ? options.filter((option) => value.includes(option)) : null;
  }
  if (spec.kind === "radios" || spec.kind === "select") return options.find((option) => option === value) ?? null;
  if (spec.kind === "scale") return value === PREFER_NOT || isPoint(spec, value) ? value : null;
  if (spec.kind === "date") return typeof value === "string" && value.split("-").length === 3 ? value : null;
  // Only a file that was chosen on this page has bytes.
  if (spec.kind === "file") return /** @type {any} */ (value)?.bytes instanceof ArrayBuffer ? value : null;
  return typeof value === "string" ? value : null;
}

/**
 * @param {Spec} spec
 * @param {unknown} value
 */
function isPoint(spec, value) {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= (spec.points ?? 5);
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
