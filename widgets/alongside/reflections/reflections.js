/**
 * Where a learner writes: the list of what was written, and one entry at a time. It needs no kernel: all is kept by the page.
 */

import { announce } from "../page/js/announcer.js";
import { el, replace } from "../page/js/dom.js";
import { calm, followTrouble } from "../page/js/errors.js";
import { carryOn, hasExited } from "../page/js/exited.js";
import { focusHeading, keepKeys } from "../page/js/focus.js";
import { makeSteps } from "../page/js/history.js";
import { keeper } from "../page/js/keeper.js";
import { isLive, liveEntries, makeEntry } from "../page/js/record/entries.js";
import { EntryScreen } from "./entry.js";
import { WRITTEN_HERE, list } from "./list.js";

/** @typedef {import("../page/js/history.js").Place} Place */

const LIST = { page: "list" };
const COVERED = "You left this page. What you wrote is still here.";

export default {
  render: calm((/** @type {{model: any, el: HTMLElement}} */ { model, el: root }) => {
    const view = new ReflectionsView(model, root);
    view.begin();
    return () => view.stop();
  }),
};

class ReflectionsView {
  /** @type {EntryScreen | null} */
  screen = null;
  /** What the list shows, to see whether it has changed. */
  listed = "";
  /** What is said above the list. */
  said = "";

  /**
   * @param {any} model
   * @param {HTMLElement} root
   */
  constructor(model, root) {
    this.given = { questions: model.get("questions"), kinds: model.get("kinds"), packs: model.get("packs") };
    this.keeper = keeper();
    this.calm = (/** @type {(given: any) => void} */ handler) => calm(handler.bind(this), root);
    this.steps = makeSteps("reflections", LIST, this.calm(this.arrive));
    this.covered = hasExited() && this.entries().length > 0;
    if (hasExited()) this.steps.cover();
    this.sheet = el("div", { class: "sheet" });
    this.place = el("div", { class: "alongside reflections" }, this.sheet);
    root.append(this.place);
    keepKeys(this.place);
    followTrouble(model, this.place);
    this.unfollow = this.keeper.follow(calm(() => this.hear(), root));
  }

  stop() {
    this.steps.stop();
    this.unfollow();
    this.screen?.stop();
  }

  begin() {
    const asked = entryAskedFor(location.hash);
    const entry = asked ? this.keeper.entry(asked) : undefined;
    if (!isLive(entry) || !WRITTEN_HERE.includes(entry.kind) || this.covered) return this.paint();
    // once: a reload, or the browser's Back, goes by the history
    history.replaceState(history.state, "", location.pathname + location.search);
    this.steps.lay([{ page: "entry", id: entry.id, kind: entry.kind }]);
  }

  entries() {
    return liveEntries(this.keeper.record(), WRITTEN_HERE);
  }

  paint() {
    this.screen?.stop();
    this.screen = null;
    if (this.covered) return this.paintCover();
    const place = this.steps.place();
    if (place.page === "list" || !(place.kind in this.given.questions)) return this.paintList();
    this.screen = new EntryScreen(this.given, { id: place.id, kind: place.kind }, this.calm(this.leave));
    replace(this.sheet, this.screen.element);
  }

  paintList() {
    const nodes = list(this.keeper.record(), this.given.kinds, {
      begin: this.calm(this.write),
      open: this.calm(({ id, kind }) => this.open(id, kind)),
    });
    this.listed = this.whatIsListed();
    replace(this.sheet, this.said && el("p", { class: "notice" }, this.said), ...nodes);
  }

  paintCover() {
    const uncover = () => {
      carryOn();
      this.covered = false;
      this.paint();
      this.focus();
    };
    const button = el("button", { type: "button", class: "button", on: { click: this.calm(uncover) } }, "Carry on");
    replace(this.sheet, el("p", null, COVERED), button);
  }

  /** @param {string} kind */
  write(kind) {
    const { id } = makeEntry({ workbook: "reflections", kind, title: "" }, this.keeper.writer);
    this.open(id, kind);
  }

  /**
   * @param {string} id
   * @param {string} kind
   */
  open(id, kind) {
    carryOn();
    this.said = "";
    this.steps.go({ page: "entry", id, kind });
  }

  /** @param {string} [said] */
  leave(said = "") {
    this.said = said;
    if (said) announce(said);
    this.steps.backTo(0);
  }

  /** Another step: by our buttons, or by the browser's. */
  arrive() {
    this.paint();
    this.focus();
  }

  focus() {
    const heading = this.sheet.querySelector("h2");
    if (heading) focusHeading(heading);
  }

  /** The record has changed, perhaps in another tab: the list shows it; an entry sees to itself. */
  hear() {
    if (this.screen || this.covered || this.listed === this.whatIsListed()) return;
    const held = this.sheet.contains(document.activeElement) ? document.activeElement : null;
    const again = held?.getAttribute("data-entry");
    this.paintList();
    const button = again && this.sheet.querySelector(`[data-entry="${CSS.escape(again)}"]`);
    if (button instanceof HTMLElement) button.focus({ preventScroll: true });
  }

  whatIsListed() {
    return JSON.stringify(this.entries().map(({ id, revision }) => [id, revision]));
  }
}

/**
 * The entry that an address asks for; it carries an id, and no word of the learner's.
 *
 * @param {string} hash  "#entry-3f9a…"
 * @returns {string | null}
 */
export function entryAskedFor(hash) {
  return /^#entry-([\w-]{1,64})$/.exec(hash)?.[1] ?? null;
}
