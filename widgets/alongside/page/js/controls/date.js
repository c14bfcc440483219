/** A date in three boxes: day, month, year. */

import { el } from "../dom.js";
import { joinDate, splitDate, wrongPart } from "./date_parts.js";

/** @type {import('./types.js').Maker} */
export function makeDate(spec, frame, change) {
  const day = box("day", 2);
  const month = box("month", 2);
  const year = box("year", 4);
  const boxes = { day, month, year };
  frame.add(el("div", { class: "dates" }, part("Day", day), part("Month", month), part("Year", year)));
  return {
    value,
    set: (given) => {
      const parts = splitDate(given);
      day.value = parts.day;
      month.value = parts.month;
      year.value = parts.year;
    },
    targets: () => [day, month, year],
    wrong: () => boxes[wrongPart(value())],
  };

  function value() {
    return joinDate({ day: day.value, month: month.value, year: year.value });
  }

  /**
   * @param {string} name
   * @param {number} width  in characters
   */
  function box(name, width) {
    return el("input", {
      type: "text",
      inputmode: "numeric",
      class: name === "year" ? "year" : "short",
      id: name === "day" ? frame.id : `${frame.id}-${name}`,
      size: width,
      autocomplete: "off",
      on: { input: () => change(value()) },
    });
  }
}

/**
 * @param {string} label
 * @param {HTMLInputElement} input
 */
function part(label, input) {
  return el("div", null, el("label", { for: input.id }, label), input);
}
