/**
 * Fields for what somebody says about who they are. Some browsers and their helpers send what is typed to their makers, to
 * check or to finish it: here they are asked not to, unless the person wants the spell-checker.
 */

import { el } from "../page/js/dom.js";
import { makeUnsent, unsent } from "../page/js/unsent.js";
import { newId } from "./parts.js";

/**
 * @param {Element} place  whose fields are to follow the person's choice
 * @param {boolean} spelling
 */
const setSpelling = (place, spelling) => makeUnsent(place, "[spellcheck]", spelling);

/**
 * Lines that grow with what is written.
 *
 * @param {{value: string, most: number, labelledBy: string, spelling: boolean, rows?: number, change: (value: string) => void}} given
 */
export function privateLines({ value, most, labelledBy, spelling, rows = 1, change }) {
  const area = el("textarea", {
    rows, maxlength: most, "aria-labelledby": labelledBy, value, ...unsent(spelling), on: { input: () => change(area.value) },
  });
  return area;
}

/**
 * The switch of the spell-checker, and why it is off.
 *
 * @param {import("./parts.js").View} view
 */
export function spelling({ ground, keeping, root }) {
  const id = newId();
  const change = () => {
    keeping.change({ spelling: box.checked }, root);
    setSpelling(root, box.checked);
  };
  const box = el("input", { type: "checkbox", id, autocomplete: "off", checked: keeping.state().spelling, "aria-describedby": `${id}-hint`, on: { change } });
  const words = el("div", { class: "words" }, el("label", { for: id }, ground.spell_check_on), el("span", { class: "hint", id: `${id}-hint` }, ground.spell_check));
  return el("div", { class: "checkbox spelling" }, box, words);
}
