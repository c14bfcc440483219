/** How much of a flower is seen: all of it, or without what its owner keeps for themselves; and its petals in one place. */

import { answerOf, isBlank } from "./model.js";

/** @typedef {import("./model.js").Answer} Answer */
/** @typedef {import("./model.js").Flower} Flower */
/** @typedef {import("./model.js").Mark} Mark */
/** @typedef {"all" | "me" | "room"} Shown  how much of a flower: with own words, without them, the ring of the room only */
/** @typedef {import("./model.js").Petal & Answer} Row  one petal, as a picture and a table show it */

/**
 * Whether the inner ring holds anything, wherever its owner looked.
 *
 * @param {Flower} flower
 */
export const hasMe = (flower) => anyAnswer(flower, ({ me }) => me !== "");

/** @param {Flower} flower */
export const hasWords = (flower) => anyAnswer(flower, ({ words }) => words.trim() !== "");

/**
 * @param {Flower} flower
 * @param {(answer: Answer) => boolean} isSo
 */
const anyAnswer = ({ lenses }, isSo) => lenses.some(({ answers }) => Object.values(answers).some(isSo));

/**
 * As much of a flower as is to be seen. One of which the inner ring was kept out is the very same as one where it was never
 * filled in.
 *
 * @param {Flower} flower
 * @param {Shown} shown
 * @returns {Flower}
 */
export function asShown(flower, shown) {
  if (shown === "all") return flower;
  const less = (/** @type {Answer} */ { usual, me }) => ({ usual, me: shown === "room" ? /** @type {Mark} */ ("") : me, words: "" });
  const lenses = flower.lenses.map((lens) => {
    const answers = Object.entries(lens.answers).map(([petal, answer]) => /** @type {const} */ ([petal, less(answer)]));
    return { ...lens, answers: Object.fromEntries(answers.filter(([, answer]) => !isBlank(answer))) };
  });
  return { ...flower, lenses };
}

/**
 * @param {Flower} flower
 * @param {string} lens
 * @returns {Row[]}
 */
export function rowsOf(flower, lens) {
  return flower.petals.map((petal) => ({ ...petal, ...answerOf(flower, lens, petal.id) }));
}

/**
 * The petals of which somebody is named as the usual, and nothing of their owner.
 *
 * @param {Row[]} rows
 * @returns {Row[]}
 */
export const roomRows = (rows) => rows.filter(({ usual }) => usual.trim()).map((row) => ({ ...row, me: "", words: "" }));
