/**
 * The second of two people at one screen: what they put there is in this page's memory and nowhere else. Each entry of the
 * first has its own second: somebody who assesses two NQSWs shows neither what the other put.
 */

import { hush } from "../../page/js/announcer.js";
import { forgetPrivate, privateState } from "../../page/js/private_state.js";

/** @typedef {Record<string, any>} Values */
/** @typedef {{values: () => Values, set: (changes: Values) => void}} Holder  of what one person has put there */
/** @typedef {Holder & {isEmpty: () => boolean, noteSaved: () => void, clear: () => void}} Second */

/** What was emptied again, in a list. */
const NOTHING = ['[""]', "[[]]", "[{}]", "[null]"];

/** @param {string} name  of the widget */
export function makeSeconds(name) {
  /** @returns {Record<string, {values: Values, saved: string}>} */
  const all = () => privateState(name, "second", () => ({}));
  const told = (/** @type {Values | any[]} */ values) => JSON.stringify(values);
  return {
    /**
     * @param {string} id  of the first person's entry
     * @returns {Second}
     */
    of: (id) => {
      const state = () => (all()[id] ??= { values: {}, saved: "{}" });
      return {
        values: () => state().values,
        set: (changes) => {
          const given = Object.entries({ ...state().values, ...changes });
          state().values = Object.fromEntries(given.filter(([, value]) => !NOTHING.includes(told([value]))));
        },
        isEmpty: () => told(state().values) === "{}",
        noteSaved: () => {
          state().saved = told(state().values);
        },
        clear: () => {
          delete all()[id];
          hush();
        },
      };
    },
    isUnsaved: () => Object.values(all()).some(({ values, saved }) => told(values) !== saved),
    forget: () => forgetPrivate(name, "second"),
  };
}
