/** What stands around every control: label or legend, hint, error, and what binds them. */

import { el } from "../dom.js";

const GROUPS = ["radios", "checkboxes", "scale", "date"];
const NOTES = "Bullets and notes are answers too.";

/**
 * @typedef {object} Frame
 * @property {HTMLElement} element  the whole field
 * @property {string} id  for the control, or to begin the ids of several
 * @property {(...children: Node[]) => void} add  put the control in its place
 * @property {(target: HTMLElement) => void} describe  bind hint and error to an element
 * @property {(sentence: string, targets: HTMLElement[]) => void} showError
 * @property {(targets: HTMLElement[]) => void} clearError
 */

/**
 * The frame for a field: a fieldset for what has several controls, a div with a label for one.
 *
 * @param {import('./types.js').Spec} spec
 * @returns {Frame}
 */
export function frameOf(spec) {
  const id = `${spec.name}-${mark()}`;
  const grouped = GROUPS.includes(spec.kind);
  const said = hintOf(spec);
  const hint = said ? el("p", { class: "hint", id: `${id}-hint` }, said) : null;
  const error = el("p", { class: "error", id: `${id}-error`, hidden: true });
  const body = grouped ? fieldset(spec, hint, error) : el("div", null, label(spec, id), hint, error);
  const element = grouped ? el("div", null, body) : body;
  element.className = "field";

  /** @type {HTMLElement[]} */
  const described = grouped ? [body] : [];
  /** @param {boolean} wrong */
  const bind = (wrong) => {
    const ids = [hint?.id, wrong ? error.id : null].filter(Boolean).join(" ");
    for (const target of described) {
      if (ids) target.setAttribute("aria-describedby", ids);
      else target.removeAttribute("aria-describedby");
    }
  };
  bind(false);
  return {
    element,
    id,
    add: (...children) => body.append(...children),
    describe: (target) => {
      described.push(target);
      bind(false);
    },
    showError: (sentence, targets) => {
      error.replaceChildren(el("span", { class: "visually-hidden" }, "Error: "), sentence);
      mend(true, targets);
    },
    clearError: (targets) => mend(false, targets),
  };

  /**
   * @param {boolean} wrong
   * @param {HTMLElement[]} targets
   */
  function mend(wrong, targets) {
    if (!wrong) error.replaceChildren();
    error.hidden = !wrong;
    element.classList.toggle("wrong", wrong);
    bind(wrong);
    // A radio cannot be invalid by itself, its group can.
    for (const target of body.getAttribute("role") === "radiogroup" ? [body] : targets) {
      if (wrong) target.setAttribute("aria-invalid", "true");
      else target.removeAttribute("aria-invalid");
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
  if (spec.kind === "long_text") said.push(NOTES);
  return said.filter(Boolean).join(" ");
}

/** Two widgets on a page may ask for the same name, and each has its own copy of this module. */
function mark() {
  return crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
}
