/** Opens a file: read in the page, validated by the kernel, and shown with what it would change before anything does. */

import { makeField } from "../../page/js/controls.js";
import { el } from "../../page/js/dom.js";
import { liveEntries } from "../../page/js/record/entries.js";
import { merge } from "../../page/js/record/merge.js";
import { SEALED, canSeal, isSealed, unsealText } from "../../page/js/record/sealing.js";
import { byKind } from "./entries.js";
import { DAMAGED, notARecord } from "./not_a_record.js";
import { button, sheetForm, withBack } from "./pieces.js";

/** @typedef {import("../desk.js").Desk} Desk */

const MOST = 5_000_000;
const CHOOSE = { name: "record", kind: "file", label: "Choose the file", accept: [".json"], max_bytes: MOST };
const WRONG = "This passphrase does not open this file. Look out for capital letters, and try again. Nothing was changed.";
const CANNOT = "This file is locked with a passphrase. Browsers open such files only at an address that begins with https. Nothing was changed.";
const WHOSE = "This file is named “#”. Add it only if it is yours.";

/**
 * @param {Desk} desk
 * @param {string} step
 */
export function opening(desk, step) {
  const { memory } = desk;
  if (step === "passphrase" && memory.sealed) return askForPassphrase(desk);
  if (step === "preview" && memory.opened) return memory.opened.isReadOnly ? readOnly(desk) : preview(desk);
  return choose(desk);
}

/** @param {Desk} desk */
function choose(desk) {
  const field = makeField(CHOOSE, { change: () => desk.say("") });
  const submit = async () => {
    const wrong = field.problem();
    if (wrong) {
      field.showError(wrong);
      return document.getElementById(field.target())?.focus();
    }
    field.clearError();
    const text = new TextDecoder().decode(field.value().bytes);
    const sealed = sealedIn(text);
    if (!sealed) return take(desk, field.element, text, field.value().bytes);
    if (!isSealed(sealed)) return desk.refuse(DAMAGED);
    if (!canSeal()) return desk.refuse(CANNOT);
    desk.memory.sealed = sealed;
    desk.go("opening", "passphrase");
  };
  return [
    el("h2", null, "Open a file"),
    el("p", null, "It is a file that you downloaded here, such as alongside-record-2026-11-22.json. You see what would change before anything does."),
    sheetForm(desk, "Open it", submit, field.element),
  ];
}

/** @param {Desk} desk */
function askForPassphrase(desk) {
  const input = el("input", { type: "password", id: "file-passphrase", autocomplete: "off" });
  const submit = async () => {
    desk.say("Opening it. This takes a few seconds.");
    const text = await unsealText(desk.memory.sealed, input.value);
    desk.say("");
    if (text === null) return desk.refuse(WRONG);
    return take(desk, input, text, text);
  };
  return [
    el("h2", null, "This file is locked with a passphrase"),
    el("p", null, "The passphrase stays in this browser. Nobody can open the file without it, and we cannot find it again."),
    sheetForm(
      desk,
      "Unlock it",
      submit,
      el("div", { class: "field" }, el("label", { for: input.id }, "Passphrase of the file"), input),
    ),
  ];
}

/**
 * Have it validated, and go on to what it would change.
 *
 * @param {Desk} desk
 * @param {HTMLElement} asked  of the step that asks: while it is there, the learner has not gone elsewhere
 * @param {string} text
 * @param {string | ArrayBuffer} content  the same, as it is sent
 */
async function take(desk, asked, text, content) {
  const wrong = notARecord(text);
  if (wrong) return desk.refuse(wrong);
  desk.say("Looking it through.");
  const { told, bytes } = await desk.ask({ ask: "open" }, content);
  if (!asked.isConnected) return;
  desk.say("");
  if (told.refused) return desk.refuse(told.refused);
  delete desk.memory.sealed;
  desk.memory.opened = { record: JSON.parse(new TextDecoder().decode(bytes[0])), isReadOnly: told.read_only, sentence: told.sentence };
  desk.go("opening", "preview");
}

/** @param {Desk} desk */
function preview(desk) {
  const { record } = desk.memory.opened;
  const ours = desk.keeper.record();
  const { sentences, changesAnything } = merge(ours, record);
  const isUnnamed = record.name && !ours.name;
  const add = async () => {
    await desk.keeper.takeIn(record);
    delete desk.memory.opened;
    desk.leave("It is added to your record.");
  };
  return [
    el("h2", null, "What would change"),
    isUnnamed && el("p", null, WHOSE.replace("#", () => record.name)),
    el("ul", null, ...sentences.map((words) => el("li", null, words))),
    el("p", null, "Nothing has changed yet."),
    el(
      "div",
      { class: "buttons" },
      changesAnything && button("Add this to my record", desk.calm(add)),
      button("Leave it", desk.calm(() => leave(desk)), { class: "button second" }),
    ),
    el("details", null, el("summary", null, "Look at what is in the file"), el("div", null, ...listOf(desk, record))),
  ];
}

/** @param {Desk} desk */
function readOnly(desk) {
  const { record, sentence } = desk.memory.opened;
  return [
    el("h2", null, "A file to read"),
    el("p", { class: "notice" }, sentence),
    record.name && el("p", null, `It is the record of ${record.name}.`),
    ...listOf(desk, record),
    withBack(desk),
  ];
}

/** @param {Desk} desk */
function leave(desk) {
  delete desk.memory.opened;
  desk.leave("Nothing was changed.");
}

/**
 * @param {Desk} desk
 * @param {import("../../page/js/record/entries.js").Whole} record
 */
function listOf(desk, record) {
  const live = liveEntries(record);
  return live.length ? byKind(desk, live) : [el("p", null, "Nothing is written in it.")];
}

/**
 * @param {string} text
 * @returns {any} what a sealed file holds; null for every other
 */
function sealedIn(text) {
  try {
    const found = JSON.parse(text);
    return found?.format === SEALED ? found : null;
  } catch {
    return null;
  }
}
