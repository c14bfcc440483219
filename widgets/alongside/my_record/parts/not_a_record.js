/** What a file is, found out in the page: only a record goes to the server, and never what somebody says about who they are. */

import { FORMAT } from "../../page/js/record/entries.js";

const UNCHANGED = "It was not opened, and nothing was changed.";
export const DAMAGED = `This file is damaged, or it is not a record from Alongside. ${UNCHANGED}`;
export const FOREIGN = `This is not a record from Alongside. ${UNCHANGED}`;
/** @type {Record<string, string>} */
const OF_ONESELF = { "alongside-power-flower": "a Power Flower", "alongside-identity-wheel": "an identity wheel" };

/**
 * Why a file is no record, in a sentence without a word of it.
 *
 * @param {string} text
 * @returns {string} "" where it may be one, and the server is to look it through
 */
export function notARecord(text) {
  /** @type {any} */
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return DAMAGED;
  }
  if (found?.format === FORMAT) return "";
  const what = Object.hasOwn(OF_ONESELF, found?.format) ? OF_ONESELF[found.format] : "";
  return what ? `This file is ${what}, not a record. You can open it on the page where it was made. It was not sent anywhere, and nothing was changed.` : FOREIGN;
}
