/** Text, long text, and one out of a list. */

import { el } from "../dom.js";
import { countWords } from "./check.js";

/** @typedef {import('./types.js').Maker} Maker */

/** @type {Maker} */
export function makeText(spec, frame, change) {
  const input = el("input", {
    type: "text",
    id: frame.id,
    autocomplete: spec.autocomplete ?? "off",
    on: { input: () => change(input.value) },
  });
  if (spec.width) input.style.maxInlineSize = `${spec.width + 3}ch`;
  return one(input, frame);
}

/** @type {Maker} */
export function makeLongText(spec, frame, change) {
  const count = spec.count_words ? el("p", { class: "hint count" }) : null;
  const area = el("textarea", {
    id: frame.id,
    rows: spec.rows ?? 6,
    autocomplete: "off", // else the browser writes the words to its disk, to bring a closed tab back with them
    on: {
      input: () => {
        tally();
        change(area.value);
      },
    },
  });
  const control = one(area, frame);
  if (count) frame.add(count);
  return {
    ...control,
    set: (value) => {
      control.set(value);
      tally();
    },
  };

  function tally() {
    if (!count) return;
    const words = countWords(area.value);
    count.textContent = words === 1 ? "1 word" : `${words} words`;
  }
}

/** @type {Maker} */
export function makeSelect(spec, frame, change) {
  const options = spec.options ?? [];
  const list = el(
    "select",
    { id: frame.id, autocomplete: "off", on: { change: () => change(value()) } },
    el("option", { value: "" }, "Choose one"),
    ...options.map((option) => el("option", { value: option.value }, option.label)),
  );
  frame.describe(list);
  frame.add(list);
  return {
    value,
    set: (given) => {
      list.value = given ?? "";
    },
    targets: () => [list],
  };

  /** @returns {string | null} */
  function value() {
    return list.value === "" ? null : list.value;
  }
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {import('./frame.js').Frame} frame
 * @returns {import('./types.js').Control}
 */
function one(input, frame) {
  frame.describe(input);
  frame.add(input);
  return {
    value: () => input.value,
    set: (value) => {
      input.value = value ?? "";
    },
    targets: () => /** @type {HTMLInputElement[]} */ ([input]),
  };
}
