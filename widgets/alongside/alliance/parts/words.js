/** What packs say, as elements. */

import { dayInWords } from "../../page/js/days.js";
import { el } from "../../page/js/dom.js";

/** @typedef {{title: string, url: string, says?: string, checked_on: string}} Link */
/** @typedef {{heading: string, words: string[], source?: Link}} Text */

/** @param {string[]} words */
export const paragraphs = (words) => words.map((one) => el("p", null, one));

/**
 * Where something comes from, for those who want to look.
 *
 * @param {Link | undefined} link
 */
export function source(link) {
  if (!link) return null;
  const away = { href: link.url, rel: "noopener noreferrer", target: "_blank" };
  const title = el("a", away, link.title, el("span", { class: "visually-hidden" }, " (opens in a new tab)"));
  return el("p", { class: "meta" }, "Source: ", title, ". ", link.says ? `${link.says} ` : "", `Checked on ${dayInWords(link.checked_on)}.`);
}

/**
 * A heading and its paragraphs.
 *
 * @param {Text} text
 * @param {...Node} more
 */
export function section(text, ...more) {
  return el("section", null, el("h3", null, text.heading), ...paragraphs(text.words), source(text.source), ...more);
}

/** @param {Text} text */
export function notice(text) {
  return el("div", { class: "notice" }, el("h3", null, text.heading), ...paragraphs(text.words), source(text.source));
}

/**
 * Answers that somebody might give, folded up.
 *
 * @param {string[]} examples
 */
export function exampleWords(examples) {
  if (!examples.length) return null;
  return el("details", { class: "examples" }, el("summary", null, "What others might write"), el("ul", null, ...examples.map((one) => el("li", null, one))));
}

/** @param {...(Node | null | false)} children */
export const buttons = (...children) => el("div", { class: "buttons" }, ...children);
