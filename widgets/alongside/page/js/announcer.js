/** Words for people who do not see a change: a polite live region. */

const ID = "alongside-announcer";
// A region that has just been made, and words said twice, are read only if the text comes later.
const LATER = 100;

/** @type {string[]} */
let waiting = [];

/**
 * Say something when the screen reader has finished its sentence.
 *
 * What is said in one go (several calls in a tenth of a second) is read together, so that no
 * call silences another.
 *
 * @param {string} words
 */
export function announce(words) {
  const region = liveRegion();
  waiting.push(words);
  if (waiting.length > 1) return;
  region.replaceChildren();
  setTimeout(() => {
    if (waiting.length === 0) return;
    const lines = waiting.map((line) => Object.assign(document.createElement("p"), { textContent: line }));
    waiting = [];
    liveRegion().replaceChildren(...lines);
  }, LATER);
}

/** Take away what was said, and what is still to be said: it may quote what somebody has cleared. */
export function hush() {
  waiting = [];
  globalThis.document?.getElementById(ID)?.replaceChildren();
}

/**
 * The page's own live region, or one made where there is none (JupyterLab, stock Voilà).
 *
 * @returns {HTMLElement}
 */
function liveRegion() {
  const found = document.getElementById(ID);
  if (found) return found;
  const made = document.createElement("div");
  made.id = ID;
  made.setAttribute("aria-live", "polite");
  // The styles of a widget may not reach this element: it hides itself.
  made.style.cssText =
    "position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
  document.body.append(made);
  return made;
}
