/** Keeping what somebody entered as a file, plain or locked, and opening one again. Nothing else keeps it. */

import { announce } from "../page/js/announcer.js";
import { button, secondButton } from "../page/js/buttons.js";
import { makeField } from "../page/js/controls.js";
import { el } from "../page/js/dom.js";
import { offerDownload } from "../page/js/record/file.js";
import { canSeal, sealText, unsealText } from "../page/js/record/sealing.js";
import { buttons, heading } from "./parts.js";
import { passphrase } from "./passphrase.js";
import { escaped, sentencesFor } from "./private_file.js";

/**
 * @typedef {object} Given
 * @property {string} what  "flower"
 * @property {string} name  "a Power Flower"
 * @property {number} most  bytes of a file
 * @property {() => string} fileName
 * @property {() => {text: string, done: () => void}} save  what is to stand in the file, and what follows once it is there
 * @property {(text: string) => {given: any} | {sealed: any} | {sentence: string}} read
 * @property {(given: any) => void} take
 * @property {HTMLElement | null} [asked]  what is asked before it is saved
 */

const SHORTEST = 8;
const NO_SEALING = "At this address your browser cannot lock a file. Whoever can open this device can read it.";
const LOCK = `Without a passphrase, whoever finds the file can read it. With one, nobody can, and nobody can help if it is forgotten. At least ${SHORTEST} characters.`;

/**
 * @param {import("./parts.js").View} view
 * @param {Given} given
 * @returns {import("./parts.js").Screen}
 */
export function filesScreen(view, given) {
  const title = heading("Save or open a file");
  return { heading: title, said: "Save or open a file", nodes: [title, ...saving(given), ...opening(given), buttons(secondButton("Back", view.back))] };
}

/** @param {Given} given */
function saving({ what, fileName, save: saved, asked = null }) {
  const status = el("p", { role: "status", class: "said" });
  const lock = canSeal() ? passphrase("A passphrase (optional)", LOCK) : null;
  return [
    el("h3", null, `Save my ${what}`),
    el("p", null, "You get a file on your device. We have no copy of it."),
    asked,
    lock?.element ?? el("p", { class: "hint" }, NO_SEALING),
    buttons(button(`Download my ${what}`, save)),
    status,
  ];

  async function save() {
    const words = lock?.value() ?? "";
    if (lock && words && words.length < SHORTEST) return lock.showError(`A passphrase needs at least ${SHORTEST} characters`);
    lock?.clearError();
    const { text, done } = saved();
    offerDownload(fileName(), "application/json", words ? escaped(await sealText(text, words)) : text);
    done();
    lock?.set("");
    status.textContent = `The file “${fileName()}” is in your downloads.${words ? " It opens with your passphrase only." : ""}`;
  }
}

/** @param {Given} given */
function opening({ what, name, most, read, take }) {
  const sentences = sentencesFor(name);
  const rest = el("div");
  const file = makeField({ name: `${what}_file`, kind: "file", label: "A file that you saved here", hint: "", accept: [".json"], max_bytes: most }, { change: chosen });
  return [el("h3", null, "Open a file"), el("p", null, `It takes the place of the ${what} on this page. You can put that back.`), file.element, rest];

  /** @param {{bytes: ArrayBuffer} | null} picked */
  function chosen(picked) {
    rest.replaceChildren();
    if (picked) taken(read(new TextDecoder().decode(picked.bytes)));
  }

  /** @param {any} sealed */
  function ask(sealed) {
    if (!canSeal()) return refuse(`This file is locked. ${NO_SEALING}`);
    const key = passphrase("Its passphrase", "");
    const open = async () => {
      const text = await unsealText(sealed, key.value());
      if (text === null) return key.showError(sentences.closed);
      const inside = read(text);
      taken("sealed" in inside ? { sentence: sentences.foreign } : inside);
    };
    rest.replaceChildren(key.element, button("Open it", open, { class: "button second" }));
    key.focus();
  }

  /** @param {{given: any} | {sealed: any} | {sentence: string}} found */
  function taken(found) {
    if ("sealed" in found) return ask(found.sealed);
    if ("sentence" in found) return refuse(found.sentence);
    take(found.given);
  }

  /** @param {string} sentence */
  function refuse(sentence) {
    file.showError(sentence);
    announce(sentence);
  }
}
