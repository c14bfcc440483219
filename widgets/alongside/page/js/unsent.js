/**
 * What asks browsers and their helpers not to send what is typed into a field to their makers, to check or to finish it.
 *
 * @param {boolean} [spelling]  whether the person wants the spell-checker
 * @returns {Record<string, string>} attributes
 */
export function unsent(spelling = false) {
  return {
    spellcheck: String(spelling), autocorrect: spelling ? "on" : "off", autocomplete: "off", writingsuggestions: "false", translate: "no",
    "data-gramm": "false", "data-gramm_editor": "false", "data-enable-grammarly": "false", "data-lt-active": "false",
  };
}

/**
 * Ask it of fields that are there already.
 *
 * @param {Element} place
 * @param {string} fields  a selector
 * @param {boolean} [spelling]
 */
export function makeUnsent(place, fields, spelling = false) {
  for (const field of place.querySelectorAll(fields)) {
    for (const [name, value] of Object.entries(unsent(spelling))) field.setAttribute(name, value);
  }
}
