/** A widget's screens, one at a time: each a step in the browser's history, with the keyboard brought to its heading. */

import { makeAsker } from "../../page/js/asking.js";
import { button } from "../../page/js/buttons.js";
import { el, replace } from "../../page/js/dom.js";
import { calm, clearTrouble, followTrouble } from "../../page/js/errors.js";
import { carryOn, hasExited } from "../../page/js/exited.js";
import { focusHeading, keepKeys } from "../../page/js/focus.js";
import { makeSteps } from "../../page/js/history.js";
import { keeper } from "../../page/js/keeper.js";

/** @typedef {import("../../page/js/history.js").Place} Place  `page` and what that page needs; never a word of anybody's */
/**
 * @typedef {object} Screen
 * @property {HTMLElement} heading  takes the focus
 * @property {(Node | string | null | false)[]} nodes
 * @property {() => void} [leave]  when another screen comes
 * @property {() => boolean} [follow]  the record has changed, perhaps elsewhere: true to be made anew
 */
/** @typedef {(stage: Stage, place: Place) => Screen} Maker */

const HOME = { page: "home" };
const COVERED = "You left this page. What you wrote and kept is still here.";

export class Stage {
  /** @type {Screen | null} */
  screen = null;

  /**
   * @param {object} given
   * @param {any} given.model
   * @param {HTMLElement} given.root  the widget's place
   * @param {string} given.name  of the widget on its page
   * @param {Record<string, Maker>} given.screens  "home" is the first
   */
  constructor({ model, root, name, screens }) {
    this.model = model;
    this.name = name;
    /** One for all screens: each would hear every answer for as long as the view is there. */
    this.ask = makeAsker(model);
    this.keeper = keeper();
    this.screens = screens;
    this.sheet = el("div", { class: "sheet" });
    this.root = el("div", { class: `alongside alliance ${name.replaceAll("_", "-")}` }, this.sheet);
    root.replaceChildren(this.root);
    keepKeys(this.root);
    followTrouble(model, this.root);
    this.calm = (/** @type {(...given: any[]) => any} */ handler) => calm(handler, this.root);
    this.steps = makeSteps(name, HOME, this.calm(() => this.arrive()));
    this.covered = hasExited() && this.steps.place().page !== HOME.page;
    if (hasExited()) this.steps.cover();
    this.unfollow = this.keeper.follow(this.calm(() => this.screen?.follow?.() && this.again()));
    this.paint();
  }

  /** @param {Place} place */
  go(place) {
    carryOn();
    this.steps.go(place);
  }

  back() {
    if (!this.steps.back()) this.steps.change(HOME);
  }

  /** Back to the first screen; the steps between are left behind. */
  leave() {
    this.steps.backTo(0);
  }

  paint() {
    clearTrouble(this.root);
    this.screen?.leave?.();
    this.screen = null;
    if (this.covered) return replace(this.sheet, el("p", null, COVERED), el("div", { class: "buttons" }, button("Carry on", () => this.uncover())));
    const place = this.steps.place();
    const made = (this.screens[place.page] ?? this.screens.home)(this, place);
    this.screen = made;
    // the page's own introduction has been read
    this.root.toggleAttribute("data-inside", place.page !== HOME.page);
    return replace(this.sheet, ...made.nodes);
  }

  /** The same screen anew; what has the focus keeps it, if it bears a `data-key`. */
  again() {
    const held = document.activeElement?.getAttribute("data-key");
    const isHere = this.sheet.contains(document.activeElement);
    this.paint();
    const found = isHere && held ? this.sheet.querySelector(`[data-key="${CSS.escape(held)}"]`) : null;
    if (found instanceof HTMLElement) found.focus({ preventScroll: true });
    else if (isHere) this.focus();
  }

  arrive() {
    this.paint();
    this.focus();
  }

  focus() {
    const { screen } = this;
    if (screen) focusHeading(/** @type {Screen} */ (screen).heading);
  }

  /** The first screen, here and wherever the history goes: the screen has been handed over in another part of the page. */
  putAway() {
    this.steps.cover();
    this.paint();
  }

  uncover() {
    carryOn();
    this.covered = false;
    this.arrive();
  }

  stop() {
    this.screen?.leave?.();
    this.steps.stop();
    this.unfollow();
  }
}

/**
 * The module of a widget that is a stage.
 *
 * @param {(model: any) => {name: string, screens: Record<string, Maker>}} make
 */
export function staged(make) {
  return {
    render: calm((/** @type {{model: any, el: HTMLElement}} */ { model, el: root }) => {
      const stage = new Stage({ model, root, ...make(model) });
      return () => stage.stop();
    }),
  };
}
