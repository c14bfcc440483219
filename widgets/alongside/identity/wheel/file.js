/** A wheel as a file that its owner keeps. */

import { areUnlike, dayName, escaped, hasKeys, isFitting, isId, isList, readPrivate, sentencesFor } from "../private_file.js";
import { LONGEST, MOST_SEGMENTS } from "./model.js";

/** @typedef {import("./model.js").Wheel} Wheel */

const FORMAT = "alongside-identity-wheel";
const VERSION = 1;
export const NAME = "an identity wheel";
const MOST_MARKS = 12;
/** The most bytes that a file may have: the largest wheel, every letter escaped and all of it locked, stays below. */
export const MOST_BYTES = 200_000;
export const SENTENCES = sentencesFor(NAME);

export const fileName = (moment = new Date(), ending = "json") => dayName("identity-wheel", moment, ending);

/** @param {Wheel} wheel */
export const wheelText = ({ segments }) => escaped({ format: FORMAT, version: VERSION, segments });

/**
 * Read a file's text.
 *
 * @param {string} text
 * @returns {{given: Wheel} | {sealed: any} | {sentence: string}}
 */
export function readWheel(text) {
  const read = readPrivate(text, { format: FORMAT, version: VERSION, name: NAME, isWhole });
  return "given" in read ? { given: { segments: read.given.segments } } : read;
}

/** @param {any} given */
function isWhole(given) {
  if (!hasKeys(given, ["format", "version", "segments"]) || !isList(given.segments, MOST_SEGMENTS)) return false;
  return given.segments.every(isSegment) && areUnlike(given.segments);
}

/** @param {any} one */
function isSegment(one) {
  if (!hasKeys(one, ["id", "label", "words", "marks"]) || !isId(one.id)) return false;
  if (!isFitting(one.label, LONGEST.label) || !isFitting(one.words, LONGEST.words)) return false;
  return isList(one.marks, MOST_MARKS) && one.marks.every(isId) && new Set(one.marks).size === one.marks.length;
}
