/** Keeping a flower as a file, plain or locked, and opening one again. Nothing else keeps it. */

import { announce } from "../../../page/js/announcer.js";
import { button, secondButton } from "../../../page/js/buttons.js";
import { makeField } from "../../../page/js/controls.js";
import { el } from "../../../page/js/dom.js";
import { offerDownload } from "../../../page/js/record/file.js";
import { canSeal, sealText, unsealText } from "../../../page/js/record/sealing.js";
import { privateField } from "../../private_fields.js";
import { MOST_BYTES, SENTENCES, escaped, fileName, flowerText, readFlower } from "../file.js";
import { asShown, withPackLenses } from "../model.js";
import { buttons, heading, newId } from "../../parts.js";
import { howMuch } from "./paper.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../view.js").Screen} Screen */

const SHORTEST = 8;
const NO_SEALING = "At this address your browser cannot lock a file. Whoever can open this device can read it.";
const LOCK = `Without a passphrase, whoever finds the file can read it. With one, nobody can, and nobody can help if it is forgotten. At least ${SHORTEST} characters.`;

/**
 * @param {View} view
 * @returns {Screen}
 */
export function files(view) {
  const title = heading("Save or open a file");
  return { heading: title, said: "Save or open a file", nodes: [title, ...saving(view), ...opening(view), buttons(secondButton("Back", view.back))] };
}

/** @param {View} view */
function saving(view) {
  const { keeping } = view;
  const status = el("p", { role: "status", class: "said" });
  const lock = canSeal() ? passphrase("A passphrase (optional)", LOCK) : null;
  return [
    el("h3", null, "Save my flower"),
    el("p", null, "You get a file on your device. We have no copy of it."),
    howMuch(view, "What goes into the file?", () => {}),
    lock?.element ?? el("p", { class: "hint" }, NO_SEALING),
    buttons(button("Download my flower", save)),
    status,
  ];

  async function save() {
    const { flower, shown } = keeping.state();
    const words = lock?.value() ?? "";
    if (lock && words && words.length < SHORTEST) return lock.showError(`A passphrase needs at least ${SHORTEST} characters`);
    lock?.clearError();
    const part = asShown(flower, shown);
    const text = flowerText(part);
    offerDownload(fileName(), "application/json", words ? escaped(await sealText(text, words)) : text);
    keeping.saveAs(part);
    lock?.set("");
    status.textContent = `The file “${fileName()}” is in your downloads.${words ? " It opens with your passphrase only." : ""}`;
  }
}

/** @param {View} view */
function opening(view) {
  const { pack, keeping, go } = view;
  const rest = el("div");
  /** @type {any} */
  let sealed;
  const file = makeField({ name: "flower_file", kind: "file", label: "A file that you saved here", hint: "", accept: [".json"], max_bytes: MOST_BYTES }, { change: chosen });
  return [el("h3", null, "Open a file"), el("p", null, "It takes the place of the flower on this page. You can put that back."), file.element, rest];

  /** @param {{bytes: ArrayBuffer} | null} given */
  function chosen(given) {
    rest.replaceChildren();
    if (!given) return;
    const read = readFlower(new TextDecoder().decode(given.bytes));
    if ("sealed" in read) {
      sealed = read.sealed;
      return ask();
    }
    take(read);
  }

  function ask() {
    if (!canSeal()) return take({ sentence: `This file is locked. ${NO_SEALING}` });
    const key = passphrase("Its passphrase", "");
    const open = async () => {
      const text = await unsealText(sealed, key.value());
      if (text === null) return key.showError(SENTENCES.closed);
      const read = readFlower(text);
      take("sealed" in read ? { sentence: SENTENCES.foreign } : read);
    };
    rest.replaceChildren(key.element, button("Open it", open, { class: "button second" }));
    key.focus();
  }

  /** @param {{flower: import("../model.js").Flower} | {sentence: string}} read */
  function take(read) {
    if ("sentence" in read) {
      file.showError(read.sentence);
      return announce(read.sentence);
    }
    const flower = withPackLenses(pack, read.flower);
    keeping.put(flower);
    keeping.saveAs(flower);
    keeping.change({ lens: flower.lenses[0].id, shown: "all" });
    go("flower");
    announce("The flower from your file is here.");
  }
}

/**
 * A field that no password manager takes for its own: it would keep what is written.
 *
 * @param {string} label
 * @param {string} hint
 */
function passphrase(label, hint) {
  const id = newId();
  const error = el("p", { class: "error", id: `${id}-error`, hidden: true });
  const input = el("input", { type: "text", id, class: "medium", "aria-describedby": hint ? `${id}-hint` : null, ...privateField(false) });
  const element = el("div", { class: "field" }, el("label", { for: id }, label), hint ? el("p", { class: "hint", id: `${id}-hint` }, hint) : null, error, input);
  return {
    element,
    value: () => input.value,
    set: (/** @type {string} */ value) => {
      input.value = value;
    },
    focus: () => input.focus(),
    showError,
    clearError,
  };

  /** @param {string} sentence */
  function showError(sentence) {
    error.replaceChildren(el("span", { class: "visually-hidden" }, "Error: "), sentence);
    mark(true);
    input.focus();
    announce(sentence);
  }

  function clearError() {
    mark(false);
  }

  /** @param {boolean} isWrong */
  function mark(isWrong) {
    error.hidden = !isWrong;
    element.classList.toggle("wrong", isWrong);
    input.setAttribute("aria-describedby", [hint && `${id}-hint`, isWrong && `${id}-error`].filter(Boolean).join(" "));
    if (isWrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}
