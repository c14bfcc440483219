/** Fields for a passphrase. What is typed into them is kept nowhere. */
import { Frame } from "../../js/controls/frame.js";
import { el } from "../../js/dom.js";
import { againProblem, passphraseProblem } from "./words.js";

/** @typedef {import("../../js/controls.js").Field} Field */

/**
 * @param {{name: string, label: string, hint?: string, autocomplete: string, problem: (value: string) => string | null}} spec
 * @returns {Field & {input: HTMLInputElement}}
 */
export function passphraseField({ name, label, hint, autocomplete, problem }) {
  const frame = new Frame({ name, kind: "passphrase", label, hint });
  const input = el("input", { type: "password", id: frame.id, autocomplete, autocapitalize: "none", spellcheck: "false" });
  frame.describe(input);
  frame.add(input);
  return {
    name,
    label,
    input,
    element: frame.element,
    value: () => input.value,
    set: () => undefined,
    problem: () => problem(input.value),
    showError: (sentence) => frame.showError(sentence, [input]),
    clearError: () => frame.clearError([input]),
    target: () => frame.id,
  };
}

/**
 * A new passphrase: asked for twice.
 *
 * @returns {{element: HTMLElement, fields: Field[], value: () => string}}
 */
export function newPassphrase() {
  const hint = "At least 8 characters. Three or four words are easy to remember.";
  const first = passphraseField({ name: "passphrase", label: "Passphrase", hint, autocomplete: "new-password", problem: passphraseProblem });
  const problem = (/** @type {string} */ again) => againProblem(first.input.value, again);
  const second = passphraseField({ name: "again", label: "The same passphrase again", autocomplete: "new-password", problem });
  const element = el("div", { class: "passphrase" }, first.element, second.element, showBox(first.input, second.input));
  return { element, fields: [first, second], value: () => first.input.value };
}

/**
 * A box to tick for those who want to see what they type.
 *
 * @param {...HTMLInputElement} inputs
 */
export function showBox(...inputs) {
  const box = el("input", { type: "checkbox", id: `${inputs[0].id}-show`, on: { change: () => show() } });
  return el("div", { class: "checkbox" }, box, el("label", { for: box.id }, "Show what I type"));

  function show() {
    for (const input of inputs) input.type = box.checked ? "text" : "password";
  }
}
