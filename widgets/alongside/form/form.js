/**
 * A form: its pages one at a time, each field kept as it is given, in this tab or as an entry of the record.
 *
 * It needs no kernel: what is missing is found here, and `values` is a copy. Where Python waits for the submission
 * it answers with the trait `answer`.
 */

import { makeField, problem, showProblems } from "../page/js/controls.js";
import { el, replace } from "../page/js/dom.js";
import { calm, clearTrouble, followTrouble } from "../page/js/errors.js";
import { carryOn, hasExited } from "../page/js/exited.js";
import { focusHeading, isWrittenIn, keepKeys } from "../page/js/focus.js";
import { makeSteps } from "../page/js/history.js";
import { recordName } from "../page/js/workbook_name.js";
import { Writing } from "../page/js/writing.js";
import { Answers } from "./answers.js";

/** @typedef {import("../page/js/controls.js").Field} Field */
/** @typedef {import("../page/js/controls.js").Spec} Spec */
/** @typedef {{title: string, intro: string, fields: Spec[]}} Page */
/** @typedef {Record<string, string>} Errors  sentences by the names of fields */

const KEPT = "Your answers are kept in this browser.";
const IN_THE_RECORD = "Your answers are in your record.";
const NOT_KEPT = "This browser does not keep your answers: they are on this page only, until you close or reload it.";
const NO_ANSWER = "There is no answer yet. This page may have lost its connection.";
const FILE_NOT_KEPT = "The file is not kept.";
const COVERED = "You left this page. What you entered is still here.";
const COVERED_ENTRY = "You left this page. What you entered is still in your record.";
const PATIENCE = 10_000;

export default {
  render: calm((/** @type {{model: any, el: HTMLElement}} */ { model, el: root }) => {
    const view = new FormView(model, root);
    view.paint();
    view.handOverAgain();
    return () => view.stop();
  }),
};

class FormView {
  /** @type {Field[]} those of the page that is shown */
  fields = [];
  /** @type {Errors | null} to show once their page is there */
  coming = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  waiting;

  /**
   * @param {any} model
   * @param {HTMLElement} root
   */
  constructor(model, root) {
    this.model = model;
    const { name, pages, entry } = model.get("spec");
    /** @type {Page[]} */
    this.pages = pages;
    const specs = this.pages.flatMap((page) => page.fields);
    this.writing = entry ? new Writing(entryOf(entry, name), specs) : null;
    this.answers = new Answers(model, specs, name, this.writing);
    this.calm = (/** @type {(given: any) => void} */ handler) => calm(handler.bind(this), root);
    // Each page is a step in the browser's history; a form of one page takes none.
    this.steps = pages.length > 1 ? makeSteps(`form/${name}`, { page: 0 }, this.calm(this.arrive)) : null;
    this.at = pageAt(this.steps?.place(), pages.length);

    // After "Exit this page", answers wait until the learner says so.
    this.covered = hasExited() && this.answers.any();

    this.summary = el("div");
    this.sheet = el("div");
    this.said = el("p", { class: "said", role: "status" });
    const words = { novalidate: true, on: { submit: this.calm(this.submit) } };
    this.place = el("div", { class: "alongside form" }, el("form", words, this.summary, this.sheet, this.said));
    root.append(this.place);
    keepKeys(this.place);
    this.listen();
  }

  listen() {
    followTrouble(this.model, this.place);
    const field = (/** @type {string} */ name) => this.fields.find((one) => one.name === name);
    const show = (/** @type {string} */ name, /** @type {any} */ value) => field(name)?.set(value);
    this.answers.follow(show);
    this.unfollow = this.answers.followTabs((name) => isWrittenIn(field(name)?.element), show, this.place);
    this.model.on("change:answer", this.calm(this.hear));
  }

  stop() {
    clearTimeout(this.waiting);
    this.steps?.stop();
    this.unfollow?.();
    this.answers.flush();
  }

  paint() {
    if (this.covered) return this.paintCover();
    const { title, intro, fields } = this.pages[this.at];
    this.fields = fields.map((spec) =>
      makeField(spec, { value: this.answers.get(spec.name), change: (value) => this.change(spec.name, value) }),
    );
    replace(this.summary);
    this.say("");
    replace(
      this.sheet,
      this.steps && el("p", { class: "steps" }, `Page ${this.at + 1} of ${this.pages.length}`),
      title && el("h2", null, title),
      intro && el("p", null, intro),
      ...this.fields.map((field) => field.element),
      this.buttons(),
    );
  }

  paintCover() {
    const uncover = () => {
      carryOn();
      this.covered = false;
      this.paint();
      focusHeading(this.sheet.querySelector("h2") ?? this.sheet);
    };
    const button = el("button", { type: "button", class: "button", on: { click: this.calm(uncover) } }, "Carry on");
    replace(this.sheet, el("p", null, this.writing ? COVERED_ENTRY : COVERED), button);
  }

