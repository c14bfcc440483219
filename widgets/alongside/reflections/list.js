/** The list of what was written, and the ways to write more. */

import { dayInWords, today } from "../page/js/days.js";
import { el } from "../page/js/dom.js";
import { liveEntries } from "../page/js/record/entries.js";
import { countCpd } from "./cpd.js";
import { factsOf, newestFirst, titleIn } from "./links.js";

/** @typedef {import("../page/js/record/entries.js").Entry} Entry */
/** @typedef {import("../page/js/record/entries.js").Whole} Whole */

/** What is written here. */
export const WRITTEN_HERE = ["reflection", "peer_reflection", "cpd"];
const BEGIN = {
  reflection: "Write a reflection",
  peer_reflection: "Write a reflection with a peer",
  cpd: "Write a piece of CPD",
};
const NOTHING = "Nothing yet. A few lines while it is fresh are worth more than a page a month later.";

/**
 * @param {Whole} record
 * @param {Record<string, string>} kinds  what each kind of entry is called
 * @param {object} ways
 * @param {(kind: string) => void} ways.begin
 * @param {(entry: Entry) => void} ways.open
 * @returns {HTMLElement[]} with the heading first
 */
export function list(record, kinds, { begin, open }) {
  const entries = newestFirst(liveEntries(record, WRITTEN_HERE));
  const buttons = Object.entries(BEGIN).map(([kind, words], at) =>
    el("button", { type: "button", class: at ? "button second" : "button", on: { click: () => begin(kind) } }, words),
  );
  const items = entries.map((entry) => item(record, kinds, entry, open));
  return [
    el("h2", null, "What you have written"),
    el("div", { class: "buttons" }, ...buttons),
    items.length ? el("ul", { class: "written" }, ...items) : el("p", { class: "notice" }, NOTHING),
    el("h3", null, "CPD"),
    el("p", null, countCpd(record, today()).sentence),
  ];
}

/**
 * @param {Whole} record
 * @param {Record<string, string>} kinds
 * @param {Entry} entry
 * @param {(entry: Entry) => void} open
 */
function item(record, kinds, entry, open) {
  const press = { type: "button", class: "button link", "data-entry": entry.id, on: { click: () => open(entry) } };
  const facts = [factsOf(kinds, entry), entry.finished ? "finished for now" : "not finished"];
  return el(
    "li",
    null,
    el("h3", null, el("button", press, titleIn(kinds, entry))),
    el("p", { class: "meta" }, facts.join(" · ")),
    versions(record, entry),
  );
}

/**
 * Says so where an entry was changed in two places at once, and both versions were kept.
 *
 * @param {Whole} record
 * @param {Entry} entry
 */
function versions(record, { id, copy_of, changed }) {
  const others = liveEntries(record).filter((one) => one.id !== id && (one.id === copy_of || one.copy_of === id || (copy_of && one.copy_of === copy_of)));
  if (!others.length) return null;
  const words = `There is another version of this. Both were kept, because it was changed in two places at once. This one was changed last on ${dayInWords(changed.slice(0, 10))} at ${timeOf(changed)}.`;
  return el("p", { class: "versions" }, words);
}

/** @param {string} moment */
const timeOf = (moment) => new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
