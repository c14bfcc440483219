/** A file, read in the page. Its bytes are never put into any storage. */

import { el } from "../dom.js";
import { fileProblem, sizeInWords } from "./file_check.js";

/** @typedef {{name: string, type: string, size: number, bytes: ArrayBuffer}} Chosen */

/** @type {import('./types.js').Maker} */
export function makeFile(spec, frame, change) {
  return new FileControl(spec, frame, change);
}

class FileControl {
  /** @type {Chosen | null} */
  chosen = null;
  /** @type {string | null} */
  refused = null;

  /**
   * @param {import('./types.js').Spec} spec
   * @param {import('./frame.js').Frame} frame
   * @param {(value: Chosen | null) => void} change
   */
  constructor(spec, frame, change) {
    this.spec = spec;
    this.frame = frame;
    this.change = change;
    const choose = () => this.choose(this.input.files?.[0]);
    this.input = el("input", { type: "file", id: frame.id, accept: spec.accept?.join(","), on: { change: choose } });
    this.words = el("span");
    const remove = { type: "button", class: "button link", on: { click: () => this.remove() } };
    this.shown = el("p", { class: "chosen", hidden: true }, this.words, " ", el("button", remove, "Remove this file"));
    frame.describe(this.input);
    frame.add(this.input, this.shown);
  }

  value = () => this.chosen;
  targets = () => [this.input];
  problem = () => this.refused;
  set = (/** @type {Chosen | null} */ value) => this.show(value, null);

  /** @param {File | undefined} file */
  async choose(file) {
    if (!file) return;
    const [chosen, wrong] = await read(this.spec, file);
    if (wrong) this.frame.showError(wrong, [this.input]);
    else this.frame.clearError([this.input]);
    this.show(chosen, wrong);
    this.change(chosen);
  }

  remove() {
    this.frame.clearError([this.input]);
    this.input.focus();
    this.show(null, null);
    this.change(null);
  }

  /**
   * @param {Chosen | null} chosen
   * @param {string | null} wrong
   */
  show(chosen, wrong) {
    this.chosen = chosen;
    this.refused = wrong;
    if (!chosen) this.input.value = "";
    this.shown.hidden = !chosen;
    this.words.textContent = chosen ? `${chosen.name}, ${sizeInWords(chosen.size)}` : "";
  }
}

/**
 * @param {import('./types.js').Spec} spec
 * @param {File} file
 * @returns {Promise<[Chosen, null] | [null, string]>} the file, or what is wrong with it
 */
async function read(spec, file) {
  const { name, type, size } = file;
  const wrong = fileProblem(spec, file);
  if (wrong) return [null, wrong];
  try {
    return [{ name, type, size, bytes: await file.arrayBuffer() }, null];
  } catch {
    return [null, `“${name}” could not be read. Choose it again`];
  }
}