  buttons() {
    const words = this.isLast() ? this.model.get("spec").submit : "Continue";
    const goBack = { type: "button", class: "button second", on: { click: this.calm(() => this.steps?.back()) } };
    const hasBack = this.steps && this.steps.behind().length > 1;
    return el(
      "div",
      { class: "buttons" },
      el("button", { class: "button" }, words),
      hasBack && el("button", goBack, "Back"),
    );
  }

  /**
   * @param {string} field
   * @param {any} value
   */
  change(field, value) {
    this.say("");
    carryOn();
    this.answers.set(field, value);
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    clearTrouble(this.place);
    this.say("");
    if (showProblems(this.fields, this.summary)) return;
    if (this.steps && !this.isLast()) return this.steps.go({ page: this.at + 1 });
    // A reload forgets a file that was chosen on an earlier page.
    const wrong = this.pages.findIndex((page) =>
      page.fields.some((spec) => problem(spec, this.answers.get(spec.name))),
    );
    if (wrong >= 0) this.goToErrors(wrong, {});
    else this.handOver();
  }

  handOver() {
    this.answers.sendFiles();
    this.writing?.change({ finished: true });
    this.model.set("submitted", this.model.get("submitted") + 1);
    this.answers.flush();
    this.answers.memory.isWaiting = this.model.get("spec").waits;
    if (!this.answers.memory.isWaiting) return this.say(this.doneWords());
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.say(`${NO_ANSWER} ${this.keptWords()}`), PATIENCE);
  }

  /** The kernel went away with a submission that it had not answered: this view has another one. */
  handOverAgain() {
    if (this.answers.memory.isWaiting && !this.covered) this.handOver();
  }

  /** Python has answered a submission. */
  hear() {
    const { to, said, errors, failed } = this.model.get("answer");
    if (to !== this.model.get("submitted")) return;
    this.answers.memory.isWaiting = false;
    clearTimeout(this.waiting);
    const wrong = this.pages.findIndex((page) => page.fields.some((spec) => errors[spec.name]));
    if (wrong >= 0) this.goToErrors(wrong, errors);
    else this.say(said || (failed ? "" : this.doneWords()));
  }

  /**
   * @param {number} page
   * @param {Errors} errors
   */
  goToErrors(page, errors) {
    if (page === this.at || !this.steps) {
      showProblems(this.fields, this.summary, errors);
      return;
    }
    this.coming = errors;
    const before = this.steps.behind().findIndex((place) => place.page === page);
    if (before >= 0) this.steps.backTo(before);
    else this.steps.go({ page });
  }

  /**
   * Another page is to be shown: by our buttons, or by the browser's.
   *
   * @param {import("../page/js/history.js").Place} place
   */
  arrive(place) {
    this.at = pageAt(place, this.pages.length);
    this.answers.flush();
    this.paint();
    const errors = this.coming;
    this.coming = null;
    if (errors && showProblems(this.fields, this.summary, errors)) return;
    const heading = this.sheet.querySelector("h2");
    if (heading) focusHeading(heading);
  }

  isLast() {
    return this.at + 1 === this.pages.length;
  }

  doneWords() {
    const { done } = this.model.get("spec");
    return this.answers.kept && done ? done : `${done} ${this.keptWords()}`.trim();
  }

  keptWords() {
    const specs = this.pages.flatMap((page) => page.fields);
    const words = specs.some((spec) => spec.kind !== "file") && (this.answers.kept ? (this.writing ? IN_THE_RECORD : KEPT) : NOT_KEPT);
    const file = specs.some((spec) => spec.kind === "file" && this.answers.get(spec.name)) && FILE_NOT_KEPT;
    return [words, file].filter(Boolean).join(" ");
  }

  /** @param {string} words */
  say(words) {
    this.said.textContent = words;
  }
}

/**
 * The page of a step; the first where there is none, or no such page any longer.
 *
 * @param {any} place
 * @param {number} pages  how many there are
 */
export function pageAt(place, pages) {
  const page = place?.page;
  return Number.isInteger(page) && page >= 0 && page < pages ? page : 0;
}

/**
 * What the entry of a form begins with. Its id is the same wherever the form is opened, so that it is always one entry.
 *
 * @param {{kind: string, title: string, id?: string}} entry
 * @param {string} name  of the form
 * @param {string} [workbook]
 */
export function entryOf({ kind, title, id }, name, workbook = recordName(location.pathname)) {
  const made = `${workbook}-${name}`.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 64);
  return { id: id || made, workbook, kind, title };
}
