/** The record as a file that the learner keeps. */

import { today } from "../days.js";

/** @typedef {import("./entries.js").Whole} Whole */

/** The file's name: the day where this device is, and no word of the learner's, since folders and screens are glanced at. */
export function recordFileName(moment = new Date()) {
  return `alongside-record-${today(moment)}.json`;
}

/**
 * The file's text, legible to people.
 *
 * @param {Whole} record
 */
export function recordText(record) {
  return `${JSON.stringify(record, null, 1)}\n`;
}

/**
 * Give the browser a file to download. It is made in the page; no server is asked.
 *
 * @param {string} name
 * @param {string} type  media type
 * @param {BlobPart} content
 */
export function offerDownload(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  // the browser reads the file after the press; what it has begun to read it keeps
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
