/** Radios, checkboxes and scales: native inputs in a fieldset, to the left of their words. */

import { el } from "../dom.js";
import { PREFER_NOT } from "./check.js";

/** @typedef {import('./types.js').Maker} Maker */
/** @typedef {import('./types.js').Option} Option */
/** @typedef {import('./types.js').Spec} Spec */
/** @typedef {import('./frame.js').Frame} Frame */

/** @type {Maker} */
export function makeRadios(spec, frame, change) {
  return oneOf(spec.options ?? [], spec, frame, change);
}

/** @type {Maker} */
export function makeScale(spec, frame, change) {
  const points = spec.points ?? 5;
  const options = Array.from({ length: points }, (_, at) => String(at + 1)).map((value, at) => ({
    value,
    label: value,
    end: at === 0 ? spec.low : at === points - 1 ? spec.high : undefined,
  }));
  const away = { value: PREFER_NOT, label: "Prefer not to say", alone: true };
  const control = oneOf([...options, away], spec, frame, (value) => change(number(value)));
  return { ...control, value: () => number(control.value()), set: (value) => control.set(value && String(value)) };
}

/** @type {Maker} */
export function makeCheckboxes(spec, frame, change) {
  const options = spec.options ?? [];
  const boxes = options.map((option, at) =>
    input("checkbox", option, frame, at, () => {
      if (boxes[at].checked) boxes.forEach((box, other) => letGo(box, other, at));
      change(value());
    }),
  );
  frame.add(el("div", { class: "checkboxes" }, ...items("checkbox", options, boxes)));
  return { value, set, targets: () => boxes };

  /**
   * "None of these" and the others cannot both be ticked.
   *
   * @param {HTMLInputElement} box
   * @param {number} other
   * @param {number} at
   */
  function letGo(box, other, at) {
    if (other !== at && (options[at].alone || options[other].alone)) box.checked = false;
  }

  /** @returns {string[]} */
  function value() {
    return boxes.filter((box) => box.checked).map((box) => box.value);
  }

  /** @param {string[] | null} given */
  function set(given) {
    for (const box of boxes) box.checked = Boolean(given?.includes(box.value));
  }
}

/**
 * One out of several. Where an answer is optional it can also be taken back, which a radio cannot.
 *
 * @param {(Option & {end?: string})[]} options
 * @param {Spec} spec
 * @param {Frame} frame
 * @param {(value: string | null) => void} change
 * @returns {import('./types.js').Control}
 */
function oneOf(options, spec, frame, change) {
  const radios = options.map((option, at) => input("radio", option, frame, at, tell));
  const clear = spec.optional
    ? el("button", { type: "button", class: "button link", on: { click: takeBack } }, "Clear this answer")
    : null;
  const list = el(
    "div",
    { class: spec.kind === "scale" ? "radios scale" : "radios" },
    ...items("radio", options, radios),
  );
  if (spec.kind === "scale") list.style.setProperty("--points", String(options.length - 1));
  frame.add(list);
  if (clear) frame.add(clear);
  return { value, set, targets: () => radios };

  function tell() {
    show();
    change(value());
  }

  function takeBack() {
    set(null);
    radios[0].focus();
    change(null);
  }

  function show() {
    if (clear) clear.hidden = value() === null;
  }

  /** @returns {string | null} */
  function value() {
    return radios.find((radio) => radio.checked)?.value ?? null;
  }

  /** @param {string | null} given */
  function set(given) {
    for (const radio of radios) radio.checked = radio.value === given;
    show();
  }
}

/**
 * @param {'radio' | 'checkbox'} type
 * @param {Option} option
 * @param {Frame} frame
 * @param {number} at
 * @param {() => void} change
 */
function input(type, option, frame, at, change) {
  const id = at === 0 ? frame.id : `${frame.id}-${at + 1}`;
  const described = option.hint ? `${id}-hint` : null;
  return el("input", { type, id, name: frame.id, value: option.value, disabled: option.disabled, autocomplete: "off", "aria-describedby": described, on: { change } });
}

/**
 * @param {'radio' | 'checkbox'} type
 * @param {(Option & {end?: string})[]} options
 * @param {HTMLInputElement[]} inputs
 */
function items(type, options, inputs) {
  return options.flatMap((option, at) => {
    const { id } = inputs[at];
    const end = option.end ? el("span", { class: "end" }, ` ${option.end}`) : null;
    const hint = option.hint ? el("span", { class: "hint", id: `${id}-hint` }, option.hint) : null;
    const label = el("label", { for: id }, option.label, end);
    const item = el("div", { class: option.value === PREFER_NOT ? `${type} away` : type }, inputs[at], hint ? el("div", { class: "words" }, label, hint) : label);
    return option.alone && at > 0 ? [el("p", { class: "or" }, "or"), item] : [item];
  });
}

/** @param {string | null} value */
const number = (value) => (value === null || value === PREFER_NOT ? value : Number(value));
