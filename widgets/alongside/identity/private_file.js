/**
 * What somebody entered as a file that they keep. What is opened is checked to the last key before anything on the page
 * changes.
 *
 * We write every "<" as an escape. So a "<" in a file is a sign that something else than this page has written in it, and
 * the file is refused, while somebody's own words may hold one.
 */

import { isSealed } from "../page/js/record/sealing.js";

/**
 * @typedef {object} Form
 * @property {string} format
 * @property {number} version
 * @property {string} name  "a Power Flower"
 * @property {(given: any) => boolean} isWhole  to the last key
 */

const UNCHANGED = "Nothing on this page has changed.";
/** What a text may not hold, as no picture can: control characters but line breaks and tabs, no characters, half of one. */
const STRAY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * A text as a page and its file can hold it.
 *
 * @param {string} text
 * @param {number} most  letters
 */
export const fitting = (text, most) => text.replace(STRAY, "").slice(0, most).replace(STRAY, "");

/**
 * What is said of files that cannot be opened.
 *
 * @param {string} name  "a Power Flower"
 */
export function sentencesFor(name) {
  return {
    damaged: `This file cannot be read. It may be damaged or cut short. ${UNCHANGED}`,
    foreign: `This is not ${name} file. ${UNCHANGED}`,
    record: `This file is a record, not ${name}. You can open it with “My record”. ${UNCHANGED}`,
    newer: `This file was made by a newer version of Alongside, and cannot be opened here. ${UNCHANGED}`,
    strange: `This file holds something that ${name} never has, so it was not opened. ${UNCHANGED}`,
    closed: `The passphrase does not open this file, or the file is damaged. ${UNCHANGED}`,
  };
}

/** @param {unknown} value */
export const escaped = (value) => `${JSON.stringify(value, null, 1).replaceAll("<", "\\u003c")}\n`;

/**
 * A day, and no word of its owner's: folders are glanced at.
 *
 * @param {string} stem  "power-flower"
 * @param {Date} moment
 * @param {string} ending
 */
export const dayName = (stem, moment, ending) => `${stem}-${moment.toISOString().slice(0, 10)}.${ending}`;

/**
 * Read a file's text.
 *
 * @param {string} text
 * @param {Form} form
 * @returns {{given: any} | {sealed: any} | {sentence: string}}
 */
export function readPrivate(text, { format, version, name, isWhole }) {
  const sentences = sentencesFor(name);
  if (text.includes("<")) return { sentence: sentences.strange };
  /** @type {any} */
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    return { sentence: sentences.damaged };
  }
  if (isSealed(given)) return { sealed: given };
  if (String(given?.format).startsWith("alongside-record")) return { sentence: sentences.record };
  if (!isObject(given) || given.format !== format) return { sentence: sentences.foreign };
  if (Number.isInteger(given.version) && given.version > version) return { sentence: sentences.newer };
  return given.version === version && isWhole(given) ? { given } : { sentence: sentences.strange };
}

/** @param {any} given */
export const isObject = (given) => typeof given === "object" && given !== null && !Array.isArray(given);

/**
 * @param {any} given
 * @param {string[]} keys  these and no others
 */
export const hasKeys = (given, keys) => isObject(given) && Object.keys(given).sort().join() === [...keys].sort().join();

/** @param {any} given  no name that every object has, "constructor" for one: answers are looked up by it */
export const isId = (given) => typeof given === "string" && /^[a-z][a-z0-9_]{0,40}$/.test(given) && !(given in {});

/**
 * @param {any} given
 * @param {number} most  letters
 */
export const isFitting = (given, most) => typeof given === "string" && fitting(given, most) === given;

/**
 * @param {any} given
 * @param {number} most
 * @returns {given is any[]}
 */
export const isList = (given, most) => Array.isArray(given) && given.length <= most;

/** @param {{id: string}[]} given */
export const areUnlike = (given) => new Set(given.map(({ id }) => id)).size === given.length;
