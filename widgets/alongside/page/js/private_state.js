/**
 * What a page holds in its memory and nowhere else: no storage, no kernel, no server.
 *
 * It lies on `globalThis`, so it outlives a widget's view, its model, its kernel and its copy of this module; leaving the
 * page, loading it again and "Exit this page" end it.
 */

import { hush } from "./announcer.js";
import { workbookName } from "./workbook_name.js";

const MAP = Symbol.for("alongside/private");

/** @returns {Map<string, any>} */
function whole() {
  const page = /** @type {any} */ (globalThis);
  if (!page[MAP]) {
    // not enumerable: nothing that lists what a page has comes upon it
    Object.defineProperty(page, MAP, { value: new Map(), configurable: true });
    // a page that the browser puts aside whole would bring it back, whichever of its screens was shown
    page.addEventListener?.("pagehide", forgetAllPrivate);
  }
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
 * Forget one part, and what was last read out.
 *
 * @param {string} pack
 * @param {string} part
 */
export function forgetPrivate(pack, part) {
  whole().delete(JSON.stringify([workbookName(location.pathname), pack, part]));
  hush();
}

/** Forget everything that this page holds. */
export function forgetAllPrivate() {
  whole().clear();
  hush();
}
