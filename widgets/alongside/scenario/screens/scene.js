/** A scene with its decision, what came after a choice, and an ending. */

import { makeField, showProblems } from "../../page/js/controls.js";
import { el } from "../../page/js/dom.js";
import { button, passages, sceneOf, secondButton, stepsLine, voices } from "./parts.js";
import { makeTools } from "./tools.js";

/** @typedef {import("./parts.js").Screen} Screen */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./session.js").View} View */

/**
 * @param {View} view
 * @param {Session} session
 * @returns {Screen}
 */
export function scene(view, session) {
  const problems = el("div");
  const field = view.choices.length > 0 ? decision(view) : null;
  const { image } = view;
  return framed(view, session, {
    heading: el("h2", null, view.heading),
    said: sceneOf(view),
    before: problems,
    nodes: [
      lost(view),
      ...passages(view.passages, view.people),
      image ? el("img", { src: image.src, alt: image.alt }) : null,
      field?.element ?? null,
    ],
    go: button("Continue", () => {
      if (field && showProblems([field], problems)) return;
      session.move(field ? { choice: field.value() } : {});
    }),
  });
}

/** @param {View} view */
function decision(view) {
  const options = view.choices.map((/** @type {{id: string, words: string}} */ { id, words }) => ({
    value: id,
    label: words,
  }));
  return makeField({ name: "choice", kind: "radios", label: view.ask, missing: "Choose one to carry on", options });
}

/** @param {View} view */
function lost(view) {
  if (!view.lost) return null;
  const words = "This story has changed since you read it. You are at the last place that is still the same.";
  return el("p", { class: "notice" }, words);
}

/**
 * @param {View} view
 * @param {Session} session
 * @returns {Screen}
 */
export function after(view, session) {
  const { last } = view;
  const told = last.skipped
    ? [el("p", null, last.happened), last.words ? chosen("This telling takes:", last.words) : null]
    : [
        chosen("You chose:", last.words),
        ...passages(view.passages, view.people),
        view.meant.length > 0 ? el("h3", null, "What that meant") : null,
        view.meant.length > 0 ? voices(view.meant, view.people) : null,
      ];
  return framed(view, session, {
    heading: el("h2", null, last.skipped ? `Skipped: ${view.heading}` : "What happened next"),
    said: last.skipped ? "What happened in the scene that you skipped" : sceneOf(view),
    nodes: told,
    go: button("Continue", () => session.move({})),
  });
}

/**
 * @param {string} label
 * @param {string} words
 */
const chosen = (label, words) => el("p", { class: "chosen" }, el("b", null, label), " ", words);

/**
 * @param {View} view
 * @param {Session} session
 * @returns {Screen}
 */
export function ending(view, session) {
  const { reader } = session.place();
  return framed(view, session, {
    heading: el("h2", null, view.heading),
    said: `The end: ${view.ending.name}`,
    nodes: [
      ...passages(view.passages, view.people),
      el("h3", { class: "the-end" }, `The end: ${view.ending.name}`),
      el("p", null, "This is what each person was left with."),
      voices(view.ending.left_with, view.people),
    ],
    go: reader === undefined ? lookBack(view, session) : handOver(view, session, reader),
  });
}

/**
 * @param {View} view
 * @param {Session} session
 */
function lookBack({ scenario, eyes, moves }, session) {
  return button("Look back over the story", () => session.open("review", { scenario, eyes, moves }));
}

/**
 * @param {View} view
 * @param {Session} session
 * @param {number} reader
 */
function handOver({ scenario, eyes, moves }, session, reader) {
  const finish = () => {
    session.pair.finish(reader, moves);
    if (reader === 0) session.leaveFor("handover", { scenario, eyes, reader: 1 });
    else session.open("compare", { scenario, eyes });
  };
  return button(reader === 0 ? `Hand over to ${midway(session.pair.name(1))}` : "See where your paths part", finish);
}

/**
 * A reader's name in the middle of a sentence: "the second reader", or a nickname as it is.
 *
 * @param {string} name
 */
const midway = (name) => name.replace(/^(First|Second) reader$/, (word) => `the ${word.toLowerCase()}`);

/**
 * What every page of a story has around it: where you are, the tools, the way on and back.
 *
 * @param {View} view
 * @param {Session} session
 * @param {{heading: HTMLElement, said: string, before?: HTMLElement, nodes: (Node | null)[], go: HTMLElement}} page
 * @returns {Screen}
 */
function framed(view, session, { heading, said, before, nodes, go }) {
  const { reader } = session.place();
  const tools = makeTools(view, session);
  return {
    heading,
    said,
    leave: tools.leave,
    nodes: [
      stepsLine(view, reader === undefined ? undefined : session.pair.name(reader)),
      tools.bar,
      tools.panels,
      el(
        "div",
        { class: "scene" },
        before ?? null,
        heading,
        ...nodes,
        el("div", { class: "buttons" }, go, secondButton("Back", session.back)),
      ),
      tools.again,
    ],
  };
}
