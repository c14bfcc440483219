/** Where the paths of two readers part, and what to talk about. */

import { el } from "../../page/js/dom.js";
import { button, passages, quoted, secondButton, section, voices } from "./parts.js";
import { support, why } from "./review.js";

/** @typedef {import("./parts.js").Screen} Screen */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./session.js").View} View */
/** @typedef {"first" | "second"} Reader */

/** @type {Reader[]} */
const READERS = ["first", "second"];

/**
 * @param {View} view
 * @param {Session} session
 * @returns {Screen}
 */
export function compare(view, session) {
  const heading = el("h2", null, view.compared.parting ? "Where your paths part" : "You walked one path");
  const names = { first: session.pair.name(0), second: session.pair.name(1) };
  const { shared, parting, again, then, endings, questions } = view.compared;
  return {
    heading,
    said: `${names.first} and ${names.second}`,
    nodes: [
      el("p", { class: "steps" }, `${quoted(view.title)} · ${names.first} and ${names.second}`),
      heading,
      together(shared, parting, names),
      parting ? place(parting, names, view) : null,
      ...again.map((/** @type {View} */ one) => place(one, names, view, "You met again, and chose differently: ")),
      parting ? section("Your ways from there", side((reader) => way(then[reader]), names)) : null,
      section("What each of you came to", side((reader) => ended(endings[reader], view), names)),
      section("To talk about", el("ol", null, ...[...questions, ...asked(view)].map((words) => el("li", null, words)))),
      support(view),
      why(view),
      el(
        "div",
        { class: "buttons" },
        button("Another story", () => session.leaveFor("shelf")),
        secondButton("Back", session.back),
      ),
    ],
  };
}

/** @param {View} view */
const asked = ({ debrief }) => debrief.map((/** @type {{ask: string}} */ { ask }) => ask);

/**
 * @param {View[]} shared
 * @param {View | null} parting
 * @param {Record<Reader, string>} names
 */
function together(shared, parting, names) {
  const said = parting
    ? `You walked ${count(shared.length)} together. Then you came to ${quoted(parting.heading)}.`
    : "Each of your choices was the same, from the first scene to the last.";
  return el(
    "div",
    null,
    el("p", null, said),
    shared.length > 0
      ? el("details", null, el("summary", null, "What you walked together"), el("ol", { class: "path" }, ...shared.map((step) => sharedStep(step, names))))
      : null,
  );
}

/** @param {number} scenes */
const count = (scenes) => (scenes === 1 ? "1 scene" : `${scenes} scenes`);

/**
 * @param {View} step
 * @param {Record<Reader, string>} names
 */
function sharedStep({ heading, words, skipped_by }, names) {
  const who = READERS.filter((reader) => skipped_by[reader]).map((reader) => names[reader]);
  return el(
    "li",
    null,
    el("b", null, heading),
    who.length > 0 ? el("span", { class: "tag" }, `skipped by ${who.join(" and ")}`) : null,
    words ? el("p", { class: "took" }, words) : null,
  );
}

/**
 * A decision that the two took differently.
 *
 * @param {View} decision
 * @param {Record<Reader, string>} names
 * @param {View} view
 * @param {string} [before]
 */
function place(decision, names, view, before = "") {
  return section(
    `${before}${decision.heading}`,
    decision.ask ? el("p", { class: "question" }, decision.ask) : null,
    side((reader) => taken(decision[reader], view), names),
  );
}

/**
 * @param {View} choice
 * @param {View} view
 */
function taken({ words, skipped, after, meant }, { people }) {
  return [
    skipped ? el("p", { class: "tag" }, "skipped; this telling took:") : null,
    el("p", { class: "chosen" }, words ?? "Read on."),
    ...passages(after, people),
    meant.length > 0 ? voices(meant, people, "h4") : null,
  ];
}

/** @param {View[]} steps */
function way(steps) {
  if (steps.length === 0) return [el("p", null, "Straight to the ending.")];
  return [el("ol", { class: "path" }, ...steps.map((step) => alone(step)))];
}

/** @param {View} step */
const alone = ({ heading, words, skipped }) =>
  el(
    "li",
    null,
    el("b", null, heading),
    skipped ? el("span", { class: "tag" }, "skipped") : null,
    words ? el("p", { class: "took" }, words) : null,
  );

/**
 * @param {View} ending
 * @param {View} view
 */
const ended = ({ name, left_with }, { people }) => [el("p", { class: "chosen" }, name), voices(left_with, people, "h4")];

/**
 * Both readers, side by side where there is room.
 *
 * @param {(reader: Reader) => (Node | null)[]} tell
 * @param {Record<Reader, string>} names
 */
function side(tell, names) {
  const reader = (/** @type {Reader} */ which) =>
    el("div", { class: "reader" }, el("p", { class: "reader-name" }, names[which]), ...tell(which));
  return el("div", { class: "readers" }, ...READERS.map(reader));
}
