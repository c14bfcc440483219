/** A field for a passphrase. */

import { announce } from "../page/js/announcer.js";
import { makeField } from "../page/js/controls.js";
import { makeUnsent } from "../page/js/unsent.js";

/**
 * A field that no password manager takes for its own: it would keep what is written.
 *
 * @param {string} label
 * @param {string} hint
 */
export function passphrase(label, hint) {
  const field = makeField({ name: "key", kind: "text", label, hint, width: 24 });
  const input = field.element.querySelector("input");
  makeUnsent(field.element, "input");
  return { ...field, focus: () => input?.focus(), showError };

  /** @param {string} sentence */
  function showError(sentence) {
    field.showError(sentence);
    input?.focus();
    announce(sentence);
  }
}
