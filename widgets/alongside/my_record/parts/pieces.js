/** Pieces that several parts are made of: headings, buttons, an entry in words, a list of entries to choose from. */

import { makeField } from "../../page/js/controls.js";
import { el } from "../../page/js/dom.js";
import { ALONE, dayOf, liveEntries } from "../../page/js/record/entries.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../page/js/record/entries.js").Entry} Entry */
/** @typedef {import("../../page/js/record/entries.js").Kept} Kept */

/** What kinds of entry are called; all but the last hold words. @type {Record<string, string>} */
export const KIND_NAMES = {
  reflection: "Reflection",
  peer_reflection: "Reflection with a peer or group",
  supervision: "Supervision",
  agreement: "Agreement",
  plan: "Plan",
  feedback: "Feedback",
  answers: "Answers",
  cpd: "Continuing professional development",
  path: "A path through a story",
};
const WRITTEN = Object.keys(KIND_NAMES).filter((kind) => kind !== "path");
export const NOTHING_WRITTEN = "There is nothing written in your record yet. What you write in the workbooks will be here.";

/**
 * @param {string} words
 * @param {() => any} press
 * @param {Record<string, any>} [more]  attributes
 */
export function button(words, press, more = {}) {
  return el("button", { type: "button", class: "button", ...more, on: { click: press } }, words);
}

/**
 * @param {Desk} desk
 * @param {...Node} first  before it
 */
export function withBack(desk, ...first) {
  return el("div", { class: "buttons" }, ...first, button("Back", desk.calm(desk.back), { class: "button second" }));
}

/**
 * A part whose button sends a form.
 *
 * @param {Desk} desk
 * @param {string} words  of the button
 * @param {() => any} submit
 * @param {...(Node | null | false)} children
 */
export function sheetForm(desk, words, submit, ...children) {
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    return submit();
  };
  return el(
    "form",
    { novalidate: true, on: { submit: desk.calm(send) } },
    ...children,
    withBack(desk, el("button", { class: "button" }, words)),
  );
}

/**
 * A day as people read it: 3 March 2026.
 *
 * @param {string} day  "YYYY-MM-DD"
 */
export function inWords(day) {
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** Today where the learner is, as "YYYY-MM-DD". */
export function today(now = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * How lists name an entry. A path never says which story.
 *
 * @param {Entry} entry
 */
export function nameOf(entry) {
  if (entry.kind === "path") return KIND_NAMES.path;
  return entry.title.trim() || KIND_NAMES[entry.kind] || "Untitled";
}

/** @param {Entry} entry */
const namedWithDay = (entry) => `${nameOf(entry)}, ${inWords(dayOf(entry))}`;

/**
 * Latest first.
 *
 * @param {Entry[]} entries
 */
export function latestFirst(entries) {
  return [...entries].sort((one, other) => (dayOf(one) + one.created < dayOf(other) + other.created ? 1 : -1));
}

/**
 * A choice of one entry with words in it; null where there is none.
 *
 * @param {Desk} desk
 * @param {{label: string, chosen: string | undefined, change: (id: string | null) => void, first?: string, isOwnDocument?: boolean}} given
 *   isOwnDocument: a document of this entry alone comes of it, so that a worry may be chosen too
 */
export function entryField(desk, { label, chosen, change, first, isOwnDocument = false }) {
  const entries = latestFirst(entriesFor(desk.keeper.record(), isOwnDocument));
  if (!entries.length) return null;
  const sorted = [...entries.filter(({ kind }) => kind === first), ...entries.filter(({ kind }) => kind !== first)];
  const options = sorted.map((entry) => ({ value: entry.id, label: `${namedWithDay(entry)}${entry.copy_of ? " (other version)" : ""}` }));
  return makeField({ name: "entry", kind: "select", label, options }, { value: chosen, change });
}

/**
 * The entries that something can be made of. A worry is in no form, no piece of CPD, and no document but its own.
 *
 * @param {import("../../page/js/record/entries.js").Whole} record
 * @param {boolean} isOwnDocument
 */
export function entriesFor(record, isOwnDocument) {
  return liveEntries(record, WRITTEN).filter(({ workbook }) => isOwnDocument || !ALONE.includes(workbook));
}

/**
 * What an entry says, question by question.
 *
 * @param {Desk} desk
 * @param {Entry} entry
 */
export function inFull(desk, entry) {
  if (entry.kind === "path") {
    return [el("p", null, "Your record keeps which way you went, and no words. It is in the file that you download, and in no document.")];
  }
  const tags = entry.standards.map((tag) => el("li", null, desk.words.titles[tag] ?? tag));
  const answers = entry.fields.map((field) => el("div", null, el("dt", null, field.label), el("dd", { class: "kept-words" }, spoken(field))));
  return [
    answers.length ? el("dl", null, ...answers) : el("p", null, "Nothing is written in it yet."),
    tags.length > 0 && el("p", { class: "meta" }, "Standards"),
    tags.length > 0 && el("ul", null, ...tags),
  ];
}

/** @param {Kept} field */
export function spoken({ kind, value, words = value }) {
  if (kind === "date" && typeof value === "string") return inWords(value);
  return Array.isArray(words) ? words.join("\n") : String(words);
}
