/** Who can help, those outside the line of management first, with how to reach them here as the host has filled it in. */

import { dayInWords } from "../../page/js/days.js";
import { el } from "../../page/js/dom.js";
import { paragraphs, source } from "./words.js";

/** @typedef {{name: string, how: string, what: string, checked_on: string, who?: string}} Contact */
/** @typedef {{id: string, name: string, line: "inside" | "outside" | "ask", can: string, ask_first: string, source?: import("./words.js").Link}} Helper */
/** @typedef {{title: string, about: string[], nobody_named: string, lines: Record<Helper["line"], string>, people: Helper[], contacts: Contact[]}} WhoCanHelp */

const ORDER = ["outside", "ask", "inside"];

/**
 * @param {WhoCanHelp} who
 * @param {boolean} isOpen
 */
export function helpers({ title, about, nobody_named: nobody, lines, people, contacts }, isOpen) {
  const sorted = [...people].sort((one, other) => ORDER.indexOf(one.line) - ORDER.indexOf(other.line));
  const items = sorted.map((helper) => item(helper, lines[helper.line], contacts.filter(({ who }) => who === helper.id)));
  const none = contacts.some(({ who }) => who) ? null : el("p", { class: "notice" }, nobody);
  return el("details", { class: "helpers", open: isOpen }, el("summary", null, title), ...paragraphs(about), none, el("ul", null, ...items));
}

/**
 * @param {Helper} helper
 * @param {string} line  how they stand to the line of management
 * @param {Contact[]} contacts
 */
function item({ name, can, ask_first: ask, source: link }, line, contacts) {
  const reached = contacts.map((one) => el("p", null, el("b", null, `${one.name}: `), `${one.how} `, el("span", { class: "meta" }, `Checked on ${dayInWords(one.checked_on)}.`)));
  return el("li", null, el("p", null, el("b", null, name), el("span", { class: "meta line" }, ` ${line}.`)), el("p", null, can), el("p", null, `Ask first: “${ask}”`), ...reached, source(link));
}
