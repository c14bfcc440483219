/** The second of two people at one screen: what they put there is in this page's memory and nowhere else. */

import { forgetPrivate, privateState } from "../../page/js/private_state.js";

/** @typedef {Record<string, any>} Values */
/** @typedef {{values: () => Values, set: (changes: Values) => void}} Holder  of what one person has put there */
/** @typedef {Holder & {isEmpty: () => boolean, isUnsaved: () => boolean, noteSaved: () => void, clear: () => void}} Second */

/**
 * @param {string} name  of the widget
 * @returns {Second}
 */
export function makeSecond(name) {
  const state = () => privateState(name, "second", () => ({ values: /** @type {Values} */ ({}), saved: "{}" }));
  const told = () => JSON.stringify(state().values);
  return {
    values: () => state().values,
    set: (changes) => {
      state().values = { ...state().values, ...changes };
    },
    isEmpty: () => told() === "{}",
    isUnsaved: () => told() !== state().saved,
    noteSaved: () => {
      state().saved = told();
    },
    clear: () => forgetPrivate(name, "second"),
  };
}
