/** A file, read in the page. Its bytes are never put into any storage. */

import { el } from "../dom.js";
import { fileProblem, sizeInWords } from "./file_check.js";

/** @typedef {{name: string, type: string, size: number, bytes: ArrayBuffer}} Chosen */

/** @type {import('./types.js').Maker} */
export function makeFile(spec, frame, change) {
  /** @type {Chosen | null} */
  let chosen = null;
  /** @type {string | null} */
  let wrong = null;
  const input = el("input", {
    type: "file",
    id: frame.id,
    accept: spec.accept?.join(","),
    on: { change: choose },
  });
  const name = el("span");
  const remove = el("button", { type: "button", class: "button link", on: { click: takeAway } }, "Remove this file");
  const shown = el("p", { class: "chosen", hidden: true }, name, " ", remove);
  frame.describe(input);
  frame.add(input, shown);
  return { value: () => chosen, set: () => show(), targets: () => [input], problem: () => wrong };

  async function choose() {
    const file = input.files?.[0];
    if (!file) return;
    chosen = null;
    wrong = fileProblem(spec, file);
    if (!wrong) {
      try {
        chosen = { name: file.name, type: file.type, size: file.size, bytes: await file.arrayBuffer() };
      } catch {
        wrong = `“${file.name}” could not be read. Choose it again`;
      }
    }
    if (wrong) {
      input.value = "";
      frame.showError(wrong, [input]);
    } else {
      frame.clearError([input]);
    }
    show();
    change(chosen);
  }

  function takeAway() {
    chosen = null;
    wrong = null;
    input.value = "";
    frame.clearError([input]);
    show();
    input.focus();
    change(null);
  }

  function show() {
    shown.hidden = chosen === null;
    name.textContent = chosen ? `${chosen.name}, ${sizeInWords(chosen.size)}` : "";
  }
}
