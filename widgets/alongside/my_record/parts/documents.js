/** A document of one entry, of the reflections of a time, or of the whole record. */

import { makeField, showProblems } from "../../page/js/controls.js";
import { el } from "../../page/js/dom.js";
import { copyForAnother, isLive } from "../../page/js/record/entries.js";
import { offerDownload, recordFileName, recordText } from "../../page/js/record/file.js";
import { keep, kept } from "../../page/js/store.js";
import { check } from "./check.js";
import { daysFields } from "./days.js";
import { NOTHING_WRITTEN, entryField, sheetForm, today, withBack } from "./pieces.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {{what?: string, entry?: string, time?: string, since?: string, until?: string, format?: string}} Choices */

const WHAT = [
  { value: "entry", label: "One entry" },
  { value: "period", label: "The reflections of a time" },
  { value: "record", label: "The whole record", hint: "All that you wrote. Paths through stories and worries are not in it." },
];
const FORMATS = [
  { value: "docx", label: "Word (.docx)" },
  { value: "pdf", label: "PDF", hint: "Screen readers can follow it." },
  { value: "txt", label: "Plain text" },
];
const JSON_OF = {
  entry: { value: "json", label: "A copy for another record (.json)", hint: "For somebody with whom you wrote it: this entry alone, without your name." },
  record: { value: "json", label: "A file that opens here again (.json)", hint: "Paths through stories are in it." },
};
const SHELF = "documents";
const GONE = "This entry is no longer in your record. Choose another.";

/**
 * @param {Desk} desk
 * @param {string} step
 */
export function documents(desk, step) {
  const chosen = /** @type {Choices} */ (kept(SHELF) ?? {});
  if (step === "check" && chosen.what && chosen.format) {
    return check(desk, asked(chosen), { words: "Make the document", press: (pressed) => make(desk, pressed, chosen) });
  }
  return choose(desk, chosen);
}

/**
 * @param {Desk} desk
 * @param {Choices} chosen
 */
function choose(desk, chosen) {
  const change = (/** @type {string} */ part) => (/** @type {any} */ value) => {
    chosen = { ...chosen, [part]: value ?? undefined };
    keep(SHELF, chosen);
    show();
  };
  const entry = entryField(desk, { label: "Which entry?", chosen: chosen.entry, change: change("entry"), isOwnDocument: true });
  if (!entry) return [el("h2", null, "Make a document"), el("p", null, NOTHING_WRITTEN), withBack(desk)];
  const what = makeField({ name: "what", kind: "radios", label: "What do you want a document of?", options: WHAT }, { value: chosen.what, change: change("what") });
  const days = daysFields(desk, chosen, change);
  const formats = el("div");
  const summary = el("div");
  let format = formatField();
  const submit = () => {
    const fields = [what, ...(chosen.what === "entry" ? [entry] : []), ...(chosen.what === "period" ? days.fields() : []), format];
    if (!showProblems(fields, summary)) desk.go("documents", "check");
  };
  show();
  return [
    el("h2", null, "Make a document"),
    summary,
    sheetForm(desk, "Continue", submit, what.element, entry.element, days.element, formats),
  ];

  function formatField() {
    const more = JSON_OF[/** @type {keyof typeof JSON_OF} */ (chosen.what)];
    const options = more ? [...FORMATS, more] : FORMATS;
    return makeField({ name: "format", kind: "radios", label: "In which format?", options }, { value: chosen.format, change: (value) => keep(SHELF, (chosen = { ...chosen, format: value })) });
  }

  function show() {
    /** @type {HTMLElement} */ (entry?.element).hidden = chosen.what !== "entry";
    days.element.hidden = chosen.what !== "period";
    days.show(chosen.time);
    if (formats.firstChild && chosen.what === formats.dataset.of) return;
    if (chosen.what === "period" && chosen.format === "json") chosen = { ...chosen, format: undefined };
    format = formatField();
    formats.dataset.of = chosen.what;
    formats.replaceChildren(format.element);
  }
}

/**
 * What the kernel is asked for.
 *
 * @param {Choices} chosen
 */
function asked({ what, entry, time, since, until }) {
  if (what === "entry") return { what, entry };
  if (what === "record") return { what };
  return time === "own" ? { what, since, until } : { what, period: time };
}

/**
 * @param {Desk} desk
 * @param {HTMLElement} pressed
 * @param {Choices} chosen
 */
async function make(desk, pressed, chosen) {
  if (chosen.format === "json") return giveJson(desk, chosen);
  desk.say("Making it.");
  const ask = { ask: "make", ...asked(chosen), format: chosen.format, today: today() };
  return hand(desk, pressed, await desk.ask(ask, desk.recordText()));
}

/**
 * Hand over what the kernel made, unless the learner has gone elsewhere meanwhile.
 *
 * @param {Desk} desk
 * @param {HTMLElement} asked  of the step that asks
 * @param {import("../../page/js/asking.js").Answer} answer
 */
export function hand(desk, asked, { told, bytes }) {
  if (!asked.isConnected) return;
  if (told.refused) return desk.refuse(told.refused);
  offerDownload(told.name, told.type, bytes[0]);
  desk.say(`Your document is in your downloads: ${told.name}`);
}

/**
 * The record as it is, or one entry of it; the page makes these itself.
 *
 * @param {Desk} desk
 * @param {Choices} chosen
 */
function giveJson(desk, { what, entry }) {
  const isWhole = what === "record";
  const one = desk.keeper.entry(entry ?? "");
  if (!isWhole && !isLive(one)) return desk.refuse(GONE);
  const record = isLive(one) && !isWhole ? copyForAnother(one) : desk.keeper.record();
  const name = isWhole ? recordFileName() : `alongside-copy-${today()}.json`;
  offerDownload(name, "application/json", recordText(record));
  if (isWhole) desk.keeper.noteDownload();
  desk.say(`Your file is in your downloads: ${name}`);
}
