/** What stands around every control: label or legend, hint, error, and what binds them. */

import { el } from "../dom.js";
import { fileInWords } from "./file_check.js";

const GROUPS = ["radios", "checkboxes", "scale", "date"];
const NOTES = "Bullets and notes are answers too.";
const AGAIN = "It is not kept: after a reload, choose it again.";

export class Frame {
  /** @type {HTMLElement[]} what hint and error are bound to */
  described = [];

  /** @param {import('./types.js').Spec} spec */
  constructor(spec) {
    /** For the control, or to begin the ids of several. */
    this.id = `${spec.name}-${unlike()}`;
    const said = hintOf(spec);
    this.hint = said ? el("p", { class: "hint", id: `${this.id}-hint` }, said) : null;
    this.error = el("p", { class: "error", id: `${this.id}-error`, hidden: true });
    this.group = GROUPS.includes(spec.kind) ? fieldset(spec, this.hint, this.error) : null;
    /** The whole field. */
    this.element = this.group
      ? el("div", { class: "field" }, this.group)
      : el("div", { class: "field" }, label(spec, this.id), this.hint, this.error);
    if (this.group) this.describe(this.group);
  }

  /**
   * Put the control in its place.
   *
   * @param {...Node} children
   */
  add(...children) {
    (this.group ?? this.element).append(...children);
  }

  /**
   * Bind hint and error to an element.
   *
   * @param {HTMLElement} target
   */
  describe(target) {
    this.described.push(target);
    this.bind(false);
  }

  /**
   * @param {string} sentence
   * @param {HTMLElement[]} targets
   */
  showError(sentence, targets) {
    this.error.replaceChildren(el("span", { class: "visually-hidden" }, "Error: "), sentence);
    this.mark(true, targets);
  }

  /** @param {HTMLElement[]} targets */
  clearError(targets) {
    this.error.replaceChildren();
    this.mark(false, targets);
  }

  /**
   * @param {boolean} wrong
   * @param {HTMLElement[]} targets
   */
  mark(wrong, targets) {
    this.error.hidden = !wrong;
    this.element.classList.toggle("wrong", wrong);
    this.bind(wrong);
    // A radio cannot be invalid by itself, its group can.
    const isRadios = this.group?.getAttribute("role") === "radiogroup";
    for (const target of this.group && isRadios ? [this.group] : targets) {
      if (wrong) target.setAttribute("aria-invalid", "true");
      else target.removeAttribute("aria-invalid");
    }
  }

  /** @param {boolean} wrong */
  bind(wrong) {
    const ids = [this.hint?.id, wrong ? this.error.id : null].filter(Boolean).join(" ");
    for (const target of this.described) {
      if (ids) target.setAttribute("aria-describedby", ids);
      else target.removeAttribute("aria-describedby");
    }
  }
}

/**
 * @param {import('./types.js').Spec} spec
 * @param {HTMLElement | null} hint
 * @param {HTMLElement} error
 */
function fieldset(spec, hint, error) {
  const role = spec.kind === "checkboxes" || spec.kind === "date" ? "group" : "radiogroup";
  const legend = spec.heading ? el(headingTag(spec), null, ...words(spec)) : el("span", null, ...words(spec));
  return el("fieldset", { role }, el("legend", null, legend), hint, error);
}

/**
 * @param {import('./types.js').Spec} spec
 * @param {string} id
 */
function label(spec, id) {
  const made = el("label", { for: id }, ...words(spec));
  return spec.heading ? el(headingTag(spec), { class: "label" }, made) : made;
}

/** @param {import('./types.js').Spec} spec */
const headingTag = (spec) => /** @type {'h2'} */ (`h${spec.heading}`);

/** @param {import('./types.js').Spec} spec */
const words = (spec) =>
  spec.optional ? [spec.label, " ", el("span", { class: "optional" }, "(optional)")] : [spec.label];

/**
 * @param {import('./types.js').Spec} spec
 * @returns {string}
 */
function hintOf(spec) {
  const said = [spec.hint];
  if (spec.kind === "long_text" && spec.hint !== "") said.push(NOTES);
  if (spec.kind === "file") said.push(fileInWords(spec), AGAIN);
  return said.filter(Boolean).join(" ");
}

/** Two widgets on a page may ask for the same name, and each has its own copy of this module. */
function unlike() {
  return crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
}
