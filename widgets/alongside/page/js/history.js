/**
 * The browser's history as the steps of a widget, so that the browser's Back does what the page's Back does.
 *
 * Each step is a history entry that holds a number and nothing else; what was there is kept in this tab, so a reload
 * comes back to it. The address never changes. In JupyterLab, whose history is its own, the steps live in memory.
 */

import { entriesInARow, hasOwnHistory, stepHere, writeStep } from "./own_history.js";
import { drop, keep, keysLike, kept } from "./store.js";

/** @typedef {Record<string, any>} Place  what a widget needs to show one step; JSON */

/** Of how many visits to a page the steps are kept. */
const VISITS = 5;
/** How long to wait for the browser to go back before doing without it, milliseconds. */
const PATIENCE = 1000;
/** Under what name the page's place in the browser's history is kept. */
const ENTRY = "entry";

/**
 * @typedef {object} Steps
 * @property {() => Place} place  the step shown now
 * @property {() => Place[]} behind  from the first step to this one
 * @property {(place: Place) => void} go  a new step; those ahead are forgotten
 * @property {(place: Place) => void} change  another place at this step
 * @property {() => boolean} back  one step back; false at the first
 * @property {(at: number, place?: Place) => void} backTo  back to a step by its number, and from there to a place
 * @property {(places: Place[]) => void} lay  several new steps at once; the last is shown
 * @property {() => void} cover  show the first place at every step behind
 * @property {() => void} stop
 */

/**
 * The steps of one widget on this page.
 *
 * @param {string} key  the widget's name on this page
 * @param {Place} first  what is shown before anything was done
 * @param {(place: Place) => void} show  called whenever the step changes
 * @returns {Steps}
 */
export function makeSteps(key, first, show) {
  const own = hasOwnHistory();
  const trails = keptTrails(key);
  const state = own ? (stepHere(key) ?? afterError(trails[0])) : undefined;
  const trail = trails.find((one) => one.visit === state?.visit);
  let { visit, places, at } = found(state, trail, first);
  for (const old of trails.slice(VISITS)) if (old !== trail) drop(`steps/${key}/${old.visit}`);
  /** @type {Place | undefined} */
  let bound;
  let waiting = 0;

  if (own) {
    write("replaceState");
    window.addEventListener("popstate", moved);
    // the browser may have come to another step than the one that was shown last
    if (trail?.visit === visit && trail.at !== at) remember();
  }
  return {
    place: () => places[at],
    behind: () => places.slice(0, at + 1),
    go: (place) => lay([place]),
    change: (place) => {
      places[at] = place;
      remember();
      show(place);
    },
    back: () => {
      if (at === 0) return false;
      backTo(at - 1);
      return true;
    },
    backTo,
    lay,
    cover: () => {
      places = places.map(() => first);
      remember();
    },
    stop: () => window.removeEventListener("popstate", moved),
  };

  /** @param {Place[]} added */
  function lay(added) {
    for (const place of added) {
      places = [...places.slice(0, at + 1), place];
      at += 1;
      if (own) write("pushState");
    }
    remember();
    show(places[at]);
  }

  /**
   * @param {number} to
   * @param {Place} [then]
   */
  function backTo(to, then) {
    if (to >= at) return then ? lay([then]) : show(places[at]);
    if (!own) return arrive(to, then);
    if ((entriesInARow(key) ?? Infinity) < at - to) return returnTo(to, then);
    bound = then;
    // An entry may be missing: a browser that was started again sometimes forgets some.
    clearTimeout(waiting);
    waiting = window.setTimeout(() => arrive(to, then), PATIENCE);
    history.go(to - at);
  }

  /**
   * @param {number} to
   * @param {Place} [then]
   */
  function arrive(to, then) {
    clearTimeout(waiting);
    bound = undefined;
    at = Math.min(to, places.length - 1);
    if (then) return lay([then]);
    remember();
    show(places[at]);
  }

  /**
   * Another widget has made entries since: they stay, and this one's earlier step becomes an entry of its own.
   *
   * @param {number} to
   * @param {Place} [then]
   */
  function returnTo(to, then) {
    at = to;
    if (!then) write("return");
    arrive(to, then);
  }

  function moved() {
    const here = stepHere(key);
    // A link to a part of this page made the entry: it is the same step.
    if (here?.visit !== visit) return write("replaceState");
    if (here.at !== at || bound) arrive(here.at, bound);
  }

  function remember() {
    keep(`steps/${key}/${visit}`, { visit, places, at, when: Date.now() });
    keep(ENTRY, entryNow());
  }

  /** @param {"pushState" | "replaceState" | "return"} how */
  function write(how) {
    writeStep(how, key, { visit, at });
  }
}

/**
 * Where to begin: at the step that this history entry belongs to, else at the first.
 *
 * @param {{visit: string, at: number} | undefined} state  of the history entry
 * @param {any} trail  what was kept in this tab
 * @param {Place} first
 */
export function found(state, trail, first) {
  const fits = state && trail && trail.visit === state.visit && Array.isArray(trail.places) && trail.places[state.at];
  if (fits) return { visit: state.visit, places: [...trail.places], at: state.at };
  return { visit: newVisit(), places: [first], at: 0 };
}

/**
 * The steps of earlier visits, and of other tabs, the latest first.
 *
 * @param {string} key
 * @returns {any[]}
 */
function keptTrails(key) {
  const trails = keysLike(`steps/${key}/`).map((name) => kept(name));
  return trails.filter((trail) => trail?.visit).sort((one, other) => other.when - one.when);
}

/**
 * Where this page is in the browser's history, as far as the browser tells.
 *
 * @returns {string | null}
 */
function entryNow() {
  const index = /** @type {any} */ (globalThis).navigation?.currentEntry?.index;
  return index === undefined ? null : `${index} of ${history.length}`;
}

/**
 * A browser that loads a page again while no server answers shows words of its own, and forgets what the entry held. Once
 * the page is there again, it goes on with the step that was shown last, if this is still the same entry.
 *
 * @template T
 * @param {T} trail  what was kept in this tab
 * @returns {T | undefined}
 */
function afterError(trail) {
  const entry = entryNow();
  return entry !== null && entry === kept(ENTRY) ? trail : undefined;
}

/** `crypto.randomUUID` is missing where the address is not secure. */
function newVisit() {
  return crypto.getRandomValues(new Uint32Array(2)).join("-");
}
