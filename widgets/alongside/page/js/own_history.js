/**
 * The browser's history, which the widgets of a page share: an entry says of each at which step it is, and of the entry
 * which widget made it.
 */

/**
 * Whether a widget may make steps in the browser's history: JupyterLab and Notebook keep their own, and JupyterLab shows
 * several notebooks on one page.
 */
export function hasOwnHistory() {
  return !document.querySelector("#jp-main-dock-panel, #main-panel");
}

/**
 * @param {string} key  the widget's name on this page
 * @returns {any} its step at this entry, if it has one
 */
export const stepHere = (key) => history.state?.alongside?.[key];

/**
 * Write a widget's step into this entry or into a new one; "return" is a new entry with an earlier step.
 *
 * @param {"replaceState" | "pushState" | "return"} how
 * @param {string} key
 * @param {object} step
 */
export function writeStep(how, key, step) {
  const { alongside = {}, run } = history.state ?? {};
  const state = { ...history.state, alongside: { ...alongside, [key]: step } };
  if (how === "replaceState") {
    history.replaceState(state, "");
    return;
  }
  const isMine = run?.by === key;
  const longer = { by: key, many: isMine ? run.many + 1 : 1, alone: run ? isMine && run.alone : true };
  // whoever comes back to the entry that is left now is brought to its heading, and not to where it was scrolled to
  history.scrollRestoration = "manual";
  history.pushState({ ...state, run: how === "return" ? { by: key, many: 0, alone: false } : longer }, "");
  history.scrollRestoration = "auto";
}

/**
 * How many entries in a row, up to this one, are steps of this widget: so far it can go back without moving another.
 *
 * @param {string} key
 * @returns {number | undefined} undefined where nobody knows, as after a link to a part of the page
 */
export function entriesInARow(key) {
  const run = history.state?.run;
  if (!run) return undefined;
  if (run.by !== key) return 0;
  return run.alone ? Infinity : run.many;
}
