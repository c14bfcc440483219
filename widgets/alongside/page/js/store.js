/** The shelf of a workbook: what its page needs to come back to the same field and the same step. */

import { keeper } from "./keeper.js";
import { workbookName } from "./workbook_name.js";

export { workbookName };

/**
 * The name of the row.
 *
 * @param {string} key
 * @param {string} [path]
 */
export function shelf(key, path = location.pathname) {
  return `${workbookName(path)}/${key}`;
}

/**
 * Keep a value that JSON can hold.
 *
 * @param {string} key
 * @param {unknown} value
 * @returns {boolean} false where the browser refuses: then it is in the page's memory, and a reload loses it
 */
export function keep(key, value) {
  /** @type {any} */
  let plain;
  try {
    plain = JSON.parse(JSON.stringify(value));
  } catch {
    return keeper().note(false);
  }
  return keeper().set(shelf(key), plain);
}

/**
 * What was kept; undefined if nothing was.
 *
 * @param {string} key
 * @returns {any}
 */
export function kept(key) {
  return keeper().get(shelf(key));
}

/**
 * Forget what was kept.
 *
 * @param {string} key
 */
export function drop(key) {
  keeper().set(shelf(key), undefined);
}

/**
 * The keys of this workbook that begin like this.
 *
 * @param {string} beginning
 * @returns {string[]}
 */
export function keysLike(beginning) {
  const head = shelf("");
  const names = [...keeper().rows.keys()].filter((name) => name.startsWith(head + beginning));
  return names.map((name) => name.slice(head.length));
}
