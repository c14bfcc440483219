/** The first page, one's own wheel, and the question to take away. */

import { button, secondButton } from "../../../page/js/buttons.js";
import { el } from "../../../page/js/dom.js";
import { clearing, putBack } from "../../editing.js";
import { buttons, folded, heading, paragraphs, privacy, questions, section, source } from "../../parts.js";
import { spelling } from "../../private_fields.js";
import { hasAnything } from "../model.js";
import { editor } from "./editor.js";
import { ownSheet } from "./paper.js";
import { segmentsPart } from "./segments.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../view.js").Screen} Screen */

const CLEARS = "This empties the wheel on this page. It cannot be put back, unless you have a file of it.";

/**
 * @param {View} view
 * @returns {Screen}
 */
export function start(view) {
  const { pack, ground, keeping, go } = view;
  const title = heading(pack.title);
  const begun = hasAnything(pack, keeping.state().wheel);
  return {
    heading: title,
    said: pack.title,
    nodes: [
      title,
      ...paragraphs(pack.about),
      privacy(view),
      buttons(button(begun ? "Carry on with my wheel" : "Begin my wheel", () => go("wheel")), secondButton("Open a file", () => go("files")), secondButton("Print a blank wheel", () => go("blank"))),
      section(ground.not_used_for),
      section(ground.declining),
      section({ heading: "Where this comes from", words: [pack.origin] }, el("ul", null, ...pack.sources.map(source))),
    ],
  };
}

/**
 * @param {View} view
 * @returns {Screen}
 */
export function wheel(view) {
  const { go } = view;
  const { picture, tables } = editor(view);
  const title = heading("My wheel");
  return {
    heading: title,
    said: "My wheel",
    nodes: [
      title,
      privacy(view),
      putBack(view, "The wheel has changed. You can put back how it was."),
      el("div", { class: "two" }, tables, picture),
      segmentsPart(view),
      spelling(view),
      buttons(button("Finish", () => go("last")), secondButton("Look at the whole picture", () => go("picture")), secondButton("Save or open a file", () => go("files"))),
      clearing(view, CLEARS),
    ],
    sheet: () => ownSheet(view),
  };
}

/**
 * The end, the same whatever was entered.
 *
 * @param {View} view
 * @returns {Screen}
 */
export function last(view) {
  const { pack, ground, go } = view;
  const title = heading("One question to take away");
  return {
    heading: title,
    said: "One question to take away",
    nodes: [
      title,
      el("p", { class: "lead closing" }, pack.closing.ask),
      el("p", null, pack.closing_words),
      folded(view, "debrief", "If you want to think about how this was", questions(pack.debrief)),
      section(ground.if_it_hurts),
      buttons(secondButton("Back to my wheel", () => go("wheel")), secondButton("Save or open a file", () => go("files")), secondButton("Print", () => go("paper"))),
      clearing(view, CLEARS),
    ],
    // only what is on this page: the wheel is printed from its own
    sheet: () => [el("h2", null, "One question to take away"), el("p", null, pack.closing.ask)],
  };
}
