/** From the end of a story to a reflection about it, which belongs to the learner's record. */

import { dayInWords } from "../../page/js/days.js";
import { el } from "../../page/js/dom.js";
import { keeper } from "../../page/js/keeper.js";
import { hasOwnHistory } from "../../page/js/own_history.js";
import { dayOf, liveEntries, makeEntry } from "../../page/js/record/entries.js";
import { drop, kept } from "../../page/js/store.js";

/** @typedef {import("./session.js").View} View */
/** @typedef {{id: string, ask: string}} Question  of the story */

const KINDS = { reflection: "Write a reflection about this", peer_reflection: "Write one with a peer or group" };
const TITLE = "After a story";
/** How long to wait until it is saved, milliseconds; the page saves what is left when it goes. */
const PATIENCE = 2000;

/**
 * The key under which an answer beside a story is kept.
 *
 * @param {string} scenario
 * @param {string} id  of the question
 */
export const debriefKey = (scenario, id) => `debrief/${scenario}/${id}`;

/**
 * Reflections that are about this walk.
 *
 * @param {string | undefined} walk
 */
export function writtenAbout(walk) {
  if (!walk) return [];
  return liveEntries(keeper().record(), Object.keys(KINDS)).filter(({ links }) => links.includes(walk));
}

/**
 * Ways to reflections: to those that were written about this walk, or to a new one that begins with the story's questions
 * and what was written beside them.
 *
 * @param {View} view
 * @param {string | undefined} walk
 */
export function waysToReflect({ scenario, debrief }, walk) {
  // in JupyterLab, a notebook beside this one has no address of its own
  if (!hasOwnHistory()) return null;
  const written = writtenAbout(walk);
  if (written.length > 0) {
    const links = written.map((entry) => el("li", null, el("a", { href: addressOf(entry.id) }, `${entry.title || TITLE}, ${dayInWords(dayOf(entry))}`)));
    return el("div", null, el("p", null, "What you wrote about it is among your reflections."), el("ul", null, ...links));
  }
  const ways = Object.entries(KINDS).map(([kind, words], at) => {
    const go = (/** @type {Event} */ event) => {
      event.preventDefault();
      void leaveFor(begin(kind, scenario, debrief, walk));
    };
    return el("a", { href: "reflections.ipynb", class: at ? "button second" : "button", on: { click: go } }, words);
  });
  return el("div", { class: "buttons" }, ...ways);
}

/**
 * A reflection with the story's questions; what was written beside them moves into it.
 *
 * @param {string} kind
 * @param {string} scenario
 * @param {Question[]} debrief
 * @param {string | undefined} walk
 * @returns {string} its id
 */
function begin(kind, scenario, debrief, walk) {
  const keys = debrief.map(({ id }) => debriefKey(scenario, id));
  const fields = debrief.map(({ id, ask }, at) => ({ name: `story_${id}`, kind: "text", label: ask, value: String(kept(keys[at]) ?? "") }));
  const entry = makeEntry({ workbook: "reflections", kind, title: TITLE, fields, links: walk ? [walk] : [] }, keeper().writer);
  keeper().put(entry);
  keys.forEach(drop);
  return entry.id;
}

/** @param {string} id */
const addressOf = (id) => `reflections.ipynb#entry-${id}`;

/** @param {string} id */
async function leaveFor(id) {
  await new Promise((resolve) => {
    const look = () => keeper().state.isSaving || end();
    const stop = keeper().follow(look);
    const timer = setTimeout(end, PATIENCE);
    look();

    function end() {
      stop();
      clearTimeout(timer);
      resolve(null);
    }
  });
  location.assign(addressOf(id));
}
