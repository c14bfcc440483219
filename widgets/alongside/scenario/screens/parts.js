/** The pieces that the player's screens are made of. */

import { el } from "../../page/js/dom.js";

export { button, secondButton } from "../../page/js/buttons.js";

/** @typedef {{by: string | null, words: string}} Passage */
/** @typedef {{name: string, label: string, role: string, who: string}} Person */
/** @typedef {Record<string, Person>} People */

/**
 * @typedef {object} Screen
 * @property {HTMLElement} heading  where the reader is; it takes the focus
 * @property {string} said  what a screen reader hears besides the heading
 * @property {(Node | string | null)[]} nodes
 * @property {() => void} [leave]  when another screen comes
 */

/**
 * A reader's shape, for the eye only: the name stands beside it.
 *
 * @param {string} role
 */
const shape = (role) => el("span", { class: `shape ${role}`, "aria-hidden": true });

/**
 * Narration and speech; whoever speaks is named, and has a shape and a colour.
 *
 * @param {Passage[]} passages
 * @param {People} people
 */
export function passages(passages, people) {
  return passages.map(({ by, words }) => {
    const person = by === null ? null : people[by];
    if (!person) return el("p", null, words);
    const name = el("p", { class: "who" }, shape(person.role), person.name);
    return el("div", { class: `speech ${person.role}` }, name, el("p", { class: "said" }, quoted(words)));
  });
}

/**
 * Words in quotation marks, unless they have them already.
 *
 * @param {string} words
 */
export const quoted = (words) => (/^[“‘"']/.test(words) ? words : `“${words}”`);

/**
 * What is told of each person, side by side.
 *
 * @param {{person: string, words: string}[]} told
 * @param {People} people
 * @param {"h3" | "h4"} [level]
 */
export function voices(told, people, level = "h4") {
  const voice = (/** @type {{person: string, words: string}} */ { person, words }) => {
    const { role, label } = people[person];
    const name = el(level, null, shape(role), label);
    return el("div", { class: `voice ${role}` }, name, el("p", null, words));
  };
  return el("div", { class: "voices" }, ...told.map(voice));
}

/**
 * A path in words.
 *
 * @param {{heading: string, words: string | null, skipped: boolean}[]} path
 */
export function pathList(path) {
  const step = (/** @type {{heading: string, words: string | null, skipped: boolean}} */ { heading, words, skipped }) =>
    el(
      "li",
      null,
      el("b", null, heading),
      skipped ? el("span", { class: "tag" }, "skipped") : null,
      words ? el("p", { class: "took" }, skipped ? "This telling took: " : "You chose: ", words) : null,
    );
  return el("ol", { class: "path" }, ...path.map(step));
}

/**
 * Where the reader is in the story.
 *
 * @param {Record<string, any>} view
 * @param {string} [reader]  who is reading, when there are two
 */
export function stepsLine(view, reader) {
  const where = view.screen === "ending" ? "the end" : sceneOf(view);
  return el("p", { class: "steps" }, [reader, quoted(view.title), where].filter(Boolean).join(" · "));
}

/** @param {Record<string, any>} view */
export function sceneOf(view) {
  const about = view.number > view.number_of_scenes ? "" : ` of about ${view.number_of_scenes}`;
  return `scene ${view.number}${about}`;
}

/**
 * A section of a longer page.
 *
 * @param {string} heading
 * @param {...(Node | string | null)} children
 */
export function section(heading, ...children) {
  return el("section", null, el("h3", null, heading), ...children);
}
