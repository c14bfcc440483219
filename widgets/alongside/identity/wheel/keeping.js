/** What the page holds of a wheel. */

import { keepPrivately } from "../keeping.js";
import { hasAnything, newWheel } from "./model.js";

/** @typedef {import("./model.js").Wheel} Wheel */
/**
 * @typedef {object} Own
 * @property {Wheel} wheel
 * @property {Wheel | null} before  the wheel before the last step that took something away
 * @property {string} saved  the wheel as the file has it that was downloaded or opened last, as JSON
 */
/** @typedef {Own & import("../parts.js").State} State */

/**
 * @param {import("./model.js").Pack} pack
 */
export function makeKeeping(pack) {
  const make = () => /** @type {State} */ ({ wheel: newWheel(pack), before: null, saved: "", spelling: false, open: {}, isSeen: false, handed: 0 });
  const { state, change, clear, forget, watch } = keepPrivately("identity_wheel", "wheel", make);
  return { state, change, clear, forget, watch, write, put, putBack, isUnsaved, saveAs };

  /**
   * The wheel as it is being written: from here on nothing is put back.
   *
   * @param {Wheel} wheel
   * @param {unknown} [by]  the view that shows it already
   */
  function write(wheel, by) {
    change({ wheel, before: null }, by);
  }

  /**
   * Another wheel in the place of this one, which can be put back.
   *
   * @param {Wheel} wheel
   */
  function put(wheel) {
    change({ before: state().wheel, wheel });
  }

  function putBack() {
    change({ wheel: state().before ?? state().wheel, before: null });
  }

  /** @param {Wheel} wheel  it stands in a file now */
  function saveAs(wheel) {
    state().saved = JSON.stringify(wheel);
  }

  /** Whether leaving the page would lose something. */
  function isUnsaved() {
    const { wheel, saved, before } = state();
    const isNew = hasAnything(pack, wheel) && JSON.stringify(wheel) !== saved;
    return isNew || (before !== null && hasAnything(pack, before) && JSON.stringify(before) !== saved);
  }
}

/** @typedef {ReturnType<typeof makeKeeping>} Keeping */
