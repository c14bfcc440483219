/** A round picture with numbers laid over it: beside the tables, where each leads to its row, and alone. */

import { el, replace } from "../page/js/dom.js";
import { HALF } from "./drawing.js";
import { onRay } from "./rays.js";

/**
 * @typedef {object} Drawing
 * @property {"petal" | "segment"} part  what its parts are called
 * @property {() => {id: string, label: string}[]} parts  in their order
 * @property {() => SVGElement} draw  without numbers; each part has its place in `data-petal` or `data-segment`
 * @property {() => {sign: SVGElement, words: string}[]} meanings  what its signs mean
 */

/**
 * The picture that follows what is written; each of its parts leads to its row.
 *
 * @param {Drawing} drawing
 * @param {(id: string) => void} pick
 */
export function livePicture({ part: kind, parts, draw, meanings }, pick) {
  const place = `data-${kind}`;
  const drawn = el("div", { class: "drawn", on: { click: onPart } });
  const numbers = el("ol", { class: "numbers", "aria-label": `${kind === "petal" ? "Petals" : "Segments"} of the picture` }, ...parts().map(number));
  const key = el("ul", { class: "key" });
  const element = el("figure", { class: "live no-print" }, el("div", { class: "picture-box" }, drawn, numbers), el("figcaption", null, key));
  paint();
  return { element, draw: paint, mark };

  function paint() {
    replace(drawn, draw());
    replace(key, ...keyOf(meanings()));
  }

  /** @param {string | null} id  in whose row somebody writes */
  function mark(id) {
    const current = parts().findIndex((part) => part.id === id);
    for (const part of drawn.querySelectorAll(`[${place}]`)) part.toggleAttribute("data-current", Number(part.getAttribute(place)) === current);
  }

  /** @param {Event} event */
  function onPart({ target }) {
    const part = target instanceof Element ? target.closest(`[${place}]`) : null;
    if (part) pick(parts()[Number(part.getAttribute(place))].id);
  }

  /**
   * @param {{id: string, label: string}} part
   * @param {number} at
   */
  function number({ id, label }, at) {
    const go = el("button", { type: "button", class: "number", on: { click: () => pick(id) } }, String(at + 1), el("span", { class: "visually-hidden" }, " ", el("span", { "data-name": id, translate: "no" }, label), ": go to its row"));
    return placed(at, parts().length, go);
  }
}

/**
 * A picture with numbers that lead nowhere, for paper and for small screens.
 *
 * @param {Drawing} drawing
 */
export function numberedPicture({ parts, draw, meanings }) {
  const numbers = parts().map((_, at) => placed(at, parts().length, el("span", { class: "number" }, String(at + 1))));
  const box = el("div", { class: "picture-box", "aria-hidden": "true" }, draw(), el("ol", { class: "numbers" }, ...numbers));
  return el("figure", { class: "numbered" }, box, el("figcaption", null, el("ul", { class: "key" }, ...keyOf(meanings()))));
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

/** @param {{sign: SVGElement, words: string}[]} meanings */
const keyOf = (meanings) => meanings.map(({ sign, words }) => el("li", null, sign, el("span", null, words)));
