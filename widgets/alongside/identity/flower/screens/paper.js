/** The whole picture with its words, and what goes on paper: one's own flower or a blank one, in ordinary or large print. */

import { button, secondButton } from "../../../page/js/buttons.js";
import { makeField } from "../../../page/js/controls.js";
import { el } from "../../../page/js/dom.js";
import { OF_A_FILE, OF_THE_PAGE } from "../../drawing.js";
import { ON_PAPER, fitsPaper } from "../../labels.js";
import { downloadPicture } from "../../picture_file.js";
import { fileName } from "../file.js";
import { numberedFlower } from "../drawing.js";
import { lensOf, newFlower } from "../model.js";
import { asShown, hasMe, hasWords, rowsOf } from "../seen.js";
import { buttons, heading, printButton } from "../../parts.js";
import { picture as drawn } from "../picture.js";
import { twin } from "../twin.js";
import { sayingsOf } from "./editor.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../view.js").Screen} Screen */
/** @typedef {import("../seen.js").Shown} Shown */

/** @param {View} view */
function own(view) {
  const { flower, lens, shown } = view.keeping.state();
  const part = asShown(flower, shown);
  return { rows: rowsOf(part, lens), sayings: sayingsOf(view, { flower: () => part, lens, who: "me" }) };
}

/**
 * @param {View} view
 * @returns {Screen}
 */
export function picture(view) {
  const { keeping, go, paint } = view;
  const { rows, sayings } = own(view);
  const title = heading("The whole picture");
  const how = howMuch(view, "What is in the picture?", () => paint(".shown input:checked"));
  return {
    heading: title,
    said: "The whole picture",
    nodes: [
      title,
      how && el("div", { class: "shown no-print" }, how),
      el("figure", { class: "whole", translate: "no" }, drawn(rows, sayings)),
      el("div", { class: "small-screen" }, numberedFlower(rows, sayings)),
      twin(rows, sayings),
      buttons(button("Print", () => go("paper")), secondButton("Download the picture (PNG)", () => download("png")), secondButton("Download the picture (SVG)", () => download("svg")), secondButton("Back to my flower", () => go("flower"))),
    ],
    sheet: () => ownSheet(view),
  };

  /** @param {"png" | "svg"} kind */
  async function download(kind) {
    await downloadPicture(kind, fileName(new Date(), kind), drawn(rows, sayings, OF_A_FILE), { title: `Power Flower: ${sayings.title}`, told: told(rows, sayings) });
  }
}

/**
 * @param {import("../seen.js").Row[]} rows
 * @param {import("../picture.js").Sayings} sayings
 */
function told(rows, { marks, me }) {
  return rows.map(({ label, usual, me: mark }) => [label, usual.trim() && `usual: ${usual}`, mark && `${me.toLowerCase()}: ${marks[mark]}`].filter(Boolean).join(", "));
}

/**
 * How much of the flower: asked only where there is more than the room.
 *
 * @param {View} view
 * @param {string} label
 * @param {() => void} changed
 */
export function howMuch({ keeping, root }, label, changed) {
  const { flower, shown } = keeping.state();
  const options = [{ value: "room", label: "The room only" }];
  if (hasMe(flower)) options.push({ value: "me", label: "The room and me" });
  if (hasWords(flower)) options.push({ value: "all", label: "Everything, with my own words" });
  if (options.length === 1) return null;
  const fits = options.some(({ value }) => value === shown);
  const field = makeField({ name: "how_much", kind: "radios", label, options }, {
    value: fits ? shown : options[options.length - 1].value,
    change: (/** @type {Shown} */ value) => {
      keeping.change({ shown: value }, root);
      changed();
    },
  });
  return field.element;
}

/**
 * @param {View} view
 * @returns {Screen}
 */
export function paper(view) {
  return toPrint(view, "own");
}

/**
 * Begins with a blank flower: what somebody has filled in is not for whoever wants one.
 *
 * @param {View} view
 * @returns {Screen}
 */
export function blank(view) {
  return toPrint(view, view.pack.sets[0].id);
}

/**
 * @param {View} view
 * @param {string} chosen
 * @returns {Screen}
 */
function toPrint(view, chosen) {
  const { pack, keeping } = view;
  const title = heading("On paper");
  const sets = pack.sets.map(({ id, name }) => ({ value: id, label: `A blank flower with ${name}` }));
  const what = makeField({ name: "what", kind: "radios", label: "What do you want to print?", options: [{ value: "own", label: "My flower" }, { value: "blank", label: "A blank flower with the petals of mine" }, ...sets] }, { value: chosen });
  const size = makeField({ name: "size", kind: "radios", label: "How large?", options: [{ value: "ordinary", label: "Ordinary print" }, { value: "large", label: "Large print" }] }, { value: "ordinary" });
  const how = howMuch(view, "What is on it, if it is my flower?", () => {});
  return {
    heading: title,
    said: "On paper",
    nodes: [
      title,
      el("p", null, "Paper is safer than a screen, as long as you know where it is."),
      what.element,
      how,
      size.element,
      buttons(printButton(), secondButton("Back", view.back)),
    ],
    sheet: () => {
      const isLarge = size.value() === "large";
      if (what.value() === "own") return ownSheet(view, isLarge);
      const petals = pack.sets.find(({ id }) => id === what.value())?.petals;
      const flower = petals ? newFlower(pack, petals) : { ...keeping.state().flower, lenses: newFlower(pack).lenses };
      return blankSheet(view, flower, isLarge);
    },
  };
}

/**
 * @param {View} view
 * @param {boolean} [isLarge]
 */
export function ownSheet(view, isLarge = false) {
  const { rows, sayings } = own(view);
  return sheet(`Power Flower: ${sayings.title}`, null, onPaper(rows, { ...sayings, title: "" }, isLarge), twin(rows, sayings, { caption: "" }), isLarge);
}

/**
 * @param {View} view
 * @param {import("../model.js").Flower} flower
 * @param {boolean} isLarge
 */
function blankSheet(view, flower, isLarge) {
  const sayings = { ...sayingsOf(view, { flower: () => flower, lens: lensOf(flower, "").id, who: "me" }), title: "" };
  const rows = rowsOf(flower, "");
  const hint = `On the ${sayings.outer === "usual" ? "inner" : "outer"} petal: fill it for the same, stripes for different, dots for it changes, or nothing.`;
  return [...sheet("Power Flower", el("p", { class: "where" }, "Where do I look?"), onPaper(rows, sayings, isLarge), twin(rows, sayings, { isBlank: true }), isLarge), el("p", null, hint)];
}

/**
 * @param {import("../seen.js").Row[]} rows
 * @param {import("../picture.js").Sayings} sayings
 * @param {boolean} isLarge
 */
function onPaper(rows, sayings, isLarge) {
  const flower = drawn(rows, sayings, { ...OF_THE_PAGE, letter: ON_PAPER });
  return isLarge || !fitsPaper(flower) ? numberedFlower(rows, sayings) : flower;
}

/**
 * @param {string} title
 * @param {Node | null} where
 * @param {Node} flower
 * @param {Node} table
 * @param {boolean} isLarge
 */
function sheet(title, where, flower, table, isLarge) {
  return [el("div", { class: isLarge ? "on-paper large" : "on-paper" }, el("h2", null, title), where, flower, table)];
}
