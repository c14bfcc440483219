/** The working agreement: one page of sections, kept as an entry of the record, copied section by section, taken by both. */

import { button, linkButton, secondButton } from "../page/js/buttons.js";
import { copyWords } from "../page/js/clipboard.js";
import { makeField } from "../page/js/controls.js";
import { isIso } from "../page/js/controls/date_parts.js";
import { el } from "../page/js/dom.js";
import { isWrittenIn } from "../page/js/focus.js";
import { randomName } from "../page/js/record/entries.js";
import { offerDownload } from "../page/js/record/file.js";
import { sectionText } from "./parts/plain_text.js";
import { calendarFile } from "./parts/review_date.js";
import { helpers } from "./parts/helpers.js";
import { staged } from "./parts/stage.js";
import { NOTHING, saying, taking } from "./parts/taking.js";
import { buttons, exampleWords, paragraphs, section } from "./parts/words.js";
import { listChanges, newId, writingOf, writtenList } from "./parts/written.js";

/** @typedef {import("./parts/stage.js").Stage} Stage */
/** @typedef {import("./parts/stage.js").Screen} Screen */
/** @typedef {import("./parts/words.js").Text} Text */
/** @typedef {import("../page/js/controls/types.js").Spec} Spec */
/** @typedef {import("../page/js/writing.js").Writing} Writing */
/** @typedef {{id: string, heading: string, words: string, fields: (Spec & {copied_as?: string})[], examples: string[]}} Section */
/** @typedef {{name: string, title: string, about: string[], before: Text, sections: Section[], copying: string, review_title: string, after: Text}} Pack */

const REVIEW = "review_on";
/** Sections in which somebody else is chosen. */
const NAME_SOMEBODY = ["others", "challenge"];
const NO_DAY = "There is no day for the review yet. Write one in the last section.";
const NOT_COPIED = "This browser lets no page copy. The words are below and marked: press Ctrl and C, or choose Copy.";

export default staged((model) => {
  /** @type {Pack} */
  const pack = model.get("pack");
  const made = { name: "agreement", workbook: "power_in_our_relationship", kind: "agreement", title: pack.title };
  return {
    name: "agreement",
    screens: { home: (stage) => home(stage, pack, made), fill: (stage, place) => fill(stage, pack, writingOf(made, place.id, specsOf(pack))) },
  };
});

/** @param {Pack} pack */
const specsOf = (pack) => pack.sections.flatMap(({ fields }) => fields);

/**
 * @param {Stage} stage
 * @param {Pack} pack
 * @param {import("./parts/written.js").Made} made
 * @returns {Screen}
 */
function home(stage, pack, made) {
  const heading = el("h2", null, pack.title);
  const list = writtenList(stage, made, "In your record", ({ id }) => stage.go({ page: "fill", id }));
  const begin = (list ? secondButton : button)(list ? "Begin another agreement" : "Begin the agreement", () => stage.go({ page: "fill", id: newId(made) }));
  return { heading, nodes: [heading, ...paragraphs(pack.about), list, section(pack.before), buttons(begin)], follow: listChanges(stage, made) };
}

/**
 * @param {Stage} stage
 * @param {Pack} pack
 * @param {Writing} writing
 * @returns {Screen}
 */
