/** Two records become one, entry by entry, and nothing that was written is lost. */

import { countOf, newRecord } from "./entries.js";
import { LIMITS } from "./limits.js";

/** @typedef {import("./entries.js").Row} Row */
/** @typedef {import("./entries.js").Revision} Revision */
/** @typedef {import("./entries.js").Whole} Whole */

/** What a merge would do, as it is told to the learner: for one entry, and for several. */
const SENTENCES = {
  added: ["1 entry would be added.", "# entries would be added."],
  replaced: ["1 entry would be replaced by its later version.", "# entries would be replaced by their later versions."],
  both: [
    "1 entry was changed in both places. Both versions would be kept.",
    "# entries were changed in both places. Both versions of each would be kept.",
  ],
  forgotten: ["1 entry was forgotten in the file, and would go.", "# entries were forgotten in the file, and would go."],
  back: [
    "1 entry that you had forgotten was written on in the file, and would come back.",
    "# entries that you had forgotten were written on in the file, and would come back.",
  ],
};
const TOO_MANY = "Together they would hold more than a record can. Nothing would be added.";
/** Parts of a row that say when it was written, not what. */
const NOT_CONTENT = ["changed", "revision", "created"];

/**
 * What a merge gives, and what it would change in the record that is open: shown before it is taken.
 *
 * Name, programme and form mappings stay as they are here; what is missing here is taken from the other. Merging the
 * same file again changes nothing, and on both sides the entries come out the same.
 *
 * @param {Whole} ours
 * @param {Whole} theirs
 * @returns {{record: Whole, sentences: string[], changesAnything: boolean}}
 */
export function merge(ours, theirs) {
  const rows = new Map(ours.entries.map((row) => [row.id, row]));
  /** @type {Record<string, number>} */
  const counts = {};
  for (const row of [...theirs.entries].sort((one, other) => (one.id < other.id ? -1 : 1))) {
    const mine = rows.get(row.id);
    const { winner, copy } = mine ? oneOf(mine, row) : { winner: row, copy: null };
    const before = copy && rows.get(copy.id); // kept at an earlier merge; it may have been changed or forgotten since
    const isNew = copy !== null && !before;
    if (copy) rows.set(copy.id, before ? oneOf(before, copy).winner : copy);
    const what = told(mine, winner, isNew);
    if (what) counts[what] = (counts[what] ?? 0) + 1;
    rows.set(row.id, winner);
  }
  const known = new Set(ours.forms.map(({ id }) => id));
  const record = {
    ...newRecord(),
    name: ours.name || theirs.name,
    programme: { ...theirs.programme, ...ours.programme },
    entries: [...rows.values()],
    forms: [...ours.forms, ...theirs.forms.filter(({ id }) => !known.has(id))],
  };
  if (record.entries.length > LIMITS.entries || record.forms.length > LIMITS.forms) {
    return { record: ours, sentences: [TOO_MANY], changesAnything: false };
  }
  const changesAnything = text(record) !== text({ ...newRecord(), ...ours });
  return { record, sentences: sentencesOf(ours, theirs, counts), changesAnything };
}

/**
 * The row that stays, and a copy of the other version where neither knew of the other.
 *
 * @param {Row} mine
 * @param {Row} other
 * @returns {{winner: Row, copy: import("./entries.js").Entry | null}}
 */
export function oneOf(mine, other) {
  const [isNewer, isOlder] = [follows(mine.revision, other.revision), follows(other.revision, mine.revision)];
  if (isNewer !== isOlder) return { winner: isNewer ? mine : other, copy: null };
  const [earlier, later] = [mine, other].sort(byMoment);
  const winner = { ...later, revision: together(mine.revision, other.revision) };
  if (earlier.forgotten || content(mine) === content(other)) return { winner, copy: null };
  const id = `${earlier.id.slice(0, 40)}-${fingerprint(content(earlier))}`;
  return { winner, copy: { ...earlier, id, copy_of: earlier.id, revision: { merge: 1 } } };
}

/**
 * Whether a revision knows of everything that another has.
 *
 * @param {Revision} one
 * @param {Revision} other
 */
export function follows(one, other) {
  return Object.entries(other).every(([writer, count]) => countOf(one, writer) >= count);
}

/**
 * The counts of two revisions together.
 *
 * @param {Revision} one
 * @param {Revision} other
 * @returns {Revision}
 */
export function together(one, other) {
  const writers = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(writers.map((writer) => [writer, Math.max(countOf(one, writer), countOf(other, writer))]));
}

/**
 * Forgotten first, then by time; where the times are the same, in an order that is the same on both sides.
 *
 * @param {Row} one
 * @param {Row} other
 */
function byMoment(one, other) {
  const keys = (/** @type {Row} */ row) => [row.forgotten ? "0" : "1", row.changed, content(row), row.forgotten ? "" : row.created];
  const [here, there] = [keys(one), keys(other)];
  const at = here.findIndex((key, place) => key !== there[place]);
  return at < 0 || here[at] < there[at] ? -1 : 1;
}

/**
 * @param {Whole} ours
 * @param {Whole} theirs
 * @param {Record<string, number>} counts
 */
function sentencesOf(ours, theirs, counts) {
  const isOther = ours.name && theirs.name && ours.name !== theirs.name;
  const names = isOther ? [`This file is named “${theirs.name}”, and the record that is open is named “${ours.name}”.`] : [];
  const done = Object.entries(SENTENCES).flatMap(([what, [one, more]]) => {
    if (!counts[what]) return [];
    return [counts[what] === 1 ? one : more.replace("#", String(counts[what]))];
  });
  return [...names, ...(done.length ? done : ["Nothing would change in what you have written."])];
}

/**
 * @param {Row | undefined} mine
 * @param {Row} winner
 * @param {boolean} hasCopy
 * @returns {keyof typeof SENTENCES | null}
 */
function told(mine, winner, hasCopy) {
  if (!mine) return winner.forgotten ? null : "added";
  if (mine.forgotten) return winner.forgotten ? null : "back";
  if (hasCopy) return "both";
  if (winner.forgotten) return "forgotten";
  return content(mine) === content(winner) ? null : "replaced";
}

/** @param {Row} row */
function content(row) {
  return text(Object.fromEntries(Object.entries(row).filter(([part]) => !NOT_CONTENT.includes(part))));
}

/**
 * JSON in which the order of keys says nothing.
 *
 * @param {any} value
 * @returns {string}
 */
export function text(value) {
  return JSON.stringify(value, (_, part) => {
    if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/**
 * A short name that a text always gets, on every side: FNV-1a, 64 bits in two halves. It need keep no secret, and
 * WebCrypto is missing where the address is not secure.
 *
 * @param {string} words
 */
function fingerprint(words) {
  let [one, other] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < words.length; at += 1) {
    one = Math.imul(one ^ words.charCodeAt(at), 0x01000193);
    other = Math.imul(other ^ words.charCodeAt(at), 0x85ebca6b) ^ (other >>> 13);
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
