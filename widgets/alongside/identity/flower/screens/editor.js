/** Filling in a flower: three questions about every petal, one after the other, and the picture that follows them. */

import { el } from "../../../page/js/dom.js";
import { privateLines } from "../../private_fields.js";
import { liveFlower } from "../drawing.js";
import { LONGEST, MARKS, answerOf, lensOf, withAnswer } from "../model.js";
import { rowsOf } from "../seen.js";
import { folded, newId, paragraphs } from "../../parts.js";

/** @typedef {import("../model.js").Flower} Flower */
/** @typedef {import("../model.js").Answer} Answer */
/** @typedef {import("../model.js").Petal} Petal */
/** @typedef {import("../view.js").View} View */
/**
 * @typedef {object} Job
 * @property {string} name  "own" for one: which parts are unfolded is remembered by it
 * @property {() => Flower} flower
 * @property {(flower: Flower) => void} put  as it is being written
 * @property {string} lens
 * @property {string} who  "me", or a practice person's name
 */
/** @typedef {{part: string, caption: string, ask: string, cell: (petal: Petal, labelledBy: string) => HTMLElement}} Question */

/**
 * @param {View} view
 * @param {Job} job
 * @returns {{picture: HTMLElement, tables: HTMLElement}}
 */
export function editor(view, job) {
  const { pack, keeping } = view;
  const rows = () => rowsOf(job.flower(), job.lens);
  const live = liveFlower(rows, () => sayingsOf(view, job), pick);
  const usualNow = new Map(job.flower().petals.map(({ id }) => [id, el("span", { class: "hint", translate: "no" })]));
  let part = "room";
  const tables = el("div", { class: "tables", on: { focusin: follow } }, ...tablesOf());
  noteUsual();
  return { picture: live.element, tables };

  function tablesOf() {
    const { room, me, own_words: own } = pack.steps;
    const mine = job.who === "me";
    const usual = table({ part: "room", caption: mine ? room.heading : "1. The room", ask: pack.rings.usual, cell: linesFor("usual") }, false);
    return [
      el("h3", null, room.heading),
      ...paragraphs(mine ? room.words : room.words.slice(0, 2)),
      usual,
      folded(view, `${job.name}/me`, mine ? me.heading : `The ${pack.outer === "usual" ? "inner" : "outer"} ring, for ${job.who}`, ...paragraphs(mine ? me.words : []), table({ part: "me", caption: sayingsOf(view, job).me, ask: sayingsOf(view, job).me, cell: markCell }, true)),
      mine ? folded(view, `${job.name}/words`, own.heading, ...paragraphs(own.words), table({ part: "words", caption: "In my own words", ask: "In my own words", cell: linesFor("words") }, true)) : null,
    ].filter((node) => node !== null);
  }

  /**
   * @param {Question} question
   * @param {boolean} withUsual  whether its rows tell who was named as the usual
   */
  function table({ part: name, caption, ask, cell }, withUsual) {
    const column = newId();
    const line = (/** @type {Petal} */ petal, /** @type {number} */ at) => {
      const row = newId();
      const gloss = pack.petals.find(({ id }) => id === petal.id)?.gloss ?? pack.own_petal;
      const hint = withUsual ? (name === "me" ? usualNow.get(petal.id) : null) : el("span", { class: "hint" }, gloss);
      const label = el("span", { id: row, class: "petal-name" }, `${at + 1}. `, el("span", { translate: "no", "data-name": petal.id }, petal.label));
      return el("tr", { "data-row": petal.id, "data-part": name }, el("th", { scope: "row" }, label, hint), el("td", null, cell(petal, `${row} ${column}`)));
    };
    const head = el("tr", null, el("th", { scope: "col" }, "Petal"), el("th", { scope: "col", id: column }, ask));
    return el("table", { class: "asked" }, el("caption", { class: "visually-hidden" }, caption), el("thead", null, head), el("tbody", null, ...job.flower().petals.map(line)));
  }

  /**
   * @param {"usual" | "words"} what
   * @returns {Question["cell"]}
   */
  function linesFor(what) {
    return ({ id }, labelledBy) => {
      const change = (/** @type {string} */ value) => answer(id, { [what]: value });
      const value = answerOf(job.flower(), job.lens, id)[what];
      return privateLines({ value, most: LONGEST[what], labelledBy, spelling: keeping.state().spelling, rows: what === "usual" ? 1 : 3, change });
    };
  }

  /**
   * @param {Petal} petal
   * @param {string} labelledBy
   */
  function markCell({ id }, labelledBy) {
    const options = ["", ...MARKS].map((mark) => el("option", { value: mark }, mark ? pack.marks[mark] : "blank"));
    const value = answerOf(job.flower(), job.lens, id).me;
    const list = el("select", { "aria-labelledby": labelledBy, value, autocomplete: "off", on: { change: () => answer(id, { me: /** @type {Answer["me"]} */ (list.value) }) } }, ...options);
    return list;
  }

  /**
   * @param {string} petal
   * @param {Partial<Answer>} changes
   */
  function answer(petal, changes) {
    job.put(withAnswer(job.flower(), job.lens, petal, changes));
    live.draw();
    live.mark(petal);
    noteUsual();
  }

  function noteUsual() {
    for (const [petal, place] of usualNow) {
      const { usual } = answerOf(job.flower(), job.lens, petal);
      place.textContent = usual.trim() ? `Usual: ${usual}` : "";
    }
  }

  /** @param {Event} event */
  function follow({ target }) {
    const row = target instanceof Element ? target.closest("[data-row]") : null;
    if (row) part = row.getAttribute("data-part") ?? "room";
    live.mark(row?.getAttribute("data-row") ?? null);
  }

  /** @param {string} petal */
  function pick(petal) {
    const inPart = (/** @type {string} */ name) => tables.querySelector(`[data-row="${petal}"][data-part="${name}"]`);
    const isShown = (/** @type {Element | null} */ row) => row && row.closest("details")?.open !== false;
    const row = isShown(inPart(part)) ? inPart(part) : inPart("room");
    const field = row?.querySelector("textarea, select");
    if (!(field instanceof HTMLElement) || !row) return;
    row.scrollIntoView({ block: "center", behavior: "instant" });
    field.focus({ preventScroll: true });
  }
}

/**
 * What the picture and its table call things.
 *
 * @param {View} view
 * @param {{flower: () => Flower, lens: string, who: string}} job
 * @returns {import("../picture.js").Sayings}
 */
export function sayingsOf({ pack }, { flower, lens, who }) {
  const me = who === "me" ? "For me" : `For ${who}`;
  return { outer: pack.outer, rings: pack.rings, marks: pack.marks, me, title: lensOf(flower(), lens).label };
}
