/** Two readers, one story: how it goes, and handing over. */

import { makeField, showProblems } from "../../page/js/controls.js";
import { el } from "../../page/js/dom.js";
import { button, quoted, secondButton, section } from "./parts.js";

/** @typedef {import("./parts.js").Screen} Screen */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./session.js").View} View */

/**
 * @param {View} view
 * @param {Session} session
 * @returns {Screen}
 */
export function partner(view, session) {
  const heading = el("h2", null, "Two readers, one story");
  const problems = el("div");
  const options = view.stories.map((/** @type {View} */ { scenario, title }) => ({ value: scenario, label: title }));
  const missing = "Choose the story that you will both walk";
  const story = makeField({ name: "story", kind: "radios", label: "Which story will you both walk?", missing, options });
  const names = ["First reader", "Second reader"].map((label, at) =>
    makeField({ name: `reader_${at}`, kind: "text", label, optional: true, width: 20 }),
  );
  return {
    heading,
    said: "Compare with a partner",
    nodes: [
      problems,
      heading,
      ...advice(),
      story.element,
      el(
        "fieldset",
        { class: "nicknames" },
        el("legend", null, "What may the page call you?"),
        el("p", { class: "hint" }, "A nickname will do. It stays in this browser."),
        ...names.map(({ element }) => element),
      ),
      el("div", { class: "buttons" }, button("Continue", begin), secondButton("Back", session.back)),
    ],
  };

  function begin() {
    if (showProblems([story], problems)) return;
    session.pair.begin(names.map((field) => field.value()));
    session.open("before", { scenario: story.value(), reader: 0 });
  }
}

function advice() {
  return [
    el("p", null, "You share this screen, one after the other. The first reader walks a story to its end, then hands over."),
    el("p", null, "The second reader walks the same story, and does not see what the first one chose. Then you see together where your paths part."),
    el(
      "div",
      { class: "notice" },
      el("h3", null, "Choose a partner who does not assess you"),
      el("p", null, "A choice in a story can feel like evidence when the person beside you also writes your report. Then people choose what looks right, and there is little to talk about."),
    ),
  ];
}

/**
 * @param {View} view
 * @param {Session} session
 * @returns {Screen}
 */
export function handover(view, session) {
  const { scenario, eyes } = session.place();
  const [first, second] = [session.pair.name(0), session.pair.name(1)];
  const heading = el("h2", null, `Over to you, ${second.replace(/^Second reader$/, "second reader")}`);
  const start = () => session.open("walk", { scenario, eyes, moves: [], reader: 1 });
  return {
    heading,
    said: "The screen has been cleared",
    nodes: [
      el("p", { class: "steps" }, quoted(view.title)),
      heading,
      el("p", null, `${first} has come to an ending. What they chose is put away until you have finished too.`),
      el("p", null, "You walk the same story, through the same eyes. There is nothing to match and nothing to beat."),
      section("Before you start", el("p", null, "You can stop at any time, and you can skip any scene.")),
      el("div", { class: "buttons" }, button("Start", start), secondButton("Back", session.back)),
    ],
  };
}
