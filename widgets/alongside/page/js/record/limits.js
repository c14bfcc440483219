/**
 * What a file of the record may hold at most: see record/model.py, which refuses more. What is made here keeps within it,
 * so that what a learner downloads can be opened again.
 */

import { isIso } from "../controls/date_parts.js";

/** @typedef {import("./entries.js").Kept} Kept */
/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./entries.js").Form} Form */
/** @typedef {import("./entries.js").Programme} Programme */
/** @typedef {import("./entries.js").Revision} Revision */

export const LIMITS = /** @type {const} */ ({
  name: 100, line: 500, text: 200_000, fields: 200, list: 200, links: 100, moves: 1_000, writers: 1_000, forms: 100, places: 300, entries: 5_000,
});

/**
 * Words of this length at most, without halves of characters, which no file can hold.
 *
 * @param {string} words
 * @param {number} most  UTF-16 units
 */
export function fittedText(words, most) {
  return words.slice(0, most).replace(words.length > most ? /[\ud800-\udbff]$/ : /$^/, "").replace(/\p{Surrogate}/gu, "\ufffd");
}

/** @param {unknown} words */
const line = (words) => fittedText(String(words), LIMITS.line);

/**
 * @param {Entry} entry
 * @returns {Entry} the same, without what no file can hold
 */
export function fitted(entry) {
  const { title, fields, links, day, path } = entry;
  const parts = { title: line(title), fields: fields.slice(0, LIMITS.fields).map(fittedField), links: links.slice(0, LIMITS.links) };
  const fits = { ...entry, ...parts, day: isIso(day) ? day : undefined };
  if (path) fits.path = { ...path, moves: path.moves.slice(0, LIMITS.moves) };
  return /** @type {Entry} */ (defined(fits));
}

/**
 * @param {Kept} field
 * @returns {Kept}
 */
export function fittedField(field) {
  const { label, value, words } = field;
  const text = (/** @type {unknown} */ one) => fittedText(String(one), LIMITS.text);
  const fits = { ...field, label: line(label), value: typeof value === "number" ? value : each(value, text) };
  return words === undefined ? fits : { ...fits, words: each(words, line) };
}

/**
 * @template {{name: string, programme: Programme, forms: Form[]}} T
 * @param {T} about
 * @returns {T}
 */
export function fittedAbout(about) {
  const forms = about.forms.slice(-LIMITS.forms).map((form) => ({ ...form, name: line(form.name), places: fittedPlaces(form.places) }));
  return { ...about, name: fittedText(about.name, LIMITS.name), programme: fittedProgramme(about.programme), forms };
}

/**
 * The counts of so many writers at most. A revision without some of them follows less than it did: where two versions
 * meet, a copy too many is kept, and nothing is lost.
 *
 * @param {Revision} revision
 * @returns {Revision}
 */
export function fittedRevision(revision) {
  const counts = Object.entries(revision);
  return counts.length > LIMITS.writers ? Object.fromEntries(counts.slice(-LIMITS.writers)) : revision;
}

/** @param {Record<string, string>} places */
function fittedPlaces(places) {
  const kept = Object.entries(places).filter(([place]) => place.length <= LIMITS.line).slice(0, LIMITS.places);
  return Object.fromEntries(kept.map(([place, what]) => [fittedText(place, LIMITS.line), line(what)]));
}

/** @param {Programme} programme */
function fittedProgramme({ started, part_time: share, ...rest }) {
  const isShare = typeof share === "number" && share > 0 && share <= 1;
  return defined({ ...rest, started: isIso(started) ? started : undefined, part_time: isShare ? share : undefined });
}

/**
 * @param {unknown} value
 * @param {(one: unknown) => string} fit
 */
const each = (value, fit) => (Array.isArray(value) ? value.slice(0, LIMITS.list).map(fit) : fit(value));

/**
 * @template {object} T
 * @param {T} parts
 * @returns {T} without what is undefined
 */
export function defined(parts) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)));
}
