/** A moment at which a question does not interrupt, and the way back to where the reader was. */

/** How long nobody types or presses anything before it is one, and between two looks, milliseconds. */
const PAUSE = 700;
const LOOK = 100;
const TEXT = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=submit], [type=file])";

let last = 0;
/** Where somebody last typed or pressed: a screen that is made anew takes the focus with it. @type {Element | null} */
let lastCell = null;

/** Follows keys and presses, for as long as the page lives. */
export function followHands() {
  const note = (/** @type {Event} */ { target }) => {
    last = Date.now();
    lastCell = target instanceof Element ? target.closest("[data-cell]") : null;
  };
  for (const name of ["keydown", "pointerdown", "input"]) document.addEventListener(name, note, true);
}

/** Waits until nobody types, and what a press has led to is there. */
export function naturalPause() {
  last = Date.now();
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (Date.now() - last < PAUSE || isBusy()) return;
      clearInterval(timer);
      resolve(null);
    }, LOOK);
  });
}

/** Whether somebody writes, another dialog asks, or nobody looks. */
function isBusy() {
  return Boolean(document.activeElement?.matches(TEXT)) || Boolean(document.querySelector("dialog[open]")) || document.hidden;
}

/**
 * Notes where the focus is.
 *
 * @returns {() => void} brings it back there, or near it where that has gone
 */
export function noteFocus() {
  const active = document.activeElement;
  const isLost = !active || active === document.body;
  const cell = isLost ? lastCell : active.closest("[data-cell]");
  return () => {
    if (isLost && !cell?.isConnected) return;
    const isShown = (/** @type {Element} */ one) => one.isConnected && one.getClientRects().length > 0;
    const near = [...(cell?.querySelectorAll("h2, h3") ?? [])].find(isShown) ?? document.querySelector("main");
    const goal = active && !isLost && isShown(active) ? active : near;
    if (goal instanceof HTMLElement) focusAnything(goal);
  };
}

/**
 * Focuses an element, also one that is no control, without moving the page.
 *
 * @param {HTMLElement} element
 */
export function focusAnything(element) {
  element.focus({ preventScroll: true });
  if (document.activeElement === element) return;
  element.setAttribute("tabindex", "-1");
  element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  element.focus({ preventScroll: true });
}
