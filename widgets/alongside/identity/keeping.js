/**
 * What the page holds while somebody works on who they are: in its memory and nowhere else. A view that is made anew finds
 * it there; leaving, reloading, "Exit this page" and Clear end it.
 */

import { forgetPrivate, privateState } from "../page/js/private_state.js";

/** Tells the views of a part that it has changed, and says no word of it. */
const CHANGED = "alongside:private";

/**
 * @template {import("./parts.js").State} S
 * @param {string} pack
 * @param {string} part
 * @param {() => S} make  one with nothing in it
 */
export function keepPrivately(pack, part, make) {
  const state = () => privateState(pack, part, make);
  return { state, change, clear, forget, watch };

  /**
   * @param {Partial<S>} changes
   * @param {unknown} [by]  the view that made them, and shows them already
   */
  function change(changes, by) {
    Object.assign(state(), changes);
    document.dispatchEvent(new CustomEvent(CHANGED, { detail: { pack, by } }));
  }

  /** Everything that was entered is gone. */
  function clear() {
    const { spelling } = state();
    forget();
    change(/** @type {Partial<S>} */ ({ spelling, isSeen: true }));
  }

  function forget() {
    forgetPrivate(pack, part);
  }

  /** @param {(by: unknown) => void} watcher */
  function watch(watcher) {
    const hear = (/** @type {any} */ { detail }) => detail.pack === pack && watcher(detail.by);
    document.addEventListener(CHANGED, hear);
    return () => document.removeEventListener(CHANGED, hear);
  }
}
