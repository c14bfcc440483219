/**
 * The pieces of continuing professional development of a year.
 *
 * Source: Research in Practice, "Social work CPD renewal window open" (September 2025): every registered social worker
 * records two pieces a year at least, one of them with a peer; the window closes on 30 November.
 */

import { dayInWords } from "../page/js/days.js";
import { dayOf, liveEntries } from "../page/js/record/entries.js";

/** @typedef {import("../page/js/record/entries.js").Entry} Entry */
/** @typedef {import("../page/js/record/entries.js").Whole} Whole */

const LAST_DAY = "11-30";

/**
 * The pieces of the registration year in which a day lies.
 *
 * @param {Whole} record
 * @param {string} day  "2026-11-21"
 * @returns {{pieces: number, withPeer: number, until: string, sentence: string}}
 */
export function countCpd(record, day) {
  const year = Number(day.slice(0, 4)) + (day.slice(5) > LAST_DAY ? 1 : 0);
  const [since, until] = [`${year - 1}-12-01`, `${year}-${LAST_DAY}`];
  const pieces = liveEntries(record, ["cpd"]).filter((entry) => since <= dayOf(entry) && dayOf(entry) <= until);
  const withPeer = pieces.filter((entry) => hasWords(entry, "peer") || peersOf(record, entry).length > 0).length;
  const count = pieces.length === 1 ? "1 piece" : `${pieces.length} pieces`;
  const done = pieces.length ? `${count} of CPD this year, ${withPeer || "none"} with a peer.` : "No piece of CPD this year yet.";
  const asked = `Social Work England asks for two by ${dayInWords(until)}, at least one of them with a peer.`;
  return { pieces: pieces.length, withPeer, until, sentence: `${done} ${asked}` };
}

/**
 * Reflections with a peer or group that are linked to an entry, in either direction, and have words.
 *
 * @param {Whole} record
 * @param {Pick<Entry, "id" | "links">} entry
 */
export function peersOf(record, { id, links }) {
  const linked = liveEntries(record, ["peer_reflection"]).filter((one) => links.includes(one.id) || one.links.includes(id));
  return linked.filter((one) => hasWords(one));
}

/**
 * @param {Entry} entry
 * @param {string} [name]  of one field; any, if it is not given
 */
function hasWords({ fields }, name) {
  return fields.some((field) => (!name || field.name === name) && String(field.value).trim() !== "");
}
