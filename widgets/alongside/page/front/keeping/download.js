/** The record as a file in the learner's hands. */
import { showProblems } from "../../js/controls/summary.js";
import { el } from "../../js/dom.js";
import { offerDownload, recordFileName, recordText } from "../../js/record/file.js";
import { sealText } from "../../js/record/sealing.js";
import { once } from "./box.js";
import { newPassphrase } from "./passphrase.js";

/** @typedef {import("../keeper/page_keeper.js").PageKeeper} Keeper */

const TYPE = "application/json";

/** @param {Keeper} keeper */
export function downloadRecord(keeper) {
  offerDownload(recordFileName(), TYPE, recordText(keeper.record()));
  keeper.noteDownload();
}

/**
 * Downloads the record as a file that opens with a passphrase only.
 *
 * @param {Keeper} keeper
 * @param {string} passphrase
 */
async function downloadSealed(keeper, passphrase) {
  const sealed = await sealText(recordText(keeper.record()), passphrase);
  offerDownload(recordFileName(), TYPE, `${JSON.stringify(sealed)}\n`);
  keeper.noteDownload();
}

/**
 * What asks for a passphrase and downloads a locked file; nothing where this browser cannot encrypt.
 *
 * @param {Keeper} keeper
 */
export function sealedDownload(keeper) {
  if (!keeper.state.canSeal) return null;
  const phrase = newPassphrase();
  const wrong = el("div", null);
  const send = el("button", { type: "submit", class: "button second" }, "Download it locked");
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (showProblems(phrase.fields, wrong)) return;
    await once(send, "Locking …", () => downloadSealed(keeper, phrase.value()));
    more.open = false;
    more.querySelector("summary")?.focus();
  };
  const words = "Whoever opens the file is asked for this passphrase. Nobody can recover it.";
  const form = el("form", { novalidate: true, on: { submit } }, el("p", { class: "hint" }, words), phrase.element, el("div", { class: "buttons" }, send));
  const more = el("details", null, el("summary", null, "Lock the file with a passphrase"), wrong, form);
  return more;
}
