/** The standards picker: native checkboxes, each set of standards in a `<details>`, three tags at most. */

import { announce } from "../page/js/announcer.js";
import { makeField } from "../page/js/controls.js";
import { dayInWords } from "../page/js/days.js";
import { el, replace } from "../page/js/dom.js";
import { hasOwnHistory } from "../page/js/own_history.js";
import { MOST_TAGS } from "../page/js/record/entries.js";
import { inForce, titleOf } from "./in_force.js";

/** @typedef {import("./in_force.js").Pack} Pack */
/** @typedef {import("./in_force.js").Standard} Standard */
/** @typedef {import("../page/js/controls.js").Field} Field */
/** @typedef {{day: string, programme: import("../page/js/record/entries.js").Programme, chosen: string[]}} Now */
/** @typedef {{name: string, tags: string[], field: Field, count: HTMLElement | null}} Group */

const ENOUGH = "One to three are enough. Tagging everything turns reflection into ticking boxes.";
const WHICH = "Which of these does it touch most?";
const FULL = "Three are chosen already. Take one away to choose another.";
const NONE = "None of the standards that are known here held on";
const NO_LONGER = "Chosen, but not among those of this day";

export class StandardsPicker {
  /** @type {Now} */
  now = { day: "", programme: {}, chosen: [] };
  /** @type {Group[]} */
  groups = [];
  /** Names of the sets that are open. @type {Set<string>} */
  opened = new Set();

  /**
   * @param {Pack[]} packs
   * @param {(chosen: string[]) => void} change
   */
  constructor(packs, change) {
    this.packs = packs;
    this.change = change;
    this.lead = el("p", { class: "meta" });
    this.sets = el("div");
    const heading = el("h3", null, "Standards");
    this.element = el("section", { class: "standards" }, heading, el("p", null, ENOUGH), this.lead, this.sets);
  }

  /** @param {Now} now */
  show(now) {
    const { day, programme } = this.now;
    const isSame = day === now.day && JSON.stringify(programme) === JSON.stringify(now.programme);
    this.now = now;
    if (isSame) this.tick();
    else this.paint();
  }

  paint() {
    const { day, programme, chosen } = this.now;
    const packs = inForce(this.packs, day, programme);
    const known = new Set(packs.flatMap(({ standards }) => standards.map(({ tag }) => tag)));
    const others = chosen.filter((tag) => !known.has(tag)).map((tag) => ({ tag, title: titleOf(this.packs, tag) }));
    const whose = programme.track ? "for your track." : "for every track. ";
    const narrow = !programme.track && hasOwnHistory() && el("a", { href: "my_record.ipynb" }, "Say which is yours in My record");
    if (packs.length) replace(this.lead, `These hold on ${dayInWords(day)}, ${whose}`, narrow);
    else replace(this.lead, `${NONE} ${dayInWords(day)}.`);
    this.groups = [];
    replace(
      this.sets,
      others.length > 0 && this.group("others", NO_LONGER, others, null).element,
      ...packs.map((pack) => this.set(pack)),
    );
    this.tick();
  }

  /**
   * A set that opens and closes.
   *
   * @param {Pack} pack
   */
  set({ name, title, note, standards }) {
    const count = el("span", { class: "meta" });
    const hint = note && el("p", { class: "hint" }, note);
    const boxes = standards.length > 0 && this.group(name, WHICH, standards, count).element;
    const toggle = () => (details.open ? this.opened.add(name) : this.opened.delete(name));
    const details = el("details", { on: { toggle } }, el("summary", null, title, count), hint, boxes);
    details.open = this.opened.has(name);
    return details;
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {Standard[]} standards
   * @param {HTMLElement | null} count  shows how many are chosen
   */
  group(name, label, standards, count) {
    const options = standards.map(({ tag, title }) => ({ value: tag, label: title }));
    const change = (/** @type {string[]} */ ticked) => this.take(group, ticked);
    const field = makeField({ name, kind: "checkboxes", label, options }, { change });
    /** @type {Group} */
    const group = { name, tags: standards.map(({ tag }) => tag), field, count };
    this.groups.push(group);
    return field;
  }

  /**
   * @param {Group} group
   * @param {string[]} ticked
   */
  take(group, ticked) {
    const others = this.now.chosen.filter((tag) => !group.tags.includes(tag));
    this.groups.forEach(({ field }) => field.clearError());
    if (others.length + ticked.length > MOST_TAGS) {
      this.tick();
      group.field.showError(FULL);
      announce(FULL);
      return;
    }
    this.now = { ...this.now, chosen: [...others, ...ticked] };
    this.tick();
    this.change(this.now.chosen);
  }

  /** Show what is chosen. */
  tick() {
    for (const { tags, field, count } of this.groups) {
      const chosen = tags.filter((tag) => this.now.chosen.includes(tag));
      field.set(chosen);
      if (count) count.textContent = chosen.length ? ` · ${chosen.length} chosen` : "";
    }
  }
}
