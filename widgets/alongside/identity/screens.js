/** The screens of a widget about who somebody is: one after another in one place, its paper beside them. */

import { announce } from "../page/js/announcer.js";
import { el } from "../page/js/dom.js";
import { calm, followTrouble } from "../page/js/errors.js";
import { focusHeading, keepKeys } from "../page/js/focus.js";
import { guard } from "../page/js/guard.js";
import { followHandOver } from "../page/js/hand_over.js";
import { makeSteps } from "./steps.js";

/** @typedef {import("./parts.js").Screen} Screen */
/** @typedef {import("./parts.js").View} View */
/**
 * @typedef {object} Given
 * @property {string} name  of the widget, as its styles and its place in the history have it
 * @property {any} model  the widget's, of which only the packs are read
 * @property {HTMLElement} place
 * @property {any} pack
 * @property {any} ground
 * @property {any} keeping
 * @property {(page: string) => ((view: View) => Screen) | string} screenOf  or the page that stands in for one that cannot be shown
 */

const FIRST = "start";

/**
 * Show a widget in a place, for as long as the place is there.
 *
 * @param {Given} given
 * @returns {() => void} stop
 */
export function showScreens({ name, model, place, pack, ground, keeping, screenOf }) {
  const screen = el("div", { class: "screen" });
  const sheet = el("div", { class: "print-sheet" });
  const root = el("div", { class: `alongside identity ${name}` }, screen, sheet);
  place.replaceChildren(root);
  keepKeys(root);
  followTrouble(model, root);
  const steps = makeSteps(name, FIRST, calm(() => paint(""), root), () => keeping.state().handed);
  /** @type {Screen} */
  let shown;
  const view = { pack, ground, keeping, root, go: steps.go, back: steps.back, paint };
  const print = () => sheet.replaceChildren(...(shown.sheet?.() ?? []));
  const unprint = () => sheet.replaceChildren();
  const blank = () => {
    screen.replaceChildren();
    unprint();
  };
  const repaint = calm(() => paint(), root);
  const unwatch = keeping.watch((/** @type {unknown} */ by) => by !== root && root.isConnected && repaint());
  const unguard = guard({ isUnsaved: keeping.isUnsaved, forget: keeping.forget, blank, paint: repaint });
  const unhand = followHandOver(calm(handedOver, root));
  window.addEventListener("beforeprint", print);
  window.addEventListener("afterprint", unprint);
  if (!keeping.state().isSeen) steps.become(FIRST);
  keeping.state().isSeen = true;
  paint();
  return () => {
    unwatch();
    unguard();
    unhand();
    steps.stop();
    window.removeEventListener("beforeprint", print);
    window.removeEventListener("afterprint", unprint);
  };

  /** @param {import("../page/js/hand_over.js").Handed} handed */
  function handedOver({ by, isEmptied }) {
    if (by === name) return;
    const { handed } = keeping.state();
    if (isEmptied) keeping.clear();
    keeping.state().handed = handed + 1;
    steps.beginAnew();
    paint();
  }

  /**
   * @param {string} [focus]  a selector; "" for the heading, and nothing moves without it
   */
  function paint(focus) {
    shown = made(steps.page());
    screen.replaceChildren(...shown.nodes.filter((node) => node !== null));
    root.toggleAttribute("data-inside", steps.page() !== FIRST);
    root.toggleAttribute("data-has-sheet", Boolean(shown.sheet));
    shown.shown?.();
    if (focus === undefined) return;
    const target = focus ? screen.querySelector(focus) : null;
    if (target instanceof HTMLElement && focus !== "h2") return target.focus();
    focusHeading(shown.heading);
    if (focus === "") announce(shown.said);
  }

  /**
   * @param {string} page
   * @returns {Screen}
   */
  function made(page) {
    const found = screenOf(page);
    if (typeof found !== "string") return found(view);
    steps.become(found);
    return made(found);
  }
}
