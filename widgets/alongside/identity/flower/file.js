/** A flower as a file that its owner keeps. */

import { areUnlike, dayName, escaped, hasKeys, isFitting, isId, isList, isObject, readPrivate, sentencesFor } from "../private_file.js";
import { LONGEST, MARKS, MOST_LENSES, MOST_PETALS } from "./model.js";

/** @typedef {import("./model.js").Flower} Flower */

export const FORMAT = "alongside-power-flower";
const VERSION = 1;
export const NAME = "a Power Flower";
/** The most bytes that a file may have: the largest flower, every letter escaped and all of it locked, stays below. */
export const MOST_BYTES = 4_000_000;
export const SENTENCES = sentencesFor(NAME);

export const fileName = (moment = new Date(), ending = "json") => dayName("power-flower", moment, ending);

/**
 * A file's text. Answers stand in the order of the petals: when somebody wrote what is nobody's business.
 *
 * @param {Flower} flower
 */
export function flowerText({ petals, lenses }) {
  const inOrder = (/** @type {import("./model.js").Lens} */ { answers, ...lens }) => {
    const found = petals.filter(({ id }) => answers[id]).map(({ id }) => [id, answers[id]]);
    return { ...lens, answers: Object.fromEntries(found) };
  };
  return escaped({ format: FORMAT, version: VERSION, petals, lenses: lenses.map(inOrder) });
}

/**
 * Read a file's text.
 *
 * @param {string} text
 * @returns {{given: Flower} | {sealed: any} | {sentence: string}}
 */
export function readFlower(text) {
  const read = readPrivate(text, { format: FORMAT, version: VERSION, name: NAME, isWhole });
  return "given" in read ? { given: { petals: read.given.petals, lenses: read.given.lenses } } : read;
}

/** @param {any} given */
function isWhole(given) {
  if (!hasKeys(given, ["format", "version", "petals", "lenses"])) return false;
  const { petals, lenses } = given;
  if (!isList(petals, MOST_PETALS) || !isList(lenses, MOST_LENSES) || lenses.length === 0) return false;
  if (!petals.every((one) => hasKeys(one, ["id", "label"]) && isNamed(one)) || !areUnlike(petals)) return false;
  const ids = petals.map(({ id }) => id);
  return lenses.every((one) => hasKeys(one, ["id", "label", "answers"]) && isNamed(one) && areAnswers(one.answers, ids)) && areUnlike(lenses);
}

/**
 * @param {any} answers
 * @param {string[]} petals
 */
function areAnswers(answers, petals) {
  return isObject(answers) && Object.entries(answers).every(([petal, answer]) => petals.includes(petal) && isAnswer(answer));
}

/** @param {any} answer */
function isAnswer(answer) {
  if (!hasKeys(answer, ["usual", "me", "words"])) return false;
  return isFitting(answer.usual, LONGEST.usual) && isFitting(answer.words, LONGEST.words) && ["", ...MARKS].includes(answer.me);
}

/** @param {any} one */
const isNamed = ({ id, label }) => isId(id) && isFitting(label, LONGEST.label);
