/**
 * Form fields from native elements, after GOV.UK Frontend's patterns.
 *
 * A field is a label or legend, a hint, room for an error, and the control; hint and error are
 * bound to the control. Nothing is pre-selected. The controls keep nothing and send nothing:
 * whoever makes a field is told of each change.
 *
 *     const field = makeField(
 *       { name: 'said', kind: 'radios', label: 'What do you say?', options: [{ value: 'ask', label: 'Ask her' }] },
 *       { value: null, change: (value) => keep('said', value) },
 *     )
 *     place.append(field.element)
 *     const sentence = field.problem()
 *     if (sentence) field.showError(sentence)
 */

import { fitting, problem } from "./controls/check.js";
import { makeCheckboxes, makeRadios, makeScale } from "./controls/choices.js";
import { makeDate } from "./controls/date.js";
import { makeFile } from "./controls/file.js";
import { Frame } from "./controls/frame.js";
import { makeLongText, makeSelect, makeText } from "./controls/text.js";

export { fitting, isEmpty, problem } from "./controls/check.js";
export { errorSummary, showProblems } from "./controls/summary.js";

/** @typedef {import('./controls/types.js').Spec} Spec */
/** @typedef {import('./controls/types.js').Field} Field */

/** @type {Record<string, import('./controls/types.js').Maker>} */
const MAKERS = {
  text: makeText,
  long_text: makeLongText,
  radios: makeRadios,
  checkboxes: makeCheckboxes,
  select: makeSelect,
  date: makeDate,
  scale: makeScale,
  file: makeFile,
};

/** The kinds of field there are. */
const KINDS = Object.keys(MAKERS);

/**
 * Make one field.
 *
 * Values: text and long_text a string; radios and select an option's value, or null; checkboxes
 * a list of options' values; date "YYYY-MM-DD", or year, month and day as typed with hyphens between
 * while that is no date ("2026-11-"), "" for none; scale a whole number from 1, "prefer_not_to_say" or null;
 * file {name, type, size, bytes} or null.
 *
 * @param {Spec} spec  what is asked
 * @param {object} [options]
 * @param {unknown} [options.value]  the value so far; one that does not fit the field counts as none
 * @param {(value: any) => void} [options.change]  called with the new value at each change
 * @returns {Field}
 * @throws {TypeError} for a kind that does not exist
 */
export function makeField(spec, { value, change = () => {} } = {}) {
  const make = MAKERS[spec.kind];
  if (!make) throw new TypeError(`controls: no kind "${spec.kind}"; there are ${KINDS.join(", ")}`);
  const frame = new Frame(spec);
  const control = make(spec, frame, change);
  const set = (/** @type {unknown} */ given) => control.set(fitting(spec, given));
  set(value);
  return {
    name: spec.name,
    label: spec.label,
    element: frame.element,
    value: control.value,
    set,
    problem: () => control.problem?.() ?? problem(spec, control.value()),
    showError: (sentence) => frame.showError(sentence, control.targets()),
    clearError: () => frame.clearError(control.targets()),
    target: () => (control.wrong?.() ?? control.targets()[0]).id,
  };
}
