/** How far a learner is in the suite, from the record alone. */

import { ALONE, liveEntries } from "./entries.js";

/** @typedef {import("./entries.js").Whole} Whole */

/**
 * Of each workbook that was begun, whether it is finished: nothing in it is left open.
 *
 * It names workbooks only, never an entry: which story was stopped in the middle, or that there was a check-in, is
 * nobody's business who glances at the page. Nor is it that somebody has a worry.
 *
 * @param {Whole} record
 * @returns {Record<string, "begun" | "finished">}
 */
export function progress(record) {
  /** @type {Record<string, "begun" | "finished">} */
  const states = {};
  for (const { workbook, finished } of liveEntries(record)) {
    if (ALONE.includes(workbook)) continue;
    states[workbook] = !finished || states[workbook] === "begun" ? "begun" : "finished";
  }
  return states;
}

/**
 * The workbook to go on with: of those that are not finished, the one that was last written in.
 *
 * @param {Whole} record
 * @returns {string | null}
 */
export function toContinue(record) {
  const states = progress(record);
  const open = liveEntries(record).filter(({ workbook }) => states[workbook] === "begun");
  const last = open.sort((one, other) => (one.changed < other.changed ? 1 : -1))[0];
  return last?.workbook ?? null;
}
