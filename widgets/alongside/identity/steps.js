/**
 * The steps of a widget in the browser's history. An entry holds a step's name and its number, both ours, and the tab's
 * store has nothing: what was entered at a step is in the page's memory only, and a reload ends it.
 */

import { hasOwnHistory } from "../page/js/own_history.js";

/** @typedef {{page: string, at: number}} Step */

/**
 * @param {string} key  the widget's own place in the history
 * @param {string} first
 * @param {() => void} show  called when the step has changed
 */
export function makeSteps(key, first, show) {
  const own = hasOwnHistory();
  /** @type {Step[]} in JupyterLab, whose history is its own */
  const trail = [];
  let now = (own ? found() : undefined) ?? { page: first, at: 0 };
  if (own) {
    write("replaceState");
    window.addEventListener("popstate", moved);
  }
  return {
    page: () => now.page,
    isFirst: () => now.at === 0,
    go,
    back,
    /** @param {string} page  in the place of this step */
    become: (page) => {
      now = { page, at: now.at };
      if (own) write("replaceState");
    },
    stop: () => window.removeEventListener("popstate", moved),
  };

  /** @param {string} page */
  function go(page) {
    trail.push(now);
    now = { page, at: now.at + 1 };
    if (own) write("pushState");
    show();
  }

  function back() {
    if (own && now.at > 0) return history.back();
    now = trail.pop() ?? { page: first, at: 0 };
    show();
  }

  function moved() {
    const there = found();
    // a link to a part of this page made the entry: it is the same step
    if (!there) return write("replaceState");
    now = there;
    show();
  }

  /** @returns {Step | undefined} */
  function found() {
    const step = history.state?.alongside?.[key];
    return typeof step?.page === "string" && Number.isInteger(step.at) ? step : undefined;
  }

  /** @param {"pushState" | "replaceState"} how */
  function write(how) {
    history[how]({ ...history.state, alongside: { ...history.state?.alongside, [key]: now } }, "");
  }
}

/** @typedef {ReturnType<typeof makeSteps>} Steps */
