/** Which steps of a worry come, and in what order. No page needed. */

import { isEmpty } from "../../page/js/controls/check.js";

/** @typedef {import("../../page/js/controls/types.js").Spec} Spec */
/** @typedef {import("../parts/words.js").Text} Text */
/** @typedef {import("../parts/words.js").Link} Link */
/**
 * @typedef {object} Step
 * @property {string} id
 * @property {string} heading
 * @property {string[]} words
 * @property {Spec[]} fields
 * @property {string[]} examples
 * @property {Record<string, string[]>} only_if  an earlier field, and the answers that lead here
 * @property {boolean} ends  nothing comes after it
 * @property {"record" | "never"} kept
 * @property {"writer" | "nqsw"} filled_by
 * @property {Link} [source]
 */
/** @typedef {{name: string, kind: string, title: string, about: string[], notice: Text, steps: Step[], after: Text}} Pack */

/**
 * The steps that these answers lead to. A step that depends on an answer comes once it is given; after one that ends, none.
 *
 * @param {Pack} pack
 * @param {Record<string, any>} values
 * @returns {Step[]}
 */
export function stepsFor({ steps }, values) {
  const open = steps.filter(({ only_if }) => Object.entries(only_if).every(([name, answers]) => answers.includes(values[name])));
  const end = open.findIndex(({ ends }) => ends);
  return end < 0 ? open : open.slice(0, end + 1);
}

/**
 * The step at which the way to the end stops: one after which none comes, or one whose answers are required and not there.
 * What only the NQSW fills in is theirs to leave out.
 *
 * @param {Pack} pack
 * @param {Record<string, any>} values
 */
export function stillOpen(pack, values) {
  const lacks = (/** @type {Spec} */ { name, optional }) => !optional && isEmpty(values[name]);
  const isOpen = (/** @type {Step} */ { ends, kept, filled_by, fields }) => ends || (kept === "record" && filled_by === "writer" && fields.some(lacks));
  return stepsFor(pack, values).find(isOpen);
}

/**
 * An entry without the answers to steps that its other answers do not lead to: somebody has changed their mind since.
 *
 * @template {{fields: {name: string, value: any}[]}} T
 * @param {Pack} pack
 * @param {T} entry
 * @returns {T}
 */
export function asAnswered(pack, entry) {
  const values = Object.fromEntries(entry.fields.map(({ name, value }) => [name, value]));
  const asked = namesIn(stepsFor(pack, values));
  const known = namesIn(pack.steps);
  return { ...entry, fields: entry.fields.filter(({ name }) => asked.has(name) || !known.has(name)) };
}

/** @param {Step[]} steps */
const namesIn = (steps) => new Set(steps.flatMap(({ fields }) => fields.map(({ name }) => name)));

/**
 * What the record may hold; what is never kept is no part of it.
 *
 * @param {Pack} pack
 */
export function keptSpecs({ steps }) {
  return steps.filter(({ kept }) => kept === "record").flatMap(({ fields }) => fields);
}
