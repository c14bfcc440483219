/**
 * A flower as a file that its owner keeps. What is opened is checked to the last key before anything on the page changes.
 *
 * We write every "<" as an escape. So a "<" in a file is a sign that something else than this page has written in it, and
 * the file is refused, while somebody's own words may hold one.
 */

import { isSealed } from "../../page/js/record/sealing.js";
import { MARKS, MOST_LENSES, MOST_PETALS, clean } from "./model.js";

/** @typedef {import("./model.js").Flower} Flower */

export const FORMAT = "alongside-power-flower";
const VERSION = 1;
/** The most bytes that a file may have: the largest flower, every letter escaped and all of it locked, stays below. */
export const MOST_BYTES = 4_000_000;
const UNCHANGED = "Nothing on this page has changed.";
export const SENTENCES = {
  damaged: `This file cannot be read. It may be damaged or cut short. ${UNCHANGED}`,
  foreign: `This is not a Power Flower file. ${UNCHANGED}`,
  record: `This file is a record, not a Power Flower. You can open it with “My record”. ${UNCHANGED}`,
  newer: `This file was made by a newer version of Alongside, and cannot be opened here. ${UNCHANGED}`,
  strange: `This file holds something that a Power Flower never has, so it was not opened. ${UNCHANGED}`,
  closed: `The passphrase does not open this file, or the file is damaged. ${UNCHANGED}`,
};

/** A day, and no word of its owner's: folders are glanced at. */
export const fileName = (moment = new Date(), ending = "json") => `power-flower-${moment.toISOString().slice(0, 10)}.${ending}`;

/** @param {Flower} flower */
export function flowerText(flower) {
  return escaped({ format: FORMAT, version: VERSION, petals: flower.petals, lenses: flower.lenses });
}

/** @param {unknown} value */
export const escaped = (value) => `${JSON.stringify(value, null, 1).replaceAll("<", "\\u003c")}\n`;

/**
 * Read a file's text.
 *
 * @param {string} text
 * @returns {{flower: Flower} | {sealed: any} | {sentence: string}}
 */
export function readFlower(text) {
  if (text.includes("<")) return { sentence: SENTENCES.strange };
  /** @type {any} */
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    return { sentence: SENTENCES.damaged };
  }
  if (isSealed(given)) return { sealed: given };
  if (String(given?.format).startsWith("alongside-record")) return { sentence: SENTENCES.record };
  if (!isObject(given) || given.format !== FORMAT) return { sentence: SENTENCES.foreign };
  if (Number.isInteger(given.version) && given.version > VERSION) return { sentence: SENTENCES.newer };
  if (!isWhole(given)) return { sentence: SENTENCES.strange };
  return { flower: { petals: given.petals, lenses: given.lenses } };
}

/** @param {any} given */
function isWhole(given) {
  if (!hasKeys(given, ["format", "version", "petals", "lenses"]) || given.version !== VERSION) return false;
  const { petals, lenses } = given;
  if (!isList(petals, MOST_PETALS) || !isList(lenses, MOST_LENSES) || lenses.length === 0) return false;
  if (!petals.every((one) => hasKeys(one, ["id", "label"]) && isNamed(one)) || !areUnlike(petals)) return false;
  const ids = petals.map(({ id }) => id);
  return areUnlike(lenses) && lenses.every((one) => hasKeys(one, ["id", "label", "answers"]) && isNamed(one) && areAnswers(one.answers, ids));
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
  return isText(answer.usual, "usual") && isText(answer.words, "words") && ["", ...MARKS].includes(answer.me);
}

/** @param {any} one */
const isNamed = ({ id, label }) => typeof id === "string" && /^[a-z][a-z0-9_]{0,40}$/.test(id) && isText(label, "label");

/**
 * @param {any} text
 * @param {keyof typeof import("./model.js").LONGEST} what
 */
const isText = (text, what) => typeof text === "string" && clean(text, what) === text;

/** @param {any} given */
const isObject = (given) => typeof given === "object" && given !== null && !Array.isArray(given);

/**
 * @param {any} given
 * @param {string[]} keys  these and no others
 */
const hasKeys = (given, keys) => isObject(given) && Object.keys(given).sort().join() === [...keys].sort().join();

/**
 * @param {any} given
 * @param {number} most
 * @returns {given is any[]}
 */
const isList = (given, most) => Array.isArray(given) && given.length <= most;

/** @param {{id: string}[]} given */
const areUnlike = (given) => new Set(given.map(({ id }) => id)).size === given.length;
