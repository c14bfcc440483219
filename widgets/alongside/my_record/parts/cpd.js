/** A piece of CPD for Social Work England: its fields to copy one by one, and as Word. */

import { showProblems } from "../../page/js/controls.js";
import { el } from "../../page/js/dom.js";
import { isLive } from "../../page/js/record/entries.js";
import { keep, kept } from "../../page/js/store.js";
import { check } from "./check.js";
import { copyButton } from "./copying.js";
import { hand } from "./documents.js";
import { NOTHING_WRITTEN, button, entryField, sheetForm, today, withBack } from "./pieces.js";

/** @typedef {import("../desk.js").Desk} Desk */

const SHELF = "cpd";
const ABOUT = "Choose what the piece is about. A reflection with a peer or group that goes with it fills the field about peers.";

/**
 * @param {Desk} desk
 * @param {string} step
 */
export function cpd(desk, step) {
  const entry = kept(SHELF);
  const isThere = typeof entry === "string" && isLive(desk.keeper.entry(entry));
  if (isThere && step === "check") {
    return check(desk, { what: "cpd", entry }, { words: "Go to the fields", press: () => desk.go("cpd", "fields") });
  }
  return isThere && step === "fields" ? fieldsOf(desk, entry) : choose(desk, entry);
}

/**
 * @param {Desk} desk
 * @param {string | undefined} chosen
 */
function choose(desk, chosen) {
  const heading = el("h2", null, "A piece of CPD for Social Work England");
  const entry = entryField(desk, { label: "Which entry?", chosen, first: "cpd", change: (id) => keep(SHELF, id) });
  if (!entry) return [heading, el("p", null, NOTHING_WRITTEN), withBack(desk)];
  const summary = el("div");
  const submit = () => {
    if (!showProblems([entry], summary)) desk.go("cpd", "check");
  };
  return [heading, el("p", null, ABOUT), summary, sheetForm(desk, "Continue", submit, entry.element)];
}

/**
 * @param {Desk} desk
 * @param {string} entry
 */
function fieldsOf(desk, entry) {
  const list = el("div", { "aria-busy": "true" }, el("p", { role: "status" }, "Putting the fields together."));
  const make = async () => {
    desk.say("Making it.");
    hand(desk, list, await desk.ask({ ask: "make", what: "cpd", entry, format: "docx", today: today() }, desk.recordText()));
  };
  const show = desk.calm(async () => {
    const { told } = await desk.ask({ ask: "cpd", entry }, desk.recordText());
    if (!list.isConnected) return;
    list.removeAttribute("aria-busy");
    if (told.refused) {
      list.replaceChildren();
      return desk.refuse(told.refused);
    }
    list.replaceChildren(...told.fields.map((/** @type {any} */ field) => toCopy(desk, field)));
  });
  show();
  return [
    el("h2", null, "The fields, in their order"),
    el("p", null, "Copy each into the form on Social Work England’s own site. The order is theirs; the labels here are ours."),
    list,
    withBack(desk, button("Download as Word", desk.calm(make))),
  ];
}

/**
 * @param {Desk} desk
 * @param {{name: string, label: string, words: string}} field
 */
function toCopy(desk, { name, label, words }) {
  const heading = el("h3", { id: `cpd-${name}` }, label);
  if (!words) return el("section", { class: "to-copy" }, heading, el("p", { class: "meta" }, "Nothing yet."));
  const shown = el("p", { class: "kept-words", id: `cpd-${name}-words` }, words);
  return el("section", { class: "to-copy" }, heading, shown, copyButton(desk, label, words, shown));
}
