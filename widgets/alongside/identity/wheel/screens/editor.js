/** Filling in a wheel: own words for each segment, then one question after the other, and the picture that follows them. */

import { el } from "../../../page/js/dom.js";
import { folded, newId, paragraphs } from "../../parts.js";
import { privateLines } from "../../private_fields.js";
import { LONGEST, withMark, withWords } from "../model.js";
import { liveWheel, sample } from "../picture.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../model.js").Segment} Segment */

/**
 * @param {View} view
 * @returns {{picture: HTMLElement, tables: HTMLElement}}
 */
export function editor(view) {
  const { pack, keeping, root } = view;
  const segments = () => keeping.state().wheel.segments;
  const live = liveWheel(pack, segments, pick);
  const wordsNow = new Map(segments().map(({ id }) => [id, /** @type {HTMLElement[]} */ ([])]));
  let part = "words";
  const [filling, marking] = pack.steps;
  const tables = el(
    "div",
    { class: "tables", on: { focusin: follow } },
    el("h3", null, filling.heading),
    ...paragraphs(filling.words),
    table("words", "In my own words", (segment, labelledBy) => lines(segment, labelledBy)),
    marking ? el("h3", null, marking.heading) : null,
    ...paragraphs(marking?.words ?? []),
    ...pack.marks.map((question, at) => asked(question, at)),
  );
  noteWords();
  return { picture: live.element, tables };

  /**
   * @param {import("../model.js").Question} question
   * @param {number} at
   */
  function asked({ id, ask }, at) {
    const made = folded(view, id, ask, table(id, ask, (segment, labelledBy) => box(segment, id, labelledBy)));
    made.classList.add("question-part");
    made.querySelector("summary")?.prepend(sample(at), " ");
    return made;
  }

  /**
   * @param {string} name  "words", or the id of a question
   * @param {string} ask
   * @param {(segment: Segment, labelledBy: string) => HTMLElement} cell
   */
  function table(name, ask, cell) {
    const column = newId();
    const head = el("tr", null, el("th", { scope: "col" }, "Segment"), el("th", { scope: "col", id: column }, name === "words" ? ask : "Mark"));
    const rows = segments().map((segment, at) => row(name, segment, at, column, cell));
    return el("table", { class: name === "words" ? "asked" : "asked marking" }, el("caption", { class: "visually-hidden" }, ask), el("thead", null, head), el("tbody", null, ...rows));
  }

  /**
   * @param {string} name
   * @param {Segment} segment
   * @param {number} at
   * @param {string} column
   * @param {(segment: Segment, labelledBy: string) => HTMLElement} cell
   */
  function row(name, segment, at, column, cell) {
    const id = newId();
    const field = cell(segment, name === "words" ? `${id} ${column}` : id);
    const hint = el("span", { class: "hint", translate: name === "words" ? null : "no" });
    if (name === "words") hint.textContent = pack.segments.find((one) => one.id === segment.id)?.gloss ?? pack.own_segment;
    else wordsNow.get(segment.id)?.push(hint);
    const label = el("span", { id, class: "segment-name" }, `${at + 1}. `, el("span", { translate: "no", "data-name": segment.id }, segment.label));
    return el("tr", { "data-row": segment.id, "data-part": name }, el("th", { scope: "row" }, label, hint), el("td", null, field));
  }

  /**
   * @param {Segment} segment
   * @param {string} labelledBy
   */
  function lines({ id, words }, labelledBy) {
    const change = (/** @type {string} */ value) => write(withWords(keeping.state().wheel, id, { words: value }), id);
    return privateLines({ value: words, most: LONGEST.words, labelledBy, spelling: keeping.state().spelling, change });
  }

  /**
   * @param {Segment} segment
   * @param {string} question
   * @param {string} labelledBy
   */
  function box({ id, marks }, question, labelledBy) {
    const change = () => write(withMark(keeping.state().wheel, id, question, made.checked), id);
    const made = el("input", { type: "checkbox", checked: marks.includes(question), "aria-labelledby": labelledBy, autocomplete: "off", on: { change } });
    return el("span", { class: "checkbox" }, made);
  }

  /**
   * @param {import("../model.js").Wheel} wheel
   * @param {string} segment
   */
  function write(wheel, segment) {
    keeping.write(wheel, root);
    root.querySelector(".put-back")?.remove();
    live.draw();
    live.mark(segment);
    noteWords();
  }

  function noteWords() {
    for (const { id, words } of segments()) for (const place of wordsNow.get(id) ?? []) place.textContent = words;
  }

  /** @param {Event} event */
  function follow({ target }) {
    const line = target instanceof Element ? target.closest("[data-row]") : null;
    if (line) part = line.getAttribute("data-part") ?? "words";
    live.mark(line?.getAttribute("data-row") ?? null);
  }

  /** @param {string} segment */
  function pick(segment) {
    const inPart = (/** @type {string} */ name) => tables.querySelector(`[data-row="${segment}"][data-part="${name}"]`);
    const isShown = (/** @type {Element | null} */ line) => line && line.closest("details")?.open !== false;
    const line = isShown(inPart(part)) ? inPart(part) : inPart("words");
    const field = line?.querySelector("textarea, input");
    if (!(field instanceof HTMLElement) || !line) return;
    line.scrollIntoView({ block: "center", behavior: "instant" });
    field.focus({ preventScroll: true });
  }
}
