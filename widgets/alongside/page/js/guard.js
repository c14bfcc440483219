/** What is in the page's memory only: ask before the page is left with it, and leave nothing behind. */

/**
 * @param {object} given
 * @param {() => boolean} given.isUnsaved  whether leaving would lose something
 * @param {() => void} given.forget
 * @param {() => void} given.blank  takes what was forgotten off the screen: the browser may put the page aside whole
 * @param {() => void} [given.paint]  shows what there is, when somebody comes back to such a page
 * @returns {() => void} stop
 */
export function guard({ isUnsaved, forget, blank, paint }) {
  const ask = (/** @type {BeforeUnloadEvent} */ event) => {
    if (!isUnsaved()) return;
    event.preventDefault();
    // what browsers before 2023 ask for
    event.returnValue = true;
  };
  const leave = () => {
    forget();
    blank();
  };
  const comeBack = (/** @type {PageTransitionEvent} */ event) => event.persisted && paint?.();
  window.addEventListener("beforeunload", ask);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", comeBack);
  document.addEventListener("alongside:exit", leave);
  return () => {
    window.removeEventListener("beforeunload", ask);
    window.removeEventListener("pagehide", leave);
    window.removeEventListener("pageshow", comeBack);
    document.removeEventListener("alongside:exit", leave);
  };
}
