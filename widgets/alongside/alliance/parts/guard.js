/** What is in the page's memory only: ask before the page is left with it, and leave nothing behind. */

/**
 * @param {object} given
 * @param {() => boolean} given.isUnsaved  whether leaving would lose something
 * @param {() => void} given.forget
 * @param {() => void} given.paint  what is shown, as things are now
 * @returns {() => void} stop
 */
export function guard({ isUnsaved, forget, paint }) {
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
