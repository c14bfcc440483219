/** What is in the page's memory only, and what one of two has put there, whichever screen of a widget is shown. */

import { guard } from "../../page/js/guard.js";
import { followHandOver } from "../../page/js/hand_over.js";

/** @typedef {import("./stage.js").Maker} Maker */
/** @typedef {import("./stage.js").Stage} Stage */

/**
 * Screens that all ask, whichever of them is shown when somebody leaves, and that go when the screen is handed over elsewhere.
 *
 * @param {Record<string, Maker>} screens
 * @param {{isUnsaved: () => boolean, forget: () => void}} held
 * @returns {Record<string, Maker>}
 */
export function guarded(screens, held) {
  const guardedOne = (/** @type {Maker} */ make) => (/** @type {Stage} */ stage, /** @type {import("./stage.js").Place} */ place) => {
    const screen = make(stage, place);
    const stop = guard({ ...held, blank: () => stage.paint() });
    const unhand = followHandOver(({ by }) => by !== stage.name && stage.putAway());
    return {
      ...screen,
      leave: () => {
        stop();
        unhand();
        screen.leave?.();
      },
    };
  };
  return Object.fromEntries(Object.entries(screens).map(([page, make]) => [page, guardedOne(make)]));
}
