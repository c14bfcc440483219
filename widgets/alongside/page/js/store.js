/**
 * What a learner has entered, kept in this tab by the page itself: no kernel, no server.
 *
 * sessionStorage lives as long as the tab and ends with it. Each workbook has its own shelf. What the browser refuses to
 * store is held in the page's memory, so that a new kernel's views find it; only a reload loses it.
 */

import { privateState } from "./private_state.js";
import { workbookName } from "./workbook_name.js";

export { workbookName };

/**
 * The full key, as sessionStorage has it.
 *
 * @param {string} key
 * @param {string} [path]
 */
export function shelf(key, path = location.pathname) {
  return `alongside/${workbookName(path)}/${key}`;
}

/**
 * Keep a value that JSON can hold. The page hears `alongside:kept`, or `alongside:not-kept` when
 * the browser refuses (storage off, or full).
 *
 * @param {string} key
 * @param {unknown} value
 * @returns {boolean} whether it is kept
 */
export function keep(key, value) {
  const name = shelf(key);
  try {
    const text = JSON.stringify(value);
    refused().set(name, text);
    sessionStorage.setItem(name, text);
  } catch {
    tell("alongside:not-kept", {});
    return false;
  }
  refused().delete(name);
  tell("alongside:kept", { at: Date.now() });
  return true;
}

/**
 * What was kept, or refused and held; undefined if nothing was or it cannot be read.
 *
 * @param {string} key
 * @returns {any}
 */
export function kept(key) {
  try {
    const text = refused().get(shelf(key)) ?? sessionStorage.getItem(shelf(key));
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Forget what was kept.
 *
 * @param {string} key
 */
export function drop(key) {
  refused().delete(shelf(key));
  try {
    sessionStorage.removeItem(shelf(key));
  } catch {
    // Where storage is refused, nothing was kept.
  }
}

/** @returns {Map<string, string>} what the browser refused to store, as JSON */
const refused = () => privateState("store", "refused", () => new Map());

/**
 * @param {string} name
 * @param {object} detail
 */
function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}
