/** A field for a passphrase. */

import { announce } from "../page/js/announcer.js";
import { el } from "../page/js/dom.js";
import { newId } from "./parts.js";
import { unsent } from "../page/js/unsent.js";

/**
 * A field that no password manager takes for its own: it would keep what is written.
 *
 * @param {string} label
 * @param {string} hint
 */
export function passphrase(label, hint) {
  const id = newId();
  const error = el("p", { class: "error", id: `${id}-error`, hidden: true });
  const input = el("input", { type: "text", id, class: "medium", "aria-describedby": hint ? `${id}-hint` : null, ...unsent(false) });
  const element = el("div", { class: "field" }, el("label", { for: id }, label), hint ? el("p", { class: "hint", id: `${id}-hint` }, hint) : null, error, input);
  return {
    element,
    value: () => input.value,
    set: (/** @type {string} */ value) => {
      input.value = value;
    },
    focus: () => input.focus(),
    showError,
    clearError,
  };

  /** @param {string} sentence */
  function showError(sentence) {
    error.replaceChildren(el("span", { class: "visually-hidden" }, "Error: "), sentence);
    mark(true);
    input.focus();
    announce(sentence);
  }

  function clearError() {
    mark(false);
  }

  /** @param {boolean} isWrong */
  function mark(isWrong) {
    error.hidden = !isWrong;
    element.classList.toggle("wrong", isWrong);
    input.setAttribute("aria-describedby", [hint && `${id}-hint`, isWrong && `${id}-error`].filter(Boolean).join(" "));
    if (isWrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}
