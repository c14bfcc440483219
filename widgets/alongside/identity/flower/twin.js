/** The same as the picture, as a table to read. A column in which nothing stands is left out. */

import { el } from "../../page/js/dom.js";

/** @typedef {import("./seen.js").Row} Row */

/**
 * @param {Row[]} rows
 * @param {import("./picture.js").Sayings} sayings
 * @param {{isBlank?: boolean, caption?: string, isNumbered?: boolean}} [how]  blank: every column, with room to write
 */
export function twin(rows, { rings, marks, me, title }, { isBlank = false, caption = title, isNumbered = true } = {}) {
  const columns = [
    { head: rings.usual, of: (/** @type {Row} */ row) => row.usual, look: "" },
    { head: me, of: (/** @type {Row} */ row) => marks[row.me] ?? "", look: "mark" },
    { head: "In my own words", of: (/** @type {Row} */ row) => row.words, look: "" },
  ].filter(({ of }, at) => isBlank || at === 0 || rows.some((row) => of(row).trim()));
  // the roles say once more what the tags say: on a small screen the cells stand below one another, and Safari forgets
  const cell = (/** @type {Row} */ row, /** @type {{head: string, of: (row: Row) => string}} */ { head, of }) => el("td", { role: "cell", "data-head": of(row).trim() ? head : null }, isBlank ? "" : of(row));
  const line = (/** @type {Row} */ row, /** @type {number} */ at) =>
    el("tr", { role: "row" }, el("th", { scope: "row", role: "rowheader" }, isNumbered ? `${at + 1}. ` : null, row.label), ...columns.map((column) => cell(row, column)));
  const heads = [{ head: "Petal", look: "name" }, ...columns].map(({ head, look }) => el("th", { scope: "col", role: "columnheader", class: look }, head));
  return el(
    "table",
    { class: isBlank ? "twin blank" : "twin", role: "table", translate: "no" },
    caption ? el("caption", null, caption) : null,
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...heads)),
    el("tbody", { role: "rowgroup" }, ...rows.map(line)),
  );
}
