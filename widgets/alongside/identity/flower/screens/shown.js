/** What somebody has picked, large and alone: nothing else of the page can be seen or reached until it ends. */

import { button } from "../../../page/js/buttons.js";
import { el } from "../../../page/js/dom.js";
import { numberedFlower } from "../drawing.js";
import { heading, newId, paragraphs, questions } from "../../parts.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../view.js").Screen} Screen */
/** @typedef {import("../keeping.js").Picked} Picked */

/**
 * @param {View} view
 * @returns {Screen}
 */
export function show(view) {
  const { picked } = view.keeping.state();
  return picked ? alone(view, view.pack.sharing.show.heading, [one(view, picked)]) : nothing(view);
}

/**
 * Both sets next to each other. Nothing is counted or likened.
 *
 * @param {View} view
 * @returns {Screen}
 */
export function beside(view) {
  const { first, picked } = view.keeping.state();
  if (!first || !picked) return nothing(view);
  const { both, questions: asked } = view.pack.sharing;
  const of = (/** @type {string} */ name, /** @type {string} */ role, /** @type {Picked} */ what) =>
    el("section", { class: `one ${role}` }, el("h3", null, el("span", { class: `shape ${role}`, "aria-hidden": "true" }), name), one(view, what));
  const two = el("div", { class: "pair" }, of("The assessor", "assessor", first), of("The NQSW", "nqsw", picked));
  return alone(view, both.heading, [...paragraphs(both.words), two, questions(asked)]);
}

/**
 * @param {View} view
 * @param {string} words
 * @param {Node[]} nodes
 * @returns {Screen}
 */
function alone(view, words, nodes) {
  const title = heading(words);
  title.id = newId();
  const end = () => view.go("last");
  const dialog = el("dialog", { class: "alone", "aria-labelledby": title.id }, title, ...nodes, el("div", { class: "ending" }, button("End", end)));
  // Escape ends it as well
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    end();
  });
  return { heading: title, said: words, nodes: [dialog], shown: () => dialog.isConnected && !dialog.open && dialog.showModal() };
}

/** @param {View} view */
function nothing(view) {
  const title = heading("There is nothing to show");
  return { heading: title, said: "There is nothing to show", nodes: [title, el("div", { class: "buttons" }, button("Continue", () => view.go("last")))] };
}

/**
 * @param {View} view
 * @param {Picked} picked
 */
function one({ pack }, { lens, rows }) {
  const sayings = { outer: pack.outer, rings: pack.rings, marks: pack.marks, me: "For me", title: "" };
  const told = rows.map(({ label, usual, me, words }, at) =>
    el(
      "div",
      { class: "petal" },
      el("dt", null, rows.length > 1 ? `${at + 1}. ${label}` : label),
      usual.trim() ? el("dd", null, `Usual: ${usual}`) : null,
      me ? el("dd", null, `For me: ${pack.marks[me]}`) : null,
      words.trim() ? el("dd", null, `In my own words: ${words}`) : null,
    ),
  );
  return el(
    "div",
    { class: "picked", translate: "no" },
    el("p", { class: "place-shown" }, lens),
    el("div", { class: "side-by-side" }, numberedFlower(rows, sayings), el("dl", { class: "told" }, ...told)),
  );
}
