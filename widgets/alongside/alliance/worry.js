/** Speaking up for somebody, or a worry, one step at a time: three packs, one widget. */

import { button, linkButton, secondButton } from "../page/js/buttons.js";
import { makeField, showProblems } from "../page/js/controls.js";
import { el } from "../page/js/dom.js";
import { isWrittenIn } from "../page/js/focus.js";
import { tellHandOver } from "../page/js/hand_over.js";
import { makeUnsent } from "../page/js/unsent.js";
import { guarded } from "./parts/guard.js";
import { helpers } from "./parts/helpers.js";
import { staged } from "./parts/stage.js";
import { taking } from "./parts/taking.js";
import { buttons, exampleWords, notice, paragraphs, section, source } from "./parts/words.js";
import { listChanges, newId, writingOf, writtenList } from "./parts/written.js";
import { makeNeverKept } from "./worrying/never_kept.js";
import { asAnswered, keptSpecs, stepsFor, stillOpen } from "./worrying/steps.js";
import { copyBefore, hasWords, readOnly } from "./worrying/theirs.js";

/** @typedef {import("./parts/stage.js").Stage} Stage */
/** @typedef {import("./parts/stage.js").Screen} Screen */
/** @typedef {import("../page/js/history.js").Place} Place */
/** @typedef {import("../page/js/controls/types.js").Field} Field */
/** @typedef {import("../page/js/writing.js").Writing} Writing */
/** @typedef {import("./worrying/steps.js").Step} Step */
/** @typedef {import("./worrying/steps.js").Pack} Pack */
/** @typedef {{pack: Pack, who: import("./parts/helpers.js").WhoCanHelp, made: import("./parts/written.js").Made, secret: import("./worrying/never_kept.js").NeverKept, isTheirTurn: boolean}} Given  isTheirTurn: the NQSW has said that they write now */

const BEGIN = { speaking_up: "Begin", worry_about_practice: "Write down a worry", worry_about_assessment: "Write down a worry" };
/** Steps at which somebody is chosen: the list of those who can help is open there. */
const NAMES_SOMEBODY = ["who", "who_else"];

const HANDING_OVER = "When the NQSW begins to write, your answers that are not saved go from this page.";

export default staged((model) => {
  /** @type {Pack} */
  const pack = model.get("pack");
  const made = { name: pack.kind, workbook: "raising_a_worry", kind: "answers", title: pack.title };
  /** @type {Given} */
  const given = { pack, who: model.get("who_can_help"), made, secret: makeNeverKept(pack.kind), isTheirTurn: false };
  return {
    name: pack.kind,
    screens: guarded(
      {
        home: (stage) => home(stage, given),
        step: (stage, place) => step(stage, place, given, writingOf(made, place.id, keptSpecs(pack))),
        end: (stage, place) => {
          const writing = writingOf(made, place.id, keptSpecs(pack));
          const open = stillOpen(pack, writing.values);
          return open ? step(stage, { ...place, step: open.id }, given, writing) : end(stage, given, writing);
        },
      },
      { isUnsaved: given.secret.hasAny, forget: given.secret.clear },
    ),
  };
});

/**
 * @param {Stage} stage
 * @param {Given} given
 * @returns {Screen}
 */
function home(stage, { pack, who, made }) {
  const heading = el("h2", null, pack.title);
  const open = (/** @type {string} */ id) => stage.go({ page: "step", id, step: pack.steps[0].id });
  const list = writtenList(stage, made, "In your record", ({ id }) => open(id));
  const words = BEGIN[/** @type {keyof typeof BEGIN} */ (pack.kind)] ?? "Begin";
  const begin = (list ? secondButton : button)(list ? `${words} (another)` : words, () => open(newId(made)));
  const nodes = [heading, ...paragraphs(pack.about), notice(pack.notice), list, buttons(begin), helpers(who, false)];
  return { heading, nodes, follow: listChanges(stage, made) };
}

/**
 * @param {Stage} stage
 * @param {Place} place
 * @param {Given} given
 * @param {Writing} writing
 * @returns {Screen}
 */
