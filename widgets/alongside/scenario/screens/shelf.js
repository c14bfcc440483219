/** The stories to choose from, and what a reader should know before the first scene. */

import { makeField, showProblems } from "../../page/js/controls.js";
import { el } from "../../page/js/dom.js";
import { button, secondButton } from "./parts.js";

/** @typedef {import("./parts.js").Screen} Screen */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./session.js").View} View */

const NOT_YET_READ = "Not yet read by people with experience of what it describes.";

/**
 * @param {View} view
 * @param {Session} session
 * @returns {Screen}
 */
export function shelf(view, session) {
  const heading = el("h2", null, "Choose a story");
  const stories = view.stories.map((/** @type {View} */ story) => tile(story, session));
  return {
    heading,
    said: view.note ?? `${view.stories.length} stories`,
    nodes: [
      session.canCarryOn() ? carryOn(session) : null,
      heading,
      view.note ? el("p", { class: "notice" }, view.note) : null,
      stories.length > 0 ? el("ul", { class: "tiles" }, ...stories) : nothing(),
      stories.length > 0 ? partner(session) : null,
    ],
  };
}

/** @param {Session} session */
function carryOn(session) {
  return el(
    "div",
    { class: "notice carry-on" },
    el("p", null, "Your path through a story is kept."),
    button("Carry on", session.carryOn),
  );
}

function nothing() {
  return el(
    "p",
    { class: "notice" },
    "There are no stories here yet. Whoever looks after this site can add them; until then there is nothing to walk.",
  );
}

/**
 * @param {View} story
 * @param {Session} session
 */
function tile(story, session) {
  const open = button("Open this story", () => session.open("before", { scenario: story.scenario }), {
    "aria-label": `Open this story: ${story.title}`,
  });
  return el("li", { class: "tile" }, el("h3", null, story.title), ...facts(story), el("div", { class: "buttons" }, open));
}

/** @param {View} story */
function facts(story) {
  const eyes = story.eyes.map((/** @type {{words: string}} */ { words }) => words);
  const facts = [
    `For ${story.audience}. About ${story.number_of_scenes} scenes.`,
    `You read as ${eyes.join(", or as ")}.`,
    readBy(story.read_by),
  ];
  const list = el("ul", { class: "facts meta" }, ...facts.map((words) => el("li", null, words)));
  return [el("p", null, story.summary), list];
}

/** @param {object[]} readings */
export function readBy(readings) {
  if (readings.length === 0) return NOT_YET_READ;
  const people = readings.length === 1 ? "1 person" : `${readings.length} people`;
  return `Read by ${people} with experience of what it describes.`;
}

/** @param {Session} session */
function partner(session) {
  return el(
    "section",
    { class: "partner" },
    el("h3", null, "Two readers, one story"),
    el("p", null, "Walk the same story one after the other on this screen. Then see where your paths part."),
    secondButton("Compare with a partner", () => session.open("partner")),
  );
}

/**
 * @param {View} view
 * @param {Session} session
 * @returns {Screen}
 */
export function before(view, session) {
  const { reader } = session.place();
  const heading = el("h2", null, view.title);
  const problems = el("div");
  const field = view.eyes.length > 1 ? eyesField(view) : null;
  return {
    heading,
    said: "Before you start",
    nodes: [
      reader === undefined ? null : el("p", { class: "steps" }, `${session.pair.name(reader)} reads first`),
      problems,
      heading,
      notice(view),
      ...facts(view),
      el("p", null, "You can stop at any time. You can skip any scene and be told what happened in it."),
      field?.element ?? null,
      el("div", { class: "buttons" }, button("Start", start), secondButton("Back", session.back)),
    ],
  };

  function start() {
    if (field && showProblems([field], problems)) return;
    const eyes = field ? field.value() : view.eyes[0].id;
    session.open("walk", { scenario: view.scenario, eyes, moves: [], reader });
  }
}

/** @param {View} view */
function eyesField(view) {
  const options = view.eyes.map((/** @type {{id: string, words: string}} */ { id, words }) => ({
    value: id,
    label: words,
  }));
  return makeField({
    name: "eyes",
    kind: "radios",
    label: "Through whose eyes will you read?",
    missing: "Choose through whose eyes you will read",
    options,
  });
}

/** @param {View} view */
function notice(view) {
  if (!view.content_notice) return null;
  return el(
    "div",
    { class: "notice" },
    el("h3", null, "What this story describes"),
    el("p", null, view.content_notice),
  );
}
