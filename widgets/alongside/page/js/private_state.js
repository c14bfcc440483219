/**
 * What a page holds in its memory and nowhere else: no storage, no kernel, no server.
 *
 * It lies on `globalThis`, so it outlives a widget's view, its model, its kernel and its copy of this module; a reload
 * clears it, and so does "Exit this page".
 */

import { workbookName } from "./workbook_name.js";

const MAP = Symbol.for("alongside/private");

/** @returns {Map<string, any>} */
function whole() {
  const page = /** @type {any} */ (globalThis);
  // not enumerable: nothing that lists what a page has comes upon it
  if (!page[MAP]) Object.defineProperty(page, MAP, { value: new Map() });
  return page[MAP];
}

/**
 * The private state of one part of a workbook, made at the first asking; every asker gets the same object.
 *
 * @template T
 * @param {string} pack  the content that it belongs to, "power_flower" for one
 * @param {string} part  "petals" for one; two widgets of the same content need two
 * @param {() => T} make
 * @returns {T}
 */
export function privateState(pack, part, make) {
  const key = JSON.stringify([workbookName(location.pathname), pack, part]);
  if (!whole().has(key)) whole().set(key, make());
  return whole().get(key);
}

/**
 * Forget one part.
 *
 * @param {string} pack
 * @param {string} part
 */
export function forgetPrivate(pack, part) {
  whole().delete(JSON.stringify([workbookName(location.pathname), pack, part]));
}

/** Forget everything that this page holds. */
export function forgetAllPrivate() {
  whole().clear();
}
