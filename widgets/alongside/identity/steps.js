/**
 * The steps of a widget in the browser's history. An entry holds the names of steps, all of them ours, and the tab's store
 * has nothing: what was entered at a step is in the page's memory only, and a reload ends it.
 */

import { entriesInARow, hasOwnHistory, stepHere, writeStep } from "../page/js/own_history.js";

/** @typedef {{page: string, behind: string[]}} Step */

/**
 * @param {string} key  the widget's own place in the history
 * @param {string} first
 * @param {() => void} show  called when the step has changed
 * @param {() => number} round  an entry of an earlier one leads to the first step
 */
export function makeSteps(key, first, show, round) {
  const own = hasOwnHistory();
  /** @returns {Step} */
  const beginning = () => ({ page: first, behind: [] });
  /** @type {Step} */
  let now = (own ? found() : undefined) ?? beginning();
  if (own) {
    write("replaceState");
    window.addEventListener("popstate", moved);
  }
  return {
    page: () => now.page,
    go,
    back,
    /** @param {string} page  in the place of this step */
    become: (page) => {
      now = { ...now, page };
      if (own) write("replaceState");
    },
    /** The first step, here and at every entry that is there already: the round is another now. */
    beginAnew: () => {
      now = beginning();
      if (own) write("replaceState");
    },
    stop: () => window.removeEventListener("popstate", moved),
  };

  /** @param {string} page */
  function go(page) {
    arrive("pushState", { page, behind: [...now.behind, now.page] });
  }

  /** Where another widget has made entries since, those stay, and the step before becomes an entry of its own. */
  function back() {
    if (own && entriesInARow(key)) return history.back();
    arrive("return", { page: now.behind.at(-1) ?? first, behind: now.behind.slice(0, -1) });
  }

  /**
   * @param {"pushState" | "return"} how
   * @param {Step} step
   */
  function arrive(how, step) {
    now = step;
    if (own) write(how);
    show();
  }

  function moved() {
    const there = found();
    // a link to a part of this page made the entry: it is the same step
    if (!there) return write("replaceState");
    const isSame = there.page === now.page && there.behind.length === now.behind.length;
    now = there;
    // otherwise the entry was another widget's, and the reader is there
    if (!isSame) show();
  }

  /** @returns {Step | undefined} */
  function found() {
    const step = stepHere(key);
    if (step && step.round !== round()) return beginning();
    return typeof step?.page === "string" && Array.isArray(step.behind) ? step : undefined;
  }

  /** @param {"pushState" | "replaceState" | "return"} how */
  function write(how) {
    writeStep(how, key, { ...now, round: round() });
  }
}

/** @typedef {ReturnType<typeof makeSteps>} Steps */
