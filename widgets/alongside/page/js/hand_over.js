/** One person gives the screen to another: what the page shows about who the first one is goes from it. */

import { hush } from "./announcer.js";

const HANDED = "alongside:hand-over";

/** @typedef {{by: string, isEmptied: boolean}} Handed  by which widget; isEmptied: it goes from the memory too, else only from the screen */

/** @param {Handed} handed */
export function tellHandOver(handed) {
  hush();
  document.dispatchEvent(new CustomEvent(HANDED, { detail: handed }));
}

/**
 * @param {(handed: Handed) => void} hear
 * @returns {() => void} stop
 */
export function followHandOver(hear) {
  const listen = (/** @type {Event} */ event) => hear(/** @type {CustomEvent<Handed>} */ (event).detail);
  document.addEventListener(HANDED, listen);
  return () => document.removeEventListener(HANDED, listen);
}
