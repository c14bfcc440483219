/** What there is to do with a record. */

import { el } from "../../page/js/dom.js";
import { liveEntries } from "../../page/js/record/entries.js";

/** @typedef {import("../desk.js").Desk} Desk */

/** @param {Desk} desk */
export function home(desk) {
  const record = desk.keeper.record();
  const number = liveEntries(record).length;
  const much = number === 0 ? "Nothing yet." : number === 1 ? "1 entry." : `${number} entries.`;
  const rows = [
    ["entries", "What is in my record", `${much} Look at what you have written, or forget a part of it.`],
    ["documents", "Make a document", "Word, PDF or text: of one entry, of a time, or of everything."],
    ["cpd", "A piece of CPD for Social Work England", "The fields in the order of its form, to copy one by one or as Word."],
    ["form", "Fill my organisation’s form", "Your own Word form, filled from an entry."],
    ["standards", "Standards I have touched", "A count over the year. It is not a score."],
    ["opening", "Open a file", "Bring back a record that you downloaded, and see first what would change."],
    ["about", "About you", "A name or nickname, your role and when you started. All of it is optional."],
  ];
  return [
    el("h2", null, record.name ? `The record of ${record.name}` : "What would you like to do?"),
    el("ul", { class: "tiles" }, ...rows.map(([part, title, words]) => tile(desk, part, title, words))),
  ];
}

/**
 * @param {Desk} desk
 * @param {string} part
 * @param {string} title
 * @param {string} words
 */
function tile(desk, part, title, words) {
  const press = desk.calm((/** @type {Event} */ event) => {
    event.preventDefault();
    desk.go(part);
  });
  const link = el("a", { href: `#${part}`, "data-key": part, on: { click: press } }, title);
  return el("li", { class: "tile" }, el("h3", null, link), el("p", null, words));
}
