/** Where the keyboard and a screen reader are. */

/**
 * Bring a reader to a heading (or a summary): focus it and bring it to the top of the view.
 *
 * It can be focused only for as long as it has the focus, so that a later click on it does nothing.
 * The view jumps; nothing glides, for the sake of those whom movement makes ill.
 *
 * @param {HTMLElement} heading
 */
export function focusHeading(heading) {
  if (!heading.hasAttribute("tabindex")) {
    heading.setAttribute("tabindex", "-1");
    heading.addEventListener("blur", () => heading.removeAttribute("tabindex"), { once: true });
  }
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start", behavior: "instant" });
}

/**
 * Tells whether the reader writes somewhere else: an answer that comes late does not take them away from there.
 *
 * @param {Element} place
 */
export function writesOutside(place) {
  const field = document.activeElement;
  return Boolean(field?.matches("input, textarea, select") && !place.contains(field));
}

/**
 * Tells whether the reader is writing here: then nothing changes under their hands.
 *
 * @param {Element | null | undefined} place
 */
export function isWrittenIn(place) {
  return document.hasFocus() && Boolean(place?.contains(document.activeElement));
}

/**
 * Keep keys for what has the focus inside a widget.
 *
 * JupyterLab takes letters and arrow keys for its own commands (radios do not move, D D deletes the cell), unless the
 * very element that has the focus says not to; saying so on a widget's outermost element is not enough. It also takes
 * Enter from every text area in a cell.
 *
 * @param {HTMLElement} place  the widget's outermost element
 */
export function keepKeys(place) {
  place.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element) target.setAttribute("data-lm-suppress-shortcuts", "true");
  });
  // Its listener, on the text area itself, refuses the new line: it is not to hear of it.
  const hide = (/** @type {InputEvent} */ event) => event.inputType === "insertLineBreak" && event.stopPropagation();
  place.addEventListener("beforeinput", hide, { capture: true });
}
