/** The same as the picture, as a table to read. A column in which nothing stands is left out. */

import { el } from "../../page/js/dom.js";
import { markedFor } from "./model.js";

/** @typedef {import("./model.js").Segment} Segment */

/**
 * @param {import("./model.js").Pack} pack
 * @param {Segment[]} segments
 * @param {boolean} [isBlank]  every column, with room to write
 */
export function twin(pack, segments, isBlank = false) {
  const columns = [
    { head: "In my own words", of: (/** @type {Segment} */ one) => one.words },
    { head: "Marked", of: (/** @type {Segment} */ one) => markedFor(pack, one).map(({ label }) => label).join("; ") },
  ].filter(({ of }) => isBlank || segments.some((one) => of(one).trim()));
  // the roles say once more what the tags say: on a small screen the cells stand below one another, and Safari forgets
  const cell = (/** @type {Segment} */ one, /** @type {{head: string, of: (one: Segment) => string}} */ { head, of }) => el("td", { role: "cell", "data-head": of(one).trim() ? head : null }, isBlank ? "" : of(one));
  const line = (/** @type {Segment} */ one, /** @type {number} */ at) =>
    el("tr", { role: "row" }, el("th", { scope: "row", role: "rowheader" }, `${at + 1}. `, one.label), ...columns.map((column) => cell(one, column)));
  const heads = [{ head: "Segment" }, ...columns].map(({ head }, at) => el("th", { scope: "col", role: "columnheader", class: at ? null : "name" }, head));
  return el(
    "table",
    { class: isBlank ? "twin blank" : "twin", role: "table", translate: "no" },
    el("caption", { class: "visually-hidden" }, "The wheel in words"),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...heads)),
    el("tbody", { role: "rowgroup" }, ...segments.map(line)),
  );
}
