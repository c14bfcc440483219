/** The first page, the practice people, and one's own flower. */

import { announce } from "../../../page/js/announcer.js";
import { button, linkButton, secondButton } from "../../../page/js/buttons.js";
import { el } from "../../../page/js/dom.js";
import { clearing, putBack } from "../../editing.js";
import { spelling } from "../../private_fields.js";
import { HERE, hasAnything, newFlower } from "../model.js";
import { buttons, folded, heading, paragraphs, privacy, section, source } from "../../parts.js";
import { twin } from "../twin.js";
import { editor, sayingsOf } from "./editor.js";
import { ownSheet } from "./paper.js";
import { lensPart, petalsPart } from "./petals.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../view.js").Screen} Screen */

/** What Clear does, said before it does it. */
export const CLEARS = "This empties every flower on this page. It cannot be put back, unless you have a file of it.";

/**
 * The end, from wherever somebody is.
 *
 * @param {View} view
 */
export const stopping = ({ go }) => secondButton("I would rather stop here", () => go("last"));

/**
 * To one's own flower; it says whether one is there already.
 *
 * @param {View} view
 */
function own({ pack, keeping, go }) {
  return button(hasAnything(pack, keeping.state().flower) ? "Carry on with my flower" : "Begin my flower", () => go("flower"));
}

/**
 * @param {View} view
 * @returns {Screen}
 */
export function start(view) {
  const { pack, ground, go } = view;
  const title = heading(pack.title);
  const { practice } = pack;
  const tile = (/** @type {any} */ person) =>
    el("li", { class: "tile" }, el("h4", null, person.name), el("p", null, person.told[0]), buttons(secondButton(`Fill in a flower for ${person.name}`, () => go(`practice/${person.id}`))));
  return {
    heading: title,
    said: pack.title,
    nodes: [
      title,
      ...paragraphs(pack.about),
      privacy(view),
      buttons(own(view), secondButton("Open a file", () => go("files")), secondButton("Print a blank flower", () => go("blank"))),
      section({ heading: practice.heading, words: practice.words }, el("ul", { class: "tiles" }, ...practice.people.map(tile))),
      section(ground.not_used_for),
      section(ground.declining),
      folded(view, "sources", "Where this comes from", el("p", null, pack.convention), el("ul", null, ...pack.sources.map(source))),
    ],
  };
}

/**
 * @param {View} view
 * @param {string} id
 * @returns {Screen}
 */
export function practice(view, id) {
  const { pack, keeping, go } = view;
  const person = pack.practice.people.find((/** @type {any} */ one) => one.id === id);
  const other = pack.practice.people.find((/** @type {any} */ one) => one.id !== id);
  const asked = person.one_way.map((/** @type {any} */ one) => one.petal);
  const flower = () => keeping.state().practice[id] ?? newFlower(pack, asked);
  const job = {
    name: `practice/${id}`, flower, lens: HERE.id, who: person.name,
    put: (/** @type {any} */ changed) => keeping.change({ practice: { ...keeping.state().practice, [id]: changed } }, view.root),
  };
  const { picture, tables } = editor(view, job);
  const title = heading(`A flower for ${person.name}`);
  const oneWay = person.one_way.map((/** @type {any} */ { petal, usual, me = "" }, /** @type {number} */ at) => ({ id: petal, label: flower().petals[at].label, usual, me, words: "" }));
  return {
    heading: title,
    said: `A flower for ${person.name}`,
    nodes: [
      title,
      ...paragraphs(person.told),
      el("div", { class: "two" }, tables, picture),
      folded(view, `${id}/one_way`, "See one way that somebody filled it in", twin(oneWay, { ...sayingsOf(view, job), title: "" }, { isNumbered: false })),
      buttons(own(view), secondButton(`Now ${other.name}`, () => go(`practice/${other.id}`)), secondButton("Back", view.back)),
    ],
  };
}

/**
 * @param {View} view
 * @returns {Screen}
 */
export function flower(view) {
  const { keeping, go } = view;
  const { lens, turn } = keeping.state();
  const job = {
    name: "own", flower: () => keeping.state().flower, lens, who: "me",
    put: (/** @type {any} */ changed) => {
      keeping.change({ flower: changed, before: null }, view.root);
      view.root.querySelector(".put-back")?.remove();
    },
  };
  const { picture, tables } = editor(view, job);
  const words = { "": "My flower", first: "The assessor’s flower", second: "The NQSW’s flower" }[turn];
  const title = heading(words);
  return {
    heading: title,
    said: words,
    nodes: [
      title,
      privacy(view),
      putBack(view, "The flower has changed. You can put back how it was."),
      lensPart(view),
      el("div", { class: "two" }, tables, picture),
      el("p", { class: "enough" }, "You can stop at any petal. A flower of the room alone is finished."),
      petalsPart(view),
      spelling(view),
      buttons(
        turn ? button("Choose what to show", () => go("pick")) : button("Look at the whole picture", () => go("picture")),
        turn ? secondButton("Look at the whole picture", () => go("picture")) : secondButton("Show some of it, or none", () => go("share")),
        secondButton("Save or open a file", () => go("files")),
        turn ? stopping(view) : null,
      ),
      clearing(view, CLEARS),
    ],
    sheet: () => ownSheet(view),
  };
}
