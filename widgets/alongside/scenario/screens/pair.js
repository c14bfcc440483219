/**
 * Two readers on one screen, one after the other: who they are, and what each has chosen.
 *
 * The first reader's choices lie in this tab's store, in no screen and in no trait, until both have finished.
 */

import { keep, kept } from "../../page/js/store.js";

/** @typedef {import("../../page/js/history.js").Place} Place */

const NAMES = ["First reader", "Second reader"];

/**
 * @typedef {object} Pair
 * @property {(reader: number) => string} name  a nickname, or "First reader"
 * @property {(nicknames: string[]) => void} begin
 * @property {(reader: number, moves: object[]) => void} finish
 * @property {(place: Place) => Place} withBoth  a place, with both paths when they are compared
 */

/**
 * @param {string} key  under which it is kept in this tab
 * @returns {Pair}
 */
export function makePair(key) {
  /** @type {{nicknames: string[], paths: object[][]}} */
  let pair = kept(key) ?? { nicknames: [], paths: [[], []] };
  return {
    name: (reader) => pair.nicknames[reader]?.trim() || NAMES[reader],
    begin: (nicknames) => {
      pair = { nicknames, paths: [[], []] };
      keep(key, pair);
    },
    finish: (reader, moves) => {
      pair.paths[reader] = moves;
      keep(key, pair);
    },
    withBoth: (place) => {
      if (place.page !== "compare") return place;
      return { ...place, moves: pair.paths[0], others_moves: pair.paths[1] };
    },
  };
}
