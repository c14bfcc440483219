/**
 * Entries of the record as plain JSON: made, changed, forgotten. A change gives a new entry and leaves the old one as it was.
 *
 * `revision` counts the changes of each writer, and a writer is one opened page: see docs/record.md.
 */

import { defined, fitted } from "./limits.js";

/** @typedef {Record<string, number>} Revision */
/** @typedef {{name: string, kind: string, label: string, value: any, words?: string | string[]}} Kept  one answer, with its question */
/** @typedef {{scene: string, choice?: string, skipped?: boolean}} Move */
/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} workbook  where it was written, "reflections" for one
 * @property {string} kind  one of KINDS
 * @property {string} title
 * @property {string} created  a moment
 * @property {string} changed  a moment
 * @property {Revision} revision
 * @property {Kept[]} fields
 * @property {string[]} standards
 * @property {string[]} links  ids of other entries
 * @property {string} [day]  that it is about
 * @property {boolean} [finished]
 * @property {{scenario: string, eyes: string, moves: Move[]}} [path]
 * @property {string} [copy_of]  the entry of which this is another version
 * @property {undefined} [forgotten]
 */
/** @typedef {{id: string, changed: string, revision: Revision, forgotten: true}} Forgotten */
/** @typedef {Entry | Forgotten} Row */
/** @typedef {{role?: string, track?: string, started?: string, part_time?: number}} Programme */
/** @typedef {{id: string, name: string, kind: string, places: Record<string, string>}} Form  how a Word form is filled */
/** @typedef {{format: string, version: number, name: string, programme: Programme, entries: Row[], forms: Form[]}} Whole */

export const FORMAT = "alongside-record";
export const VERSION = 1;
export const MOST_TAGS = 3;
/** What an entry can be. */
export const KINDS = ["reflection", "peer_reflection", "supervision", "agreement", "plan", "feedback", "answers", "cpd", "path"];
/** Workbooks of identity work, for which the record has no place. */
export const NEVER_KEPT = ["identity", "flower", "power_flower", "wheel", "identity_wheel", "sharing", "bias_check"];
/** Workbooks of which an entry is in no document but its own, and of which nothing tells that they were begun: worries. */
export const ALONE = ["raising_a_worry"];

/** What of an entry can change. */
const CHANGEABLE = ["title", "fields", "standards", "links", "day", "finished", "path"];

/** @returns {Whole} a record in which nothing is written yet */
export function newRecord() {
  return { format: FORMAT, version: VERSION, name: "", programme: {}, entries: [], forms: [] };
}

/** Names this opened page. */
export function newWriter() {
  return randomName(4);
}

/** A moment as the record has it. */
export function stamp(moment = new Date()) {
  return moment.toISOString();
}

/**
 * An entry, ready to be put into the record.
 *
 * @param {{workbook: string, kind: string, title: string} & Partial<Entry>} given
 * @param {string} writer  this opened page
 * @returns {Entry}
 * @throws {TypeError} for identity work, an unknown kind or part, a path with words, or more than three standards
 */
export function makeEntry({ workbook, kind, title, id = randomName(8), ...more }, writer) {
  if (!KINDS.includes(kind)) throw new TypeError("The record does not hold this kind of entry");
  if (NEVER_KEPT.includes(workbook)) throw new TypeError("The record has no place for identity work");
  checkParts(more);
  const now = stamp();
  const entry = { id, workbook, kind, title, created: now, changed: now, revision: { [writer]: 1 }, fields: [], standards: [], links: [] };
  return checked({ ...entry, ...defined(more) });
}

/**
 * The entry with these changes; the same one if nothing would be different.
 *
 * @param {Entry} entry
 * @param {Partial<Entry>} changes  undefined takes a part away
 * @param {string} writer  this opened page
 * @returns {Entry}
 * @throws {TypeError} for another part, a path with words, or more than three standards
 */
export function changeEntry(entry, changes, writer) {
  checkParts(changes);
  const changed = /** @type {Record<string, any>} */ (checked({ ...entry, ...changes }));
  const before = /** @type {Record<string, any>} */ (entry);
  const isDifferent = Object.keys(changes).some((part) => JSON.stringify(before[part]) !== JSON.stringify(changed[part]));
  return isDifferent ? /** @type {Entry} */ ({ ...changed, ...nextRevision(entry, writer) }) : entry;
}

/**
 * What stays of an entry that is forgotten: that it was, so that an older file does not bring it back.
 *
 * @param {Row} entry
 * @param {string} writer  this opened page
 * @returns {Forgotten}
 */
export function forgetEntry(entry, writer) {
  return { id: entry.id, forgotten: true, ...nextRevision(entry, writer) };
}

/**
 * A record of one entry alone, such as an agreement, for somebody else: without name, programme or links.
 *
 * @param {Entry} entry
 * @returns {Whole}
 */
export function copyForAnother(entry) {
  return { ...newRecord(), entries: [{ ...entry, links: [] }] };
}

/**
 * The entries that were not forgotten, of these kinds.
 *
 * @param {Whole} record
 * @param {string[]} [kinds]
 * @returns {Entry[]}
 */
export function liveEntries(record, kinds = KINDS) {
  return record.entries.filter((entry) => isLive(entry)).filter((entry) => kinds.includes(entry.kind));
}

/**
 * @param {Row | undefined} entry
 * @returns {entry is Entry}
 */
export function isLive(entry) {
  return entry !== undefined && !entry.forgotten;
}

/**
 * The day that an entry is about; where none is named, the day on which it was begun.
 *
 * @param {Entry} entry
 */
export function dayOf(entry) {
  return entry.day ?? entry.created.slice(0, 10);
}

/**
 * A file may name a writer as JavaScript names a part of every object.
 *
 * @param {Revision} revision
 * @param {string} writer
 */
export const countOf = (revision, writer) => (Object.hasOwn(revision, writer) ? revision[writer] : 0);

/**
 * When and by whom something is changed now.
 *
 * @param {{revision: Revision}} before
 * @param {string} writer
 */
export function nextRevision({ revision }, writer) {
  return { changed: stamp(), revision: { ...revision, [writer]: countOf(revision, writer) + 1 } };
}

/** @param {object} changes */
function checkParts(changes) {
  const other = Object.keys(changes).find((part) => !CHANGEABLE.includes(part));
  if (other) throw new TypeError(`An entry's "${other}" cannot be set`);
}

/**
 * @param {Entry} entry
 * @returns {Entry} as a file can hold it
 */
function checked(entry) {
  const { kind, path, fields, standards } = entry;
  if (standards.length > MOST_TAGS) throw new TypeError(`An entry has ${MOST_TAGS} standards at most`);
  if ((kind === "path") !== Boolean(path) || (path && fields.length)) throw new TypeError("A path is names of scenes and choices");
  return fitted(entry);
}

/**
 * A name that nothing else has. `crypto.randomUUID` is missing where the address is not secure.
 *
 * @param {number} bytes
 */
export function randomName(bytes) {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
