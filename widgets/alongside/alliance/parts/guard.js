/** What is in the page's memory only, whichever screen of a widget is shown. */

import { guard } from "../../page/js/guard.js";

/** @typedef {import("./stage.js").Maker} Maker */
/** @typedef {import("./stage.js").Stage} Stage */

/**
 * Screens that all ask, whichever of them is shown when somebody leaves.
 *
 * @param {Record<string, Maker>} screens
 * @param {{isUnsaved: () => boolean, forget: () => void}} held
 * @returns {Record<string, Maker>}
 */
export function guarded(screens, held) {
  const guardedOne = (/** @type {Maker} */ make) => (/** @type {Stage} */ stage, /** @type {import("./stage.js").Place} */ place) => {
    const screen = make(stage, place);
    const stop = guard({ ...held, blank: () => stage.paint() });
    return {
      ...screen,
      leave: () => {
        stop();
        screen.leave?.();
      },
    };
  };
  return Object.fromEntries(Object.entries(screens).map(([page, make]) => [page, guardedOne(make)]));
}
