/** What is in the page's memory only: ask before the page is left with it, and leave nothing behind. */

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
    const stop = guard({ ...held, paint: () => stage.paint() });
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

/**
 * @param {object} given
 * @param {() => boolean} given.isUnsaved  whether leaving would lose something
 * @param {() => void} given.forget
 * @param {() => void} given.paint  what is shown, as things are now
 * @returns {() => void} stop
 */
function guard({ isUnsaved, forget, paint }) {
  const ask = (/** @type {BeforeUnloadEvent} */ event) => {
    if (!isUnsaved()) return;
    event.preventDefault();
    // what browsers before 2023 ask for
    event.returnValue = true;
  };
  const leave = () => {
    forget();
    // the browser may put the page aside whole, with what its fields show
    paint();
  };
  window.addEventListener("beforeunload", ask);
  window.addEventListener("pagehide", leave);
  return () => {
    window.removeEventListener("beforeunload", ask);
    window.removeEventListener("pagehide", leave);
  };
}
