/** What was written, as plain text that reads well in somebody else's form. */

import { dayInWords } from "../../page/js/days.js";
import { isIso } from "../../page/js/controls/date_parts.js";

/** @typedef {import("../../page/js/controls/types.js").Spec} Spec */

/**
 * An answer in words; nothing for what was not answered.
 *
 * @param {Spec} spec
 * @param {any} value
 * @returns {string}
 */
export function answerWords({ kind, options = [] }, value) {
  if (value === null || value === undefined) return "";
  const labelOf = (/** @type {string} */ one) => options.find((option) => option.value === one)?.label ?? one;
  if (Array.isArray(value)) return value.map(labelOf).join("\n");
  if (kind === "radios" || kind === "select") return labelOf(value);
  if (kind === "date") return isIso(value) ? dayInWords(value) : value.replaceAll("-", " ").trim();
  return String(value).trim();
}

/**
 * A section as it is copied: each answer after what it is about, one below the other. Its heading stays here, and so do the
 * questions: where the answers go, there is a form with a heading of its own.
 *
 * @param {{fields: (Spec & {copied_as?: string})[]}} section
 * @param {Record<string, any>} values  by the names of fields
 * @returns {string} "" where nothing is answered
 */
export function sectionText({ fields }, values) {
  const answered = fields.map((spec) => [spec.copied_as ?? spec.label, withoutGaps(answerWords(spec, values[spec.name]))]).filter(([, words]) => words);
  return answered.map(([about, words]) => `${about}${about.endsWith("?") ? "" : ":"}${words.includes("\n") ? "\n" : " "}${words}`).join("\n");
}

/** @param {string} words */
const withoutGaps = (words) => words.replace(/\r\n?/g, "\n").replace(/[^\S\n]+$/gm, "").replace(/\n{2,}/g, "\n");
