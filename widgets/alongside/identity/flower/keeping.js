/** What the page holds of a flower. */

import { keepPrivately } from "../keeping.js";
import { HERE, hasAnything, newFlower } from "./model.js";

/** @typedef {import("./model.js").Flower} Flower */
/** @typedef {import("./seen.js").Row} Row */
/** @typedef {{lens: string, rows: Row[]}} Picked  what somebody chose to show, and where they looked at it */
/**
 * @typedef {object} Own
 * @property {Flower} flower
 * @property {string} lens  the one that is shown
 * @property {Record<string, Flower>} practice  of people who do not exist
 * @property {string} saved  the flower as the file has it that was downloaded or opened last, as JSON
 * @property {Flower | null} before  the flower before the last step that took something away
 * @property {import("./seen.js").Shown} shown  how much of it a picture shows
 * @property {Picked | null} picked
 * @property {Picked | null} first  what the assessor picked, put away until the other has chosen
 * @property {"" | "first" | "second"} turn  whose it is, of two at one screen
 */
/** @typedef {Own & import("../parts.js").State} State */

/**
 * @param {import("./model.js").Pack} pack
 */
export function makeKeeping(pack) {
  const make = () => /** @type {State} */ ({
    flower: newFlower(pack), lens: HERE.id, practice: {}, saved: "", before: null, shown: "all", spelling: false, open: {},
    picked: null, first: null, turn: "", isSeen: false, handed: 0,
  });
  const { state, change, clear, forget, watch } = keepPrivately("power_flower", "flower", make);
  return { state, change, clear, forget, watch, put, putBack, handOver, isUnsaved, saveAs };

  /**
   * Another flower in the place of this one, which can be put back.
   *
   * @param {Flower} flower
   */
  function put(flower) {
    change({ before: state().flower, flower });
  }

  function putBack() {
    change({ flower: state().before ?? state().flower, before: null });
  }

  /**
   * The first of two gives the screen to the second: only what was picked stays, where no page shows it.
   *
   * @param {Picked} picked
   */
  function handOver(picked) {
    change({ ...make(), spelling: state().spelling, isSeen: true, first: picked, turn: "second" });
  }

  /** @param {Flower} flower  it stands in a file now */
  function saveAs(flower) {
    state().saved = JSON.stringify(flower);
  }

  /** Whether leaving the page would lose something. */
  function isUnsaved() {
    const { flower, practice, saved, first } = state();
    const isOwn = hasAnything(pack, flower) && JSON.stringify(flower) !== saved;
    const isPractice = Object.values(practice).some((one) => one.lenses.some(({ answers }) => Object.keys(answers).length > 0));
    return isOwn || isPractice || first !== null;
  }
}

/** @typedef {ReturnType<typeof makeKeeping>} Keeping */
