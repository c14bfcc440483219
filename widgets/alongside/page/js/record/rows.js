/** The record as rows, JSON by name: one for each entry, one for what is said about the learner, one for the last download. */

import { FORMAT, VERSION, nextRevision } from "./entries.js";
import { fittedAbout, fittedRevision } from "./limits.js";
import { follows, oneOf, text, together } from "./merge.js";

/** @typedef {import("./entries.js").Row} Row */
/** @typedef {import("./entries.js").Whole} Whole */
/** @typedef {Map<string, any>} Rows */
/** @typedef {{name: string, programme: import("./entries.js").Programme, forms: import("./entries.js").Form[], changed: string, revision: import("./entries.js").Revision}} About */

const HEAD = ":record/";
const ENTRY = `${HEAD}entry/`;
export const ABOUT = `${HEAD}about`;
/** When the record was last downloaded. */
export const DOWNLOADED = `${HEAD}downloaded`;

/** @param {string} id */
export const entryName = (id) => ENTRY + id;

/**
 * Whether a row is part of the record; the others are the shelf.
 *
 * @param {string} name
 */
export const isOfRecord = (name) => name.startsWith(HEAD);

/** @param {string} name */
export const isEntry = (name) => name.startsWith(ENTRY);

/**
 * Whether a row can be read as what it is: storage may hold what somebody else put there.
 *
 * @param {string} name
 * @param {any} value
 */
export function isSound(name, value) {
  if (!isOfRecord(name)) return value !== undefined;
  if (name === DOWNLOADED) return typeof value === "string";
  if (typeof value?.changed !== "string" || !isPlain(value.revision)) return false;
  if (name === ABOUT) return typeof value.name === "string" && isPlain(value.programme) && Array.isArray(value.forms);
  if (entryName(value.id) !== name) return false;
  const lists = [value.fields, value.standards, value.links];
  return value.forgotten === true || (typeof value.created === "string" && typeof value.workbook === "string" && lists.every(Array.isArray));
}

/** @param {any} value */
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * @param {Rows} rows
 * @returns {About}
 */
export function aboutOf(rows) {
  return rows.get(ABOUT) ?? { name: "", programme: {}, forms: [], changed: "", revision: {} };
}

/**
 * @param {About} about
 * @param {Partial<About>} changes
 * @param {string} writer
 * @returns {About}
 */
export function changeAbout(about, changes, writer) {
  return fittedAbout({ ...about, ...changes, ...nextRevision(about, writer) });
}

/**
 * The record that rows make, its entries in the order in which they were begun.
 *
 * @param {Rows} rows
 * @returns {Whole}
 */
export function recordOf(rows) {
  const { name, programme, forms } = aboutOf(rows);
  const entries = [...rows].filter(([row]) => isEntry(row)).map(([, entry]) => ({ ...entry, revision: fittedRevision(entry.revision) }));
  const begun = (/** @type {any} */ entry) => `${entry.created ?? entry.changed} ${entry.id}`;
  entries.sort((one, other) => (begun(one) < begun(other) ? -1 : 1));
  return structuredClone({ format: FORMAT, version: VERSION, name, programme, entries, forms });
}

/**
 * Two versions of a row become one; of an entry that was changed on both sides, the earlier version becomes a copy.
 *
 * @param {string} name
 * @param {any} mine
 * @param {any} other
 * @returns {{row: any, copy: import("./entries.js").Entry | null}}
 */
export function joined(name, mine, other) {
  if (name === DOWNLOADED) return { row: mine > other ? mine : other, copy: null };
  if (name === ABOUT) return { row: joinedAbout(mine, other), copy: null };
  const { winner, copy } = oneOf(mine, other);
  return { row: winner, copy };
}

/**
 * @param {About} mine
 * @param {About} other
 * @returns {About}
 */
function joinedAbout(mine, other) {
  const [isNewer, isOlder] = [follows(mine.revision, other.revision), follows(other.revision, mine.revision)];
  if (isNewer !== isOlder) return isNewer ? mine : other;
  const moment = (/** @type {About} */ about) => about.changed + text(about);
  const [earlier, later] = moment(mine) < moment(other) ? [mine, other] : [other, mine];
  const known = new Set(later.forms.map(({ id }) => id));
  const forms = [...later.forms, ...earlier.forms.filter(({ id }) => !known.has(id))];
  const programme = { ...earlier.programme, ...later.programme };
  return fittedAbout({ ...later, name: later.name || earlier.name, programme, forms, revision: together(mine.revision, other.revision) });
}

/**
 * Whether two versions of a row say the same.
 *
 * @param {any} one
 * @param {any} other
 */
export const isSame = (one, other) => text(one) === text(other);
