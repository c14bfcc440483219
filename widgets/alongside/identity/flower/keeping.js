/**
 * What the page holds while somebody works on a flower: in its memory and nowhere else. A view that is made anew finds it
 * there; leaving, reloading, "Exit this page" and Clear end it.
 */

import { forgetPrivate, privateState } from "../../page/js/private_state.js";
import { HERE, hasAnything, newFlower } from "./model.js";

/** @typedef {import("./model.js").Flower} Flower */
/** @typedef {import("./model.js").Row} Row */
/** @typedef {{lens: string, rows: Row[]}} Picked  what somebody chose to show, and where they looked at it */
/**
 * @typedef {object} State
 * @property {Flower} flower
 * @property {string} lens  the one that is shown
 * @property {Record<string, Flower>} practice  of people who do not exist
 * @property {string} saved  the flower as the file has it that was downloaded or opened last, as JSON
 * @property {Flower | null} before  the flower before the last step that took something away
 * @property {import("./model.js").Shown} shown  how much of it a picture shows
 * @property {boolean} spelling  whether the browser may check it
 * @property {Record<string, boolean>} open  which parts of the page are unfolded
 * @property {Picked | null} picked
 * @property {Picked | null} first  what the assessor picked, put away until the other has chosen
 * @property {boolean} isSeen  whether a view has shown it: a page that was loaded again begins at the beginning
 * @property {"" | "first" | "second"} turn  whose it is, of two at one screen
 */

const PACK = "power_flower";
const PART = "flower";

/**
 * @param {import("./model.js").Pack} pack
 */
export function makeKeeping(pack) {
  const make = () => /** @type {State} */ ({
    flower: newFlower(pack), lens: HERE.id, practice: {}, saved: "", before: null, shown: "all", spelling: false, open: {},
    picked: null, first: null, turn: "", isSeen: false,
  });
  const state = () => privateState(PACK, PART, make);
  /** @returns {Set<(by: unknown) => void>} the views of this flower */
  const watchers = () => privateState(PACK, "watchers", () => new Set());
  return { state, change, put, handOver, clear, isUnsaved, watch, saveAs };

  /**
   * @param {Partial<State>} changes
   * @param {unknown} [by]  the view that made them, and shows them already
   */
  function change(changes, by) {
    Object.assign(state(), changes);
    for (const watcher of [...watchers()]) watcher(by);
  }

  /**
   * Another flower in the place of this one, which can be put back.
   *
   * @param {Flower} flower
   */
  function put(flower) {
    change({ before: state().flower, flower });
  }

  /**
   * The first of two gives the screen to the second: only what was picked stays, where no page shows it.
   *
   * @param {Picked} picked
   */
  function handOver(picked) {
    change({ ...make(), spelling: state().spelling, isSeen: true, first: picked, turn: "second" });
  }

  /** Everything that was entered is gone. */
  function clear() {
    const { spelling } = state();
    forgetPrivate(PACK, PART);
    change({ spelling, isSeen: true });
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

  /** @param {(by: unknown) => void} watcher */
  function watch(watcher) {
    watchers().add(watcher);
    return () => watchers().delete(watcher);
  }
}

/** @typedef {ReturnType<typeof makeKeeping>} Keeping */

/**
 * While a view is shown: ask before the page is left with something that stands in no file, and leave nothing behind for
 * whoever comes back to a page that the browser put aside whole.
 *
 * @param {Keeping} keeping
 * @param {() => void} blank  takes every word off the screen
 * @param {() => void} paint  shows what there is now
 * @returns {() => void} stop
 */
export function guard(keeping, blank, paint) {
  let isExiting = false;
  const ask = (/** @type {BeforeUnloadEvent} */ event) => {
    if (isExiting || !keeping.isUnsaved()) return;
    event.preventDefault();
    // what browsers before 2023 ask for
    event.returnValue = true;
  };
  const exit = () => {
    isExiting = true;
    leave();
  };
  const leave = () => {
    forgetPrivate(PACK, PART);
    blank();
  };
  const comeBack = (/** @type {PageTransitionEvent} */ event) => event.persisted && paint();
  window.addEventListener("beforeunload", ask);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", comeBack);
  document.addEventListener("alongside:exit", exit);
  return () => {
    window.removeEventListener("beforeunload", ask);
    window.removeEventListener("pagehide", leave);
    window.removeEventListener("pageshow", comeBack);
    document.removeEventListener("alongside:exit", exit);
  };
}
