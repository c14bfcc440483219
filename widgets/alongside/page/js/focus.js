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
