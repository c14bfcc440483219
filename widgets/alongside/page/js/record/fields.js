/** A form's answers as an entry keeps them: each with its question, so that a record speaks for itself. */

import { fittedField } from "./limits.js";

/** @typedef {import("./entries.js").Kept} Kept */
/** @typedef {import("../controls/types.js").Spec} Spec */

/** What a form's kind of field becomes in a record; a file is not kept. @type {Record<string, string>} */
const KINDS = {
  text: "text", long_text: "text", radios: "choice", select: "choice", checkboxes: "choices", date: "date", scale: "number",
};

/**
 * Answers as the fields of an entry, in the order of the form; what is not answered is left out.
 *
 * @param {Spec[]} specs
 * @param {Record<string, any>} values  by the names of fields
 * @returns {Kept[]}
 */
export function keptFields(specs, values) {
  return specs.flatMap((spec) => {
    const value = values[spec.name];
    const kind = KINDS[spec.kind];
    if (!kind || isNothing(value)) return [];
    const field = { name: spec.name, kind, label: spec.label, value };
    if (kind === "choice" || kind === "choices") return [fittedField({ ...field, words: wordsOf(spec, value) })];
    if (kind === "number" && typeof value === "string") return [fittedField({ ...field, kind: "choice", words: "Prefer not to say" })];
    return [fittedField(field)];
  });
}

/**
 * The way back: the answers that an entry holds, by the names of the form's fields.
 *
 * @param {Spec[]} specs
 * @param {{fields: Kept[]} | undefined} entry
 * @returns {Record<string, any>}
 */
export function valuesOf(specs, entry) {
  const names = new Set(specs.map(({ name }) => name));
  return Object.fromEntries((entry?.fields ?? []).filter(({ name }) => names.has(name)).map(({ name, value }) => [name, value]));
}

/** @param {any} value */
function isNothing(value) {
  return value === null || value === undefined || value === "" || (typeof value === "number" && !Number.isFinite(value)) || (Array.isArray(value) && !value.length);
}

/**
 * @param {Spec} spec
 * @param {string | string[]} value
 */
function wordsOf({ options = [] }, value) {
  const labelOf = (/** @type {string} */ one) => options.find((option) => option.value === one)?.label ?? one;
  return Array.isArray(value) ? value.map(labelOf) : labelOf(value);
}
