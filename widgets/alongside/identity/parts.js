/** The pieces that screens about who somebody is are made of. */

import { button } from "../page/js/buttons.js";
import { dayInWords } from "../page/js/days.js";
import { el } from "../page/js/dom.js";

/** @typedef {{heading: string, words: string[]}} Text */
/** @typedef {{id: string, ask: string}} Asked */
/**
 * @typedef {object} Screen
 * @property {HTMLElement} heading  where somebody is; it takes the focus
 * @property {string} said  what a screen reader hears besides the heading
 * @property {(Node | string | null)[]} nodes
 * @property {() => Node[]} [sheet]  what is printed instead
 * @property {() => void} [shown]  once it stands on the page
 */
/**
 * @typedef {object} State  what every such page holds
 * @property {boolean} spelling  whether the browser may check it
 * @property {Record<string, boolean>} open  which parts of the page are unfolded
 * @property {boolean} isSeen  whether a view has shown it: a page that was loaded again begins at the beginning
 * @property {number} handed  how often the screen was handed over elsewhere: steps from before lead to the first page
 */
/**
 * @template [K=any]  its keeping
 * @template [P=any]  its pack
 * @typedef {object} View  what a screen may ask for
 * @property {P} pack
 * @property {Record<string, any>} ground  the words that hold for every page about who somebody is
 * @property {K} keeping
 * @property {Element} root
 * @property {(page: string) => void} go
 * @property {() => void} back
 * @property {(focus?: string) => void} paint  anew; `focus` is a selector, and nothing moves where there is none
 */

/** @param {string} words */
export const heading = (words) => el("h2", null, words);

/** @param {string[]} words */
export const paragraphs = (words) => words.map((one) => el("p", null, one));

/**
 * @param {Text} text
 * @param {...(Node | string | null)} more
 */
export const section = (text, ...more) => el("section", null, el("h3", null, text.heading), ...paragraphs(text.words), ...more);

/** Pressing a button gives it the focus in most browsers, but not in Safari; what has the focus is printed by itself. */
export function printButton() {
  const made = button("Print", () => {
    made.focus();
    window.print();
  });
  return made;
}

/** @param {...(Node | string | null)} children */
export const buttons = (...children) => el("div", { class: "buttons" }, ...children);

/** @param {Asked[]} questions */
export const questions = (questions) => el("ul", { class: "questions" }, ...questions.map(({ ask }) => el("li", null, ask)));

/** @param {{title: string, url: string, says?: string, checked_on: string}} link */
export const source = ({ title, url, says, checked_on: day }) =>
  el("li", null, el("a", { href: url, rel: "noreferrer" }, title), `. ${says ? `${says} ` : ""}Checked on ${dayInWords(day)}.`);

/**
 * What is true of privacy, and no more.
 *
 * @param {View} view
 */
export function privacy({ ground }) {
  return el("div", { class: "notice privacy no-print" }, el("p", null, ground.privacy), el("p", null, ground.privacy_more[0]));
}

/**
 * A part that is folded away until it is wanted, and stays as its reader left it.
 *
 * @param {View} view
 * @param {string} name
 * @param {string} words
 * @param {...(Node | string | null)} children
 */
export function folded({ keeping }, name, words, ...children) {
  const made = el("details", { class: "part", "data-part": name }, el("summary", null, words), el("div", null, ...children));
  made.open = Boolean(keeping.state().open[name]);
  made.addEventListener("toggle", () => {
    keeping.state().open[name] = made.open;
  });
  return made;
}

let count = 0;

/** An id that nothing else on the page has: each widget has its own copy of this module. */
export function newId() {
  count += 1;
  return `identity-${COPY}-${count}`;
}

const COPY = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
