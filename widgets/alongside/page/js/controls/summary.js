/** The error summary: what is wrong on this page, in one place, with a link to each. */

import { el } from "../dom.js";
import { focusHeading } from "../focus.js";

/** @typedef {import('./types.js').Field} Field */

/**
 * Show what is wrong: beside each field, and in a summary that takes the focus.
 *
 * @param {Field[]} fields
 * @param {HTMLElement} place  where the summary goes; emptied first
 * @param {Record<string, string>} [more]  further sentences by a field's name, from the kernel for one
 * @returns {boolean} whether anything is wrong
 */
export function showProblems(fields, place, more = {}) {
  const wrong = fields.map((field) => ({ field, sentence: more[field.name] || field.problem() }));
  const found = wrong.filter(({ sentence }) => sentence);
  for (const { field, sentence } of wrong) {
    if (sentence) field.showError(sentence);
    else field.clearError();
  }
  place.replaceChildren();
  if (found.length === 0) return false;
  const summary = errorSummary(
    found.map(({ field, sentence }) => ({ target: field.target(), sentence: String(sentence) })),
  );
  place.append(summary);
  focusHeading(summary);
  return true;
}

/**
 * @param {{target: string, sentence: string}[]} problems
 * @returns {HTMLElement}
 */
export function errorSummary(problems) {
  const links = problems.map(({ target, sentence }) =>
    el(
      "li",
      null,
      el("a", { href: `#${target}`, on: { click: (/** @type {Event} */ event) => go(event, target) } }, sentence),
    ),
  );
  return el(
    "div",
    { class: "error-summary", role: "alert" },
    el("h2", null, "There is a problem"),
    el("ul", null, ...links),
  );
}

/**
 * To the field itself, its question in view, without a step in the browser's history.
 *
 * @param {Event} event
 * @param {string} target
 */
function go(event, target) {
  const input = document.getElementById(target);
  if (!input) return;
  event.preventDefault();
  const question =
    input.closest("fieldset")?.querySelector("legend") ?? document.querySelector(`label[for="${target}"]`);
  question?.scrollIntoView({ block: "start", behavior: "instant" });
  input.focus({ preventScroll: true });
}
