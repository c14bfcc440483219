/** One entry, to be written on. */

import { announce } from "../page/js/announcer.js";
import { makeField } from "../page/js/controls.js";
import { isIso } from "../page/js/controls/date_parts.js";
import { today } from "../page/js/days.js";
import { el, replace } from "../page/js/dom.js";
import { focusHeading, isWrittenIn } from "../page/js/focus.js";
import { dayOf } from "../page/js/record/entries.js";
import { drop, keep, kept } from "../page/js/store.js";
import { Writing } from "../page/js/writing.js";
import { peersOf } from "./cpd.js";
import { makeLinks, titleIn } from "./links.js";
import { StandardsPicker } from "./standards.js";

/** @typedef {import("../page/js/controls.js").Field} Field */
/** @typedef {import("../page/js/controls.js").Spec} Spec */
/** @typedef {{id: string, kind: string}} Place  in the browser's history */
/**
 * @typedef {object} Given
 * @property {Record<string, Spec[]>} questions  by the kind of entry
 * @property {Record<string, string>} kinds  what each kind of entry is called
 * @property {import("./in_force.js").Pack[]} packs
 */

const CAREFUL = "No names, and no details that would give somebody away.";
const FREE = "Every question can be left out, and a few words are enough.";
const TITLE = { name: "title", kind: "text", label: "Title", hint: "How your list shows it. A neutral one is safest on a screen that others see." };
const DAY = { name: "day", kind: "date", label: "When was it?", hint: "For example, 27 3 2026. Left empty, it is the day on which you began to write." };
const FORGOTTEN = "This was forgotten.";
const SURE = "Its words go from here, and nobody can bring them back. A file that you downloaded keeps its own copy.";

export class EntryScreen {
  /**
   * @param {Given} given
   * @param {Place} place
   * @param {(said?: string) => void} leave  to the list
   */
  constructor(given, { id, kind }, leave) {
    this.given = given;
    this.kind = kind;
    this.leave = leave;
    const specs = given.questions[kind];
    this.writing = new Writing({ id, workbook: "reflections", kind, title: "" }, specs.filter((spec) => spec.kind !== "date"));
    /** Where a date is kept that is not finished. */
    this.typedDay = `day/${id}`;
    this.picker = new StandardsPicker(given.packs, (standards) => this.writing.change({ standards }));
    this.fields = this.makeFields(specs);
    this.links = el("div");
    this.peers = el("p", { class: "meta", hidden: true });
    this.finished = this.makeFinished();
    this.ending = el("div");
    this.heading = el("h2", null, "");
    this.element = el("div", { class: "entry" });
    this.paint();
    this.unfollow = this.writing.follow(this.screen(), this.element);
  }

  stop() {
    this.unfollow();
  }

  /** @returns {import("../page/js/writing.js").Screen} */
  screen() {
    return {
      isBusy: (name) => isWrittenIn(this.fields.get(name)?.element),
      show: (names) => this.show(names),
      gone: () => {
        this.paint();
        announce(FORGOTTEN);
      },
    };
  }

  paint() {
    const { writing, given, kind } = this;
    this.heading.textContent = writing.entry ? titleIn(given.kinds, writing.entry) : given.kinds[kind];
    if (writing.isForgotten) {
      replace(this.element, this.heading, el("p", { class: "notice" }, FORGOTTEN), this.buttons());
      return;
    }
    const questions = [...this.fields].map(([name, { element }]) => (name === "peer" ? el("div", null, element, this.peers) : element));
    replace(
      this.element,
      el("p", { class: "steps" }, given.kinds[kind]),
      this.heading,
      el("p", { class: "notice" }, CAREFUL),
      el("p", { class: "hint" }, FREE),
      ...questions,
      this.picker.element,
      this.links,
      this.finished.element,
      this.ending,
    );
    this.paintRest();
    replace(this.ending, this.buttons());
  }

  /** What depends on other parts of the record and of the entry. */
  paintRest() {
    const { entry } = this.writing;
    const record = this.writing.keeper.record();
    const { id } = this.writing.made;
    const links = entry?.links ?? [];
    this.picker.show({ day: entry ? dayOf(entry) : today(), programme: record.programme, chosen: entry?.standards ?? [] });
    this.finished.box.checked = entry?.finished ?? false;
    this.showPeers();
    if (isWrittenIn(this.links)) return;
    const change = (/** @type {string[]} */ now) => {
      this.writing.change({ links: now });
      this.showPeers();
    };
    const isOpen = this.links.querySelector("details")?.open ?? false;
    const made = makeLinks(record, { id, links }, this.given.kinds, change);
    if (made) made.open = isOpen;
    replace(this.links, made);
  }

