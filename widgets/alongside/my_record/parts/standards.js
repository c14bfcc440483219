/** Which standards were touched over a time: counts in tables, a quiet bar beside each, and no score. */

import { makeField, showProblems } from "../../page/js/controls.js";
import { el } from "../../page/js/dom.js";
import { keep, kept } from "../../page/js/store.js";
import { inWords, sheetForm, today } from "./pieces.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {{tag: string, title: string, pack: string, number: number}} Row */

const SHELF = "standards";

/** @param {Desk} desk */
export function standards(desk) {
  const { since, until } = kept(SHELF) ?? usual(desk);
  const tables = el("div", { "aria-busy": "true" }, el("p", { role: "status" }, "Counting."));
  const show = desk.calm(async () => {
    const { told } = await desk.ask({ ask: "standards", since, until }, desk.recordText());
    if (!tables.isConnected) return;
    tables.removeAttribute("aria-busy");
    if (told.refused) {
      tables.replaceChildren();
      return desk.refuse(told.refused);
    }
    tables.replaceChildren(...result(told));
  });
  show();
  return [
    el("h2", null, "Standards I have touched"),
    el("p", null, `Entries from ${inWords(since)} to ${inWords(until)}.`),
    tables,
    otherDays(desk, since, until),
  ];
}

/**
 * The year so far, or the last one where the record does not say when it began.
 *
 * @param {Desk} desk
 */
function usual(desk) {
  const until = today();
  const started = desk.keeper.record().programme.started;
  const since = started && started < until ? started : `${Number(until.slice(0, 4)) - 1}${until.slice(4).replace("-02-29", "-02-28")}`;
  return { since, until };
}

/** @param {Record<string, any>} told */
function result({ rows, notes, warning }) {
  const packs = [...new Set(rows.map((/** @type {Row} */ row) => row.pack))];
  const most = Math.max(1, ...rows.map((/** @type {Row} */ row) => row.number));
  return [
    el("p", { class: "notice" }, warning),
    ...packs.map((pack) => table(pack, rows.filter((/** @type {Row} */ row) => row.pack === pack), most)),
    notes.length > 0 && el("h3", null, "What is missing here"),
    notes.length > 0 && el("ul", null, ...notes.map((/** @type {any} */ one) => el("li", null, `${one.pack}: ${one.note}`))),
  ].filter((one) => one instanceof Node);
}

/**
 * @param {string} pack
 * @param {Row[]} rows
 * @param {number} most  the largest number of all
 */
function table(pack, rows, most) {
  const head = el("thead", null, el("tr", null, el("th", { scope: "col" }, "Standard"), el("th", { scope: "col", class: "number" }, "Entries")));
  const body = rows.map(({ title, number }) => {
    const much = el("span", { class: "much", "aria-hidden": "true" });
    much.style.setProperty("--share", String(number / most));
    return el("tr", null, el("th", { scope: "row" }, title), el("td", { class: "number" }, number, much));
  });
  return el("table", { class: "standards" }, el("caption", null, pack || "Standards that no longer hold, or are not known here"), head, el("tbody", null, ...body));
}

/**
 * @param {Desk} desk
 * @param {string} since
 * @param {string} until
 */
function otherDays(desk, since, until) {
  const first = makeField({ name: "since", kind: "date", label: "From which day?" }, { value: since });
  const last = makeField({ name: "until", kind: "date", label: "To which day?" }, { value: until });
  const ordered = { ...last, problem: () => last.problem() ?? (last.value() < first.value() ? "The last day must not be before the first" : null) };
  const summary = el("div");
  const submit = () => {
    if (showProblems([first, ordered], summary)) return;
    keep(SHELF, { since: first.value(), until: last.value() });
    desk.paint();
  };
  return el("div", null, el("h3", null, "Choose another time"), summary, sheetForm(desk, "Count again", submit, first.element, last.element));
}
