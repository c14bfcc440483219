/** What a widget has kept in the record that is open: a list of it, and the way to begin another. */

import { linkButton } from "../../page/js/buttons.js";
import { dayInWords } from "../../page/js/days.js";
import { el } from "../../page/js/dom.js";
import { liveEntries, randomName } from "../../page/js/record/entries.js";
import { Writing } from "../../page/js/writing.js";

/** @typedef {import("../../page/js/record/entries.js").Entry} Entry */
/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {{name: string, workbook: string, kind: string, title: string}} Made  of what is written with one pack */

/**
 * The entries that were made here, the last changed first. What an entry is of stands at the beginning of its id.
 *
 * @param {import("../../page/js/record/entries.js").Whole} record
 * @param {Made} made
 */
function writtenOf(record, { name, kind }) {
  const own = liveEntries(record, [kind]).filter(({ id }) => id.startsWith(`${name}-`));
  return own.sort((one, other) => (one.changed < other.changed ? 1 : -1));
}

/** @param {Made} made */
export function newId({ name }) {
  return `${name}-${randomName(8)}`;
}

/**
 * @param {Made} made
 * @param {string} id
 * @param {import("../../page/js/controls/types.js").Spec[]} specs
 */
export function writingOf({ workbook, kind, title }, id, specs) {
  return new Writing({ id, workbook, kind, title }, specs);
}

/**
 * The list; nothing where nothing is written yet.
 *
 * @param {Stage} stage
 * @param {Made} made
 * @param {string} heading
 * @param {(entry: Entry) => void} open
 */
export function writtenList(stage, made, heading, open) {
  const entries = writtenOf(stage.keeper.record(), made);
  if (!entries.length) return null;
  const item = (/** @type {Entry} */ entry) => {
    const facts = [`Begun on ${dayInWords(entry.created.slice(0, 10))}`, entry.finished ? "finished for now" : "not finished"];
    if (entry.copy_of) facts.push("another version, kept because both were changed at once");
    const press = linkButton(entry.title, () => open(entry), { "data-key": entry.id });
    return el("li", null, press, el("span", { class: "meta" }, facts.join(" · ")));
  };
  return el("section", null, el("h3", null, heading), el("ul", { class: "written" }, ...entries.map(item)));
}

/**
 * For a list: whether something in it is different now.
 *
 * @param {Stage} stage
 * @param {Made} made
 */
export function listChanges(stage, made) {
  const told = () => JSON.stringify(writtenOf(stage.keeper.record(), made).map(({ id, title, finished }) => [id, title, finished]));
  const shown = told();
  return () => told() !== shown;
}
