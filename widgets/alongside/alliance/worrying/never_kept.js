/** Answers that are held in this page's memory and nowhere else: no storage, no message, no history. */

import { forgetPrivate, privateState } from "../../page/js/private_state.js";

/** @typedef {ReturnType<typeof makeNeverKept>} NeverKept */

/** @param {string} name  of the pack */
export function makeNeverKept(name) {
  /** @returns {{values: Record<string, string>}} */
  const state = () => privateState(name, "never_kept", () => ({ values: {} }));
  return {
    get: (/** @type {string} */ field) => state().values[field] ?? "",
    set: (/** @type {string} */ field, /** @type {string} */ words) => {
      state().values[field] = words;
    },
    hasAny: () => Object.values(state().values).some((words) => words.trim()),
    clear: () => forgetPrivate(name, "never_kept"),
  };
}