  /** Of a piece of CPD: which linked reflection fills the field about a peer. */
  showPeers() {
    const { entry, values, keeper } = this.writing;
    const peers = entry && this.fields.has("peer") && !String(values.peer ?? "").trim() ? peersOf(keeper.record(), entry) : [];
    const titles = peers.map((one) => `“${titleIn(this.given.kinds, one)}”`).join(" and ");
    this.peers.textContent = peers.length ? `Filled from ${titles}, which you linked. Write here to use other words.` : "";
    this.peers.hidden = peers.length === 0;
  }

  /**
   * @param {Spec[]} specs
   * @returns {Map<string, Field>} by the names that `Writing` gives them
   */
  makeFields(specs) {
    const { writing } = this;
    /** @type {[string, Field]} */
    const title = [":title", makeField(TITLE, { value: writing.entry?.title, change: (words) => this.changeTitle(words) })];
    const brought = writing.brought
      .filter(({ kind }) => kind === "text")
      .map(({ name, label }) => this.question({ name, kind: "long_text", label, hint: "", rows: 5 }));
    const day = (/** @type {Spec} */ spec) => this.makeDay(spec);
    const asked = specs.map((spec) => (spec.kind === "date" ? day(spec) : this.question(spec)));
    const hasDay = specs.some(({ kind }) => kind === "date");
    return new Map([title, ...(hasDay ? [] : [day(DAY)]), ...brought, ...asked]);
  }

  /**
   * @param {Spec} spec
   * @returns {[string, Field]}
   */
  question(spec) {
    const { name } = spec;
    const change = (/** @type {any} */ value) => {
      this.writing.set(name, value);
      if (name === "peer") this.showPeers();
    };
    return [name, makeField(spec, { value: this.writing.values[name], change })];
  }

  /** @param {string} words */
  changeTitle(words) {
    this.writing.change({ title: words });
    this.heading.textContent = words.trim() || this.given.kinds[this.kind];
  }

  /**
   * The day of the entry; while it is no day, what was typed is kept beside it.
   *
   * @param {Spec} spec
   * @returns {[string, Field]}
   */
  makeDay(spec) {
    const field = makeField(spec, { value: kept(this.typedDay) ?? this.writing.entry?.day, change: (typed) => this.changeDay(typed) });
    field.element.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && field.element.contains(relatedTarget)) return;
      const wrong = field.value() ? field.problem() : null;
      if (wrong) field.showError(wrong);
      else field.clearError();
    });
    return [":day", field];
  }

  /** @param {string} typed */
  changeDay(typed) {
    const isDone = typed === "" || isIso(typed);
    if (!isDone) return void keep(this.typedDay, typed);
    drop(this.typedDay);
    this.writing.change({ day: typed || undefined });
    this.paintRest();
  }

  makeFinished() {
    const id = `finished-${this.writing.made.id}`;
    const change = () => this.writing.change({ finished: box.checked });
    const box = el("input", { type: "checkbox", id, on: { change } });
    const label = el("label", { for: id }, "I have finished this for now");
    return { box, element: el("div", { class: "checkbox finished" }, box, label) };
  }

  buttons() {
    const back = el("button", { type: "button", class: "button", on: { click: () => this.leave() } }, "Back to the list");
    const forget = el("button", { type: "button", class: "button second", on: { click: () => this.ask() } }, "Forget this");
    return el("div", { class: "buttons" }, back, !this.writing.isForgotten && forget);
  }

  /** Ask once more before an entry is forgotten. */
  ask() {
    const heading = el("h3", null, "Forget this for good?");
    const forget = () => {
      drop(this.typedDay);
      this.unfollow();
      this.writing.forget();
      this.leave("It is forgotten.");
    };
    const stay = () => {
      replace(this.ending, this.buttons());
      this.ending.querySelector("button")?.focus();
    };
    replace(
      this.ending,
      el(
        "div",
        { class: "notice" },
        heading,
        el("p", null, SURE),
        el(
          "div",
          { class: "buttons" },
          el("button", { type: "button", class: "button", on: { click: forget } }, "Forget it"),
          el("button", { type: "button", class: "button second", on: { click: stay } }, "Keep it"),
        ),
      ),
    );
    focusHeading(heading);
  }

  /**
   * Another tab has changed this entry.
   *
   * @param {string[]} names
   */
  show(names) {
    const { entry, values } = this.writing;
    for (const name of names) {
      const value = { ":title": entry?.title, ":day": entry?.day }[name] ?? values[name];
      this.fields.get(name)?.set(value ?? null);
    }
    if (names.includes(":title")) this.heading.textContent = entry ? titleIn(this.given.kinds, entry) : "";
    this.paintRest();
  }
}