function step(stage, place, given, writing) {
  const { pack, who, secret } = given;
  const steps = stepsFor(pack, writing.values);
  const now = steps.find(({ id }) => id === place.step) ?? steps[0];
  const heading = el("h2", null, now.heading);
  const isTheirs = now.filled_by === "nqsw";
  const isOpen = !isTheirs || given.isTheirTurn;
  // for this showing only: neither the browser's Back nor its Forward leads into their words again
  given.isTheirTurn = false;
  if (now.ends) forgetIfOnlyAsked(writing);
  const fields = !isOpen ? [] : now.fields.map((spec) => fieldOf(spec, now, writing, secret, place.id));
  const problems = el("div");
  const form = el("form", { novalidate: true, on: { submit: stage.calm(submit) } }, ...(isOpen ? fields.map(({ element }) => element) : readOnly(now, writing)), ...[ways()].flat());
  if (now.kept === "never") makeUnsent(form, "input, textarea");
  return {
    heading,
    leave: follow(stage, writing, fields),
    nodes: [
      el("p", { class: "steps" }, pack.title),
      problems,
      heading,
      ...paragraphs(now.words),
      source(now.source),
      now.kept === "never" && el("p", { class: "notice" }, "Not saved: what you write here is in this page only, and goes when it is left or loaded again. The browser asks first."),
      exampleWords(now.examples),
      form,
      now.ends && writing.entry && forgetting("What you wrote about this before is still in your record", stage, secret, writing),
      isTheirs && copyBefore(stage, writing),
      NAMES_SOMEBODY.includes(now.id) && helpers(who, true),
      el("details", null, el("summary", null, pack.notice.heading), ...paragraphs(pack.notice.words)),
    ],
  };

  function ways() {
    const leave = linkButton("Leave it here for now", () => stage.leave());
    const back = secondButton("Back", () => stage.back());
    if (now.ends) return buttons(button("Done", () => stage.leave()), back);
    if (!isOpen) {
      const does = hasWords(now, writing) ? "change what I wrote" : "write this myself";
      const write = secondButton(`I am the NQSW, and ${does}`, handOver);
      return [el("p", { class: "hint" }, HANDING_OVER), buttons(write, el("button", { class: "button" }, "Continue"), back, leave)];
    }
    return buttons(el("button", { class: "button" }, isTheirs ? "Hand back" : "Continue"), back, now.kept === "never" && linkButton("Clear these answers", clear), leave);
  }

  function clear() {
    secret.clear();
    stage.arrive();
  }

  function handOver() {
    given.isTheirTurn = true;
    tellHandOver({ by: pack.kind, isEmptied: false });
    clear();
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    if (showProblems(fields, problems)) return;
    const path = stepsFor(pack, writing.values);
    const next = path[path.findIndex(({ id }) => id === now.id) + 1];
    stage.go(next ? { page: "step", id: place.id, step: next.id } : { page: "end", id: place.id });
  }
}

/**
 * @param {import("../page/js/controls/types.js").Spec} spec
 * @param {Step} now
 * @param {Writing} writing
 * @param {import("./worrying/never_kept.js").NeverKept} secret
 * @param {string} id  of the worry: another one has other answers
 */
function fieldOf(spec, now, writing, secret, id) {
  const name = `${id}/${spec.name}`;
  if (now.kept === "never") return makeField(spec, { value: secret.get(name), change: (words) => secret.set(name, words) });
  return makeField(spec, { value: writing.values[spec.name], change: (value) => writing.set(spec.name, value) });
}

/**
 * Whoever has not asked yet has nothing to keep: an entry that says no more than that goes.
 *
 * @param {Writing} writing
 */
function forgetIfOnlyAsked(writing) {
  if (writing.entry?.fields.length === 1) writing.forget();
}

/**
 * @param {Stage} stage
 * @param {Writing} writing
 * @param {Field[]} fields
 */
function follow(stage, writing, fields) {
  const find = (/** @type {string} */ name) => fields.find((field) => field.name === name);
  const screen = {
    isBusy: (/** @type {string} */ name) => isWrittenIn(find(name)?.element),
    show: (/** @type {string[]} */ names) => names.forEach((name) => find(name)?.set(writing.values[name])),
    gone: () => stage.leave(),
  };
  return writing.follow(screen, stage.sheet);
}

/**
 * @param {Stage} stage
 * @param {Given} given
 * @param {Writing} writing
 * @returns {Screen}
 */
function end(stage, { pack, who, secret }, writing) {
  const heading = el("h2", null, pack.after.heading);
  const { reminder, buttons: documents, told } = taking(stage, () => writing.entry && asAnswered(pack, writing.entry), { copy: "Copy as a file" });
  const finish = () => {
    secret.clear();
    if (writing.entry) writing.change({ finished: true });
    stage.leave();
  };
  return {
    heading,
    nodes: [
      heading,
      ...paragraphs(pack.after.words),
      section({ heading: "Take it with you", words: ["It is in no document but this one, and in the file of your record."] }, reminder, buttons(...documents), told.element),
      helpers(who, false),
      forgetting("Forget this", stage, secret, writing),
      buttons(button("Done for now", finish), secondButton("Back", () => stage.back())),
    ],
  };
}

/**
 * @param {string} summary
 * @param {Stage} stage
 * @param {import("./worrying/never_kept.js").NeverKept} secret
 * @param {Writing} writing
 */
function forgetting(summary, stage, secret, writing) {
  const forget = () => {
    secret.clear();
    writing.forget();
    stage.leave();
  };
  return el("details", null, el("summary", null, summary), el("p", null, "What you wrote here goes from your record, for good."), secondButton("Forget it now", forget));
}
