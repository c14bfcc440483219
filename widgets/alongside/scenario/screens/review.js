/** Looking back after an ending. */

import { makeField } from "../../page/js/controls.js";
import { dayInWords } from "../../page/js/days.js";
import { el } from "../../page/js/dom.js";
import { keep, kept } from "../../page/js/store.js";
import { mapSection } from "./map.js";
import { button, pathList, quoted, secondButton, section } from "./parts.js";
import { debriefKey, waysToReflect, writtenAbout } from "./reflect.js";
import { readBy } from "./shelf.js";

/** @typedef {import("./parts.js").Screen} Screen */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./session.js").View} View */

/**
 * @param {View} view
 * @param {Session} session
 * @returns {Screen}
 */
export function review(view, session) {
  const heading = el("h2", null, "Looking back");
  return {
    heading,
    said: view.title,
    nodes: [
      el("p", { class: "steps" }, `${quoted(view.title)} · the end: ${view.ending.name}`),
      heading,
      section("Your path", pathList(view.path), otherEndings(view)),
      questions(view, session.place().walk),
      support(view),
      mapSection(view.map),
      why(view),
      waysOn(view, session),
    ],
  };
}

/** @param {View} view */
function otherEndings({ ending, others }) {
  if (others.length === 0) return null;
  const names = others.map((/** @type {string} */ name) => el("li", null, name));
  return el(
    "div",
    null,
    el("p", null, `You came to ${quoted(ending.name)}. This story also has ${others.length === 1 ? "another ending" : "other endings"}:`),
    el("ul", null, ...names),
  );
}

/**
 * The story's questions, each with a place to write; once a reflection was begun about this walk, that is the place.
 *
 * @param {View} view
 * @param {string | undefined} walk
 */
function questions(view, walk) {
  const { scenario, debrief } = view;
  if (debrief.length === 0) return null;
  if (writtenAbout(walk).length > 0) {
    const asked = debrief.map((/** @type {{ask: string}} */ { ask }) => el("li", null, ask));
    return section("To think about", el("ol", null, ...asked), waysToReflect(view, walk));
  }
  const fields = debrief.map((/** @type {{id: string, ask: string}} */ { id, ask }) => {
    const key = debriefKey(scenario, id);
    const spec = { name: id, kind: "long_text", label: ask, hint: "", rows: 4 };
    return makeField(spec, { value: kept(key), change: (value) => keep(key, value) }).element;
  });
  const ways = waysToReflect(view, walk);
  const hint = "Write if it helps you to think: bullets and notes are answers too. What you write is not sent to anyone.";
  const more = ways && el("p", null, "A reflection begins with what you have written here, and is part of your record.");
  return section("To think about", el("p", null, hint), ...fields, more, ways);
}

/**
 * Where to get support: the host's own contacts, or that there are none.
 *
 * @param {View} view
 */
export function support({ contacts }) {
  const none =
    "Nobody has filled in local contacts here yet. If this story has stirred something up, think of one person whom you could tell: " +
    "someone at work, in your union, at your GP practice or at home.";
  if (contacts.length === 0) return section("Where to get support", el("p", null, none));
  const contact = (/** @type {Record<string, string>} */ { name, what, how, checked_on }) => [
    el("dt", null, name),
    el("dd", null, what, el("br"), how, el("span", { class: "meta" }, ` Checked on ${dayInWords(checked_on)}.`)),
  ];
  return section("Where to get support", el("dl", null, ...contacts.flatMap(contact)));
}

/**
 * Why this story was written, and on what it rests.
 *
 * @param {View} view
 */
export function why({ evidence, sources, read_by }) {
  return section(
    "Why this story",
    el("ul", null, ...evidence.map(finding)),
    sources.length > 0 ? el("h4", null, "Sources") : null,
    sources.length > 0 ? el("ul", null, ...sources.map(source)) : null,
    el("p", { class: "meta" }, readBy(read_by)),
  );
}

/** @param {Record<string, string>} one */
const finding = ({ finding: words, source: from, url, date, checked_on }) =>
  el("li", null, `${words} `, away(url, `${from}, ${date}`), checked(checked_on));

/** @param {Record<string, string>} one */
const source = ({ title, url, date, checked_on }) => el("li", null, away(url, `${title}, ${date}`), checked(checked_on));

/** @param {string | undefined} on */
const checked = (on) => (on ? el("span", { class: "meta" }, ` Checked on ${dayInWords(on)}.`) : null);

/**
 * A link to somebody else's page; only web addresses become links.
 *
 * @param {string} url
 * @param {string} words
 */
function away(url, words) {
  if (!/^https?:\/\//i.test(url)) return words;
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, `${words} (opens in a new tab)`);
}

/**
 * @param {View} view
 * @param {Session} session
 */
function waysOn({ scenario }, session) {
  return el(
    "div",
    { class: "buttons" },
    button("Walk it again", () => session.leaveFor("before", { scenario })),
    secondButton("Another story", () => session.leaveFor("shelf")),
    secondButton("Compare with a partner", () => session.leaveFor("partner")),
    secondButton("Back", session.back),
  );
}
