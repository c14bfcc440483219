/**
 * The shapes that fields are made from and of.
 *
 * @typedef {object} Option
 * @property {string} value
 * @property {string} label
 * @property {string} [hint]
 * @property {boolean} [disabled]  radios and checkboxes: it cannot be chosen here, and the hint says why
 * @property {boolean} [alone]  checkboxes: "none of these"; ticking it clears the others. Radios: set apart by "or"
 *
 * @typedef {object} Spec
 * @property {string} name  lower_snake_case
 * @property {string} kind  text, long_text, radios, checkboxes, select, date, scale, file
 * @property {string} label  the question
 * @property {string} [hint]  one short sentence; "" for none, not even the usual one of a long text
 * @property {boolean} [optional]  marked "(optional)"; may be left out
 * @property {number} [heading]  the label is also a heading of this level, 1 to 6
 * @property {string} [missing]  what to say when there is no answer, instead of our sentence
 * @property {Option[]} [options]  radios, checkboxes, select
 * @property {string} [autocomplete]  text: the HTML token, "name" for one
 * @property {number} [width]  text: in characters
 * @property {number} [rows]  long_text
 * @property {boolean} [count_words]  long_text
 * @property {string} [low]  scale: what the lowest point means
 * @property {string} [high]  scale: what the highest point means
 * @property {number} [points]  scale: how many, 5 if not given
 * @property {string[]} [accept]  file: endings, ".pdf" for one
 * @property {number} [max_bytes]  file: bytes
 *
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {HTMLElement} element
 * @property {() => any} value
 * @property {(value: unknown) => void} set  show a value, without telling of a change
 * @property {() => string | null} problem  what is wrong with the value, null for nothing
 * @property {(sentence: string) => void} showError
 * @property {() => void} clearError
 * @property {() => string} target  id of the element that an error summary links to
 *
 * @typedef {object} Control
 * @property {() => any} value
 * @property {(value: any) => void} set  show a value that fits, or null
 * @property {() => HTMLInputElement[] | HTMLTextAreaElement[] | HTMLSelectElement[]} targets
 * @property {() => HTMLElement} [wrong]  the one to link to, where it is not the first
 * @property {() => string | null} [problem]
 *
 * @callback Maker
 * @param {Spec} spec
 * @param {import('./frame.js').Frame} frame
 * @param {(value: any) => void} change
 * @returns {Control}
 */

export {};
