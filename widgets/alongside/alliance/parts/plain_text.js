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
 * A section: its heading, then each question that was answered, with its answer below it.
 *
 * @param {{heading: string, fields: Spec[]}} section
 * @param {Record<string, any>} values  by the names of fields
 * @returns {string} "" where nothing is answered
 */
export function sectionText({ heading, fields }, values) {
  const answered = fields.map((spec) => [spec.label, answerWords(spec, values[spec.name])]).filter(([, words]) => words);
  if (!answered.length) return "";
  return [heading, ...answered.map(([label, words]) => `${label}\n${words}`)].join("\n\n");
}
