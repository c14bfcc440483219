/** Adding a part by its name, taking the last step back, and clearing everything. */

import { announce } from "../page/js/announcer.js";
import { button, linkButton, secondButton } from "../page/js/buttons.js";
import { el } from "../page/js/dom.js";
import { buttons, newId } from "./parts.js";
import { unsent } from "../page/js/unsent.js";

/** @typedef {import("./parts.js").View} View */

/**
 * A name of one's own, and the button that adds it.
 *
 * @param {View} view
 * @param {string} label
 * @param {string} does
 * @param {number} most  letters
 * @param {boolean} isFullNow
 * @param {(name: string) => void} add
 */
export function adding({ keeping }, label, does, most, isFullNow, add) {
  if (isFullNow) return null;
  const id = newId();
  const press = () => {
    if (name.value.trim()) return add(name.value.trim());
    name.focus();
    announce("Write a name first");
  };
  const keydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter") return;
    // else the same key presses what has the focus by then
    event.preventDefault();
    press();
  };
  const name = el("input", { type: "text", id, maxlength: most, ...unsent(keeping.state().spelling), on: { keydown } });
  return el("div", { class: "adding" }, el("label", { for: id }, label), el("div", { class: "line" }, name, button(does, press, { class: "button second" })));
}

/**
 * After something was taken away: one step back, as long as nothing else was written.
 *
 * @param {View} view
 * @param {string} words  what has changed
 */
export function putBack({ keeping, paint }, words) {
  const { before } = keeping.state();
  if (!before) return null;
  const restore = () => {
    keeping.putBack();
    paint("h2");
    announce("Put back");
  };
  return el("div", { class: "notice put-back no-print", role: "group", "aria-label": "The last change" }, el("p", null, words), secondButton("Put it back", restore));
}

/**
 * Clear, which cannot be put back: it is asked once more.
 *
 * @param {View} view
 * @param {string} words  what is emptied
 */
export function clearing({ keeping, paint }, words) {
  const ask = el("div", { class: "notice", hidden: true });
  const first = linkButton("Clear everything", () => {
    ask.hidden = false;
    ask.querySelector("button")?.focus();
  });
  const clear = () => {
    keeping.clear();
    paint("h2");
    announce("Everything is cleared");
  };
  const keep = () => {
    ask.hidden = true;
    first.focus();
  };
  ask.append(el("p", null, words), buttons(button("Clear it all", clear), secondButton("Keep it", keep)));
  return el("div", { class: "clearing" }, first, ask);
}
