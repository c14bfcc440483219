/** What the NQSW says in a worry about their practice: theirs to write, and the assessor's to read. */

import { el } from "../../page/js/dom.js";
import { answerWords } from "../parts/plain_text.js";
import { taking } from "../parts/taking.js";
import { buttons } from "../parts/words.js";

/** @typedef {import("../parts/stage.js").Stage} Stage */
/** @typedef {import("../../page/js/writing.js").Writing} Writing */
/** @typedef {import("./steps.js").Step} Step */

/**
 * What the NQSW wrote is theirs: others read it.
 *
 * @param {Step} now
 * @param {Writing} writing
 */
export function readOnly({ fields }, writing) {
  return fields.map((spec) => el("div", { class: "theirs" }, el("h3", null, spec.label), el("p", { class: "words" }, answerWords(spec, writing.values[spec.name]) || "Nothing is written here.")));
}

/**
 * @param {Step} now
 * @param {Writing} writing
 */
export const hasWords = ({ fields }, writing) => fields.some((spec) => answerWords(spec, writing.values[spec.name]));

/**
 * They may read all of it, and take it with them, before they answer.
 *
 * @param {Stage} stage
 * @param {Writing} writing
 */
export function copyBefore(stage, writing) {
  const { reminder, buttons: documents, told } = taking(stage, () => writing.entry, { copy: "Copy as a file" });
  return el("details", null, el("summary", null, "A copy for the NQSW before they answer"), reminder, buttons(...documents), told.element);
}