function fill(stage, pack, writing) {
  const specs = specsOf(pack);
  const fields = new Map(specs.map((spec) => [spec.name, makeField(spec, { value: writing.values[spec.name], change: (value) => writing.set(spec.name, value) })]));
  const called = makeField(
    { name: "called", kind: "text", label: "What is it called?", hint: "So that you can tell it from another. Initials are enough.", optional: true },
    { value: writing.entry && writing.entry.title !== pack.title ? writing.entry.title : "", change: (words) => writing.change({ title: words.trim() || pack.title }) },
  );
  const screen = {
    isBusy: (/** @type {string} */ name) => isWrittenIn((name === ":title" ? called : fields.get(name))?.element),
    show: (/** @type {string[]} */ names) => names.forEach((name) => fields.get(name)?.set(writing.values[name])),
    gone: () => stage.leave(),
  };
  const heading = el("h2", null, pack.title);
  const elementOf = (/** @type {Spec} */ spec) => /** @type {import("../page/js/controls.js").Field} */ (fields.get(spec.name)).element;
  const partsOf = (/** @type {Section} */ { id, fields: own }) => [NAME_SOMEBODY.includes(id) && helpers(stage.model.get("who_can_help"), false), ...own.map(elementOf)];
  const sections = pack.sections.map((one) => sectionElement(stage, one, partsOf(one), () => sectionText(one, writing.values)));
  return {
    heading,
    leave: writing.follow(screen, stage.sheet),
    nodes: [
      heading,
      el("p", null, "Everything here is optional, and is kept as you write. ", pack.copying),
      contents(stage, pack, sections),
      called.element,
      ...sections,
      section(pack.after),
      take(stage, pack, writing),
    ],
  };
}

/**
 * The way to each section: a long page is easier with one.
 *
 * @param {Stage} stage
 * @param {Pack} pack
 * @param {HTMLElement[]} sections
 */
function contents(stage, pack, sections) {
  const go = (/** @type {number} */ at) => {
    const heading = sections[at].querySelector("h3");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
    heading?.scrollIntoView({ block: "start", behavior: "instant" });
  };
  const items = pack.sections.map(({ heading }, at) => el("li", null, linkButton(heading, stage.calm(() => go(at)))));
  return el("details", { class: "contents no-print" }, el("summary", null, "Go to a section"), el("ul", null, ...items));
}

/**
 * @param {Stage} stage
 * @param {Section} given
 * @param {(HTMLElement | false)[]} parts
 * @param {() => string} textOf
 */
function sectionElement(stage, { id, heading, words, examples }, parts, textOf) {
  const told = saying();
  const marked = el("div");
  const copy = async () => {
    const text = textOf();
    marked.replaceChildren();
    if (!text) return told.say(NOTHING);
    if (await copyWords(text)) return told.say(`Copied: ${heading}`);
    const area = el("textarea", { readonly: true, rows: 6, "aria-label": `${heading}, to copy`, value: text });
    marked.append(area);
    area.select();
    return told.say(NOT_COPIED);
  };
  const press = linkButton("Copy this section", stage.calm(copy), { "aria-label": `Copy this section: ${heading}` });
  const name = `${id}-${randomName(4)}`;
  return el(
    "section",
    { class: "part", "aria-labelledby": name },
    el("h3", { id: name }, heading),
    el("p", null, words),
    exampleWords(examples),
    ...parts,
    el("div", { class: "tools" }, press, told.element),
    marked,
  );
}

/**
 * @param {Stage} stage
 * @param {Pack} pack
 * @param {Writing} writing
 */
function take(stage, pack, writing) {
  const { reminder, buttons: documents, told } = taking(stage, () => writing.entry, { copy: "Copy for the other" });
  const calendar = () => {
    const day = writing.values[REVIEW];
    if (!writing.entry || !isIso(day)) return told.say(NO_DAY);
    offerDownload("alongside-review.ics", "text/calendar", calendarFile({ id: writing.entry.id, title: pack.review_title, day }));
    return told.say("It is in your downloads: alongside-review.ics");
  };
  const finish = () => {
    if (writing.entry) writing.change({ finished: true });
    stage.leave();
  };
  return el(
    "section",
    { class: "take" },
    el("h3", null, "For both of you"),
    el("p", null, "Word and PDF are to read and to print. “Copy for the other” is a file that opens in their own record, without yours."),
    reminder,
    buttons(...documents, secondButton("Calendar file for the review", calendar)),
    told.element,
    buttons(button("Done for now", finish), secondButton("Back", () => stage.back())),
  );
}
