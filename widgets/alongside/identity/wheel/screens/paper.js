/** The whole picture with its words, and what goes on paper: one's own wheel or a blank one, in ordinary or large print. */

import { button, secondButton } from "../../../page/js/buttons.js";
import { makeField } from "../../../page/js/controls.js";
import { el } from "../../../page/js/dom.js";
import { OF_A_FILE, OF_THE_PAGE } from "../../drawing.js";
import { ON_PAPER, fitsPaper } from "../../labels.js";
import { buttons, heading, printButton } from "../../parts.js";
import { downloadPicture } from "../../picture_file.js";
import { fileName } from "../file.js";
import { markedFor, newWheel } from "../model.js";
import { numberedWheel, picture as drawn } from "../picture.js";
import { twin } from "../twin.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../view.js").Screen} Screen */
/** @typedef {import("../model.js").Segment} Segment */

const CHOICES = [{ value: "own", label: "My wheel, with my words" }, { value: "mine_blank", label: "A blank wheel with the segments of mine" }, { value: "blank", label: "A blank wheel as it comes" }];
const SIZES = [{ value: "ordinary", label: "Ordinary print" }, { value: "large", label: "Large print" }];

/**
 * @param {View} view
 * @returns {Screen}
 */
export function picture(view) {
  const { pack, keeping, go } = view;
  const { segments } = keeping.state().wheel;
  const title = heading("The whole picture");
  return {
    heading: title,
    said: "The whole picture",
    nodes: [
      title,
      el("figure", { class: "whole", translate: "no" }, drawn(pack, segments)),
      el("div", { class: "small-screen" }, numberedWheel(pack, segments)),
      twin(pack, segments),
      buttons(button("Print", () => go("paper")), secondButton("Download the picture (PNG)", () => download("png")), secondButton("Download the picture (SVG)", () => download("svg")), secondButton("Back to my wheel", () => go("wheel"))),
    ],
    sheet: () => ownSheet(view),
  };

  /** @param {"png" | "svg"} kind */
  function download(kind) {
    const told = segments.map((one) => [one.label, one.words, ...markedFor(pack, one).map(({ label }) => label)].filter((words) => words.trim()).join(", "));
    return downloadPicture(kind, fileName(new Date(), kind), drawn(pack, segments, OF_A_FILE), { title: pack.title, told });
  }
}

/**
 * @param {View} view
 * @param {string} [first]  which of the choices is made already
 * @returns {Screen}
 */
export function paper(view, first = "own") {
  const { pack, keeping } = view;
  const title = heading("On paper");
  const what = makeField({ name: "what", kind: "radios", label: "What do you want to print?", options: CHOICES }, { value: first });
  const size = makeField({ name: "size", kind: "radios", label: "How large?", options: SIZES }, { value: "ordinary" });
  return {
    heading: title,
    said: "On paper",
    nodes: [
      title,
      el("p", null, "Paper is safer than a screen, as long as you know where it is."),
      what.element,
      size.element,
      buttons(printButton(), secondButton("Back", view.back)),
    ],
    sheet: () => {
      const isLarge = size.value() === "large";
      if (what.value() === "own") return ownSheet(view, isLarge);
      const { segments } = what.value() === "blank" ? newWheel(pack) : keeping.state().wheel;
      return sheet(view, segments.map(({ id, label }) => ({ id, label, words: "", marks: [] })), isLarge, true);
    },
  };
}

/** @param {View} view */
export const blank = (view) => paper(view, "blank");

/**
 * @param {View} view
 * @param {boolean} [isLarge]
 */
export const ownSheet = (view, isLarge = false) => sheet(view, view.keeping.state().wheel.segments, isLarge, false);

/**
 * @param {View} view
 * @param {Segment[]} segments
 * @param {boolean} isLarge
 * @param {boolean} isBlank
 */
function sheet({ pack }, segments, isLarge, isBlank) {
  const whole = drawn(pack, segments, { ...OF_THE_PAGE, letter: ON_PAPER }, isBlank);
  const wheel = isLarge || !fitsPaper(whole) ? numberedWheel(pack, segments, isBlank) : whole;
  const how = isBlank ? el("p", null, "Draw the sign of a question into as many segments as you like, or none.") : null;
  return [el("div", { class: isLarge ? "on-paper large" : "on-paper" }, el("h2", null, pack.title), how, wheel, twin(pack, segments, isBlank), el("p", { class: "closing" }, pack.closing.ask))];
}
