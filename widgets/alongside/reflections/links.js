/** What an entry goes with: other entries of the record, as checkboxes. */

import { makeField } from "../page/js/controls.js";
import { dayInWords } from "../page/js/days.js";
import { el } from "../page/js/dom.js";
import { ALONE, dayOf, liveEntries } from "../page/js/record/entries.js";

/** @typedef {import("../page/js/record/entries.js").Entry} Entry */
/** @typedef {import("../page/js/record/entries.js").Whole} Whole */

const MOST = 100;

/**
 * @param {Whole} record
 * @param {{id: string, links: string[]}} entry
 * @param {Record<string, string>} kinds  what each kind of entry is called
 * @param {(links: string[]) => void} change
 * @returns {HTMLDetailsElement | null} null where there is nothing else yet
 */
export function makeLinks(record, { id, links }, kinds, change) {
  const others = newestFirst(linkable(record, id));
  if (others.length === 0) return null;
  const options = others.slice(0, MOST).map((one) => ({ value: one.id, label: titleIn(kinds, one), hint: factsOf(kinds, one) }));
  const known = new Set(options.map(({ value }) => value));
  const count = el("span", { class: "meta" });
  const say = (/** @type {number} */ number) => (count.textContent = number ? ` · ${number} chosen` : "");
  const take = (/** @type {string[]} */ ticked) => {
    say(ticked.length);
    change([...links.filter((one) => !known.has(one)), ...ticked]);
  };
  const spec = { name: "links", kind: "checkboxes", label: "Choose what belongs together", options };
  const field = makeField(spec, { value: links, change: take });
  say(links.filter((one) => known.has(one)).length);
  return el("details", { class: "links" }, el("summary", null, "What it goes with in your record", count), field.element);
}

/**
 * What an entry can go with: not itself, and no worry, whose title would stand here for whoever looks on.
 *
 * @param {Whole} record
 * @param {string} id
 */
export function linkable(record, id) {
  return liveEntries(record).filter((one) => one.id !== id && !ALONE.includes(one.workbook));
}

/** @param {Entry[]} entries */
export function newestFirst(entries) {
  const moment = (/** @type {Entry} */ one) => `${dayOf(one)} ${one.created} ${one.id}`;
  return [...entries].sort((one, other) => (moment(one) < moment(other) ? 1 : -1));
}

/**
 * How lists show an entry: by its title, or by what it is.
 *
 * @param {Record<string, string>} kinds
 * @param {Entry} entry
 */
export const titleIn = (kinds, { title, kind }) => title.trim() || kinds[kind];

/**
 * What it is, and of which day.
 *
 * @param {Record<string, string>} kinds
 * @param {Entry} entry
 */
export const factsOf = (kinds, entry) => `${kinds[entry.kind]}, ${dayInWords(dayOf(entry))}`;
