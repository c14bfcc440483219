/** The small flower beside the tables: it follows what is written, and each of its petals leads to its row. */

import { el, replace } from "../../page/js/dom.js";
import { onRay } from "./geometry.js";
import { HALF, bareFlower, meaning, sample } from "./picture.js";

/** @typedef {import("./model.js").Row} Row */
/** @typedef {import("./picture.js").Sayings} Sayings */

/**
 * @param {() => Row[]} rows
 * @param {() => Sayings} sayings
 * @param {(petal: string) => void} pick
 */
export function liveFlower(rows, sayings, pick) {
  const drawn = el("div", { class: "drawn", on: { click: onPetal } });
  const numbers = el("ol", { class: "numbers", "aria-label": "Petals of the picture" }, ...rows().map(number));
  const key = el("ul", { class: "key" });
  const element = el("figure", { class: "live no-print" }, el("div", { class: "flower-box" }, drawn, numbers), el("figcaption", null, key));
  draw();
  return { element, draw, mark };

  function draw() {
    replace(drawn, bareFlower(rows(), sayings()));
    replace(key, ...keyOf(rows(), sayings()));
  }

  /** @param {string | null} petal  in whose row somebody writes */
  function mark(petal) {
    const at = rows().findIndex(({ id }) => id === petal);
    for (const leaf of drawn.querySelectorAll("[data-petal]")) leaf.toggleAttribute("data-current", Number(leaf.getAttribute("data-petal")) === at);
  }

  /** @param {Event} event */
  function onPetal({ target }) {
    const leaf = target instanceof Element ? target.closest("[data-petal]") : null;
    if (leaf) pick(rows()[Number(leaf.getAttribute("data-petal"))].id);
  }

  /**
   * @param {Row} row
   * @param {number} at
   */
  function number({ id, label }, at) {
    const go = el("button", { type: "button", class: "number", on: { click: () => pick(id) } }, String(at + 1), el("span", { class: "visually-hidden" }, " ", el("span", { "data-name": id }, label), ": go to its row"));
    return placed(at, rows().length, go);
  }
}

/**
 * A flower with numbers that lead nowhere, for paper and for small screens.
 *
 * @param {Row[]} rows
 * @param {Sayings} sayings
 */
export function numberedFlower(rows, sayings) {
  const numbers = rows.map((_, at) => placed(at, rows.length, el("span", { class: "number" }, String(at + 1))));
  const box = el("div", { class: "flower-box", "aria-hidden": "true" }, bareFlower(rows, sayings), el("ol", { class: "numbers" }, ...numbers));
  return el("figure", { class: "numbered" }, box, el("figcaption", null, el("ul", { class: "key" }, ...keyOf(rows, sayings))));
}

/**
 * @param {number} at
 * @param {number} count
 * @param {HTMLElement} child
 */
function placed(at, count, child) {
  const { x, y } = onRay(at, count);
  const item = el("li", null, child);
  item.style.left = `${((x + HALF) / (2 * HALF)) * 100}%`;
  item.style.top = `${((y + HALF) / (2 * HALF)) * 100}%`;
  return item;
}

/**
 * @param {Row[]} rows
 * @param {Sayings} sayings
 */
export const keyOf = (rows, sayings) => meaning(rows, sayings).map(({ what, words }) => el("li", null, sample(what), el("span", null, words)));
