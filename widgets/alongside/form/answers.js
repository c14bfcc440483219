/**
 * A form's answers: kept field by field, in this tab or as an entry of the record; copied to the kernel when there is one.
 *
 * Files are the exception: their bytes are in this page's memory, and in no storage.
 */

import { fitting } from "../page/js/controls.js";
import { privateState } from "../page/js/private_state.js";
import { keep, kept } from "../page/js/store.js";

/** @typedef {import("../page/js/controls.js").Spec} Spec */
/** @typedef {{name: string, type: string, size: number, bytes: ArrayBuffer}} Chosen */
/** @typedef {Record<string, any>} Values */
/** @typedef {import("../page/js/writing.js").Writing} Writing */

// Long enough to gather a word or two, short enough that nobody waits for it.
const PAUSE = 400;

export class Answers {
  /** Whether the browser has kept everything so far. */
  kept = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  later;

  /**
   * @param {any} model
   * @param {Spec[]} fields
   * @param {string} name  of the form
   * @param {Writing | null} [writing]  the entry that holds the answers, where they belong to the record
   */
  constructor(model, fields, name, writing = null) {
    this.model = model;
    this.writing = writing;
    this.fields = fields;
    this.name = name;
    /** What a new kernel's view needs and no storage may have: files, and whether a submission waits for its answer. */
    this.memory = privateState("form", name, () => ({ files: /** @type {Values} */ ({}), isWaiting: false }));
    /** @type {Values} what the kernel has */
    this.copied = model.get("values");
    this.values = startingValues(fields, (field) => this.memory.files[field] ?? this.keptOf(field), this.copied);
    if (!same(copyOf(fields, this.values), this.copied)) this.flush();
  }

  /** @param {string} field */
  get(field) {
    return this.values[field] ?? null;
  }

  /** Whether anything has been answered. */
  any() {
    return Object.keys(copyOf(this.fields, this.values)).length > 0;
  }

  /**
   * Take a value, keep it, and copy it soon.
   *
   * @param {string} field
   * @param {any} value
   */
  set(field, value) {
    this.take(field, value);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.flush(), PAUSE);
  }

  /** Copy everything to the kernel now. */
  flush() {
    clearTimeout(this.later);
    this.copied = copyOf(this.fields, this.values);
    this.model.set("values", this.copied);
    this.model.save_changes();
  }

  /** Hand over the files that were chosen, as bytes. */
  sendFiles() {
    for (const { name, kind } of this.fields) {
      const chosen = /** @type {Chosen | null} */ (kind === "file" ? this.get(name) : null);
      if (!chosen) continue;
      this.model.send({ file: name, name: chosen.name, type: chosen.type }, undefined, [new DataView(chosen.bytes)]);
    }
  }

  /**
   * Take what the kernel sets.
   *
   * @param {(field: string, value: any) => void} show
   */
  follow(show) {
    this.model.on("change:values", () => {
      const [given, before] = [this.model.get("values"), this.copied];
      this.copied = given;
      for (const spec of this.fields) {
        const value = given[spec.name] ?? null;
        // What the kernel leaves as it was may have been changed here since.
        if (spec.kind === "file" || same(value, before[spec.name] ?? null)) continue;
        this.take(spec.name, fitting(spec, value));
        show(spec.name, this.get(spec.name));
      }
    });
  }

  /**
   * @param {string} field
   * @param {any} value
   */
  take(field, value) {
    this.values[field] = value;
    if (this.fields.some(({ name, kind }) => name === field && kind === "file")) {
      this.memory.files[field] = value;
      return;
    }
    this.kept = this.writing ? this.writing.set(field, value) : keep(this.key(field), value);
  }

  /**
   * What was kept; undefined if nothing ever was.
   *
   * @param {string} field
   */
  keptOf(field) {
    if (!this.writing) return kept(this.key(field));
    return this.writing.entry ? (this.writing.values[field] ?? null) : undefined;
  }

  /**
   * Show and copy what another tab has changed in the entry.
   *
   * @param {(field: string) => boolean} isBusy  whether somebody is writing in it
   * @param {(field: string, value: any) => void} show
   * @param {EventTarget} place  that the fields stand in
   * @returns {() => void} to stop
   */
  followTabs(isBusy, show, place) {
    const take = (/** @type {string[]} */ names) => {
      for (const spec of this.fields.filter(({ name, kind }) => kind !== "file" && names.includes(name))) {
        this.values[spec.name] = fitting(spec, this.writing?.values[spec.name]);
        show(spec.name, this.get(spec.name));
      }
      this.flush();
    };
    const gone = () => take(this.fields.map(({ name }) => name));
    return this.writing?.follow({ isBusy, show: take, gone }, place) ?? (() => {});
  }

  /** @param {string} field */
  key(field) {
    return `form/${this.name}/${field}`;
  }
}

/**
 * The answers to begin with: what the tab has kept, else what Python gave; only what fits its field.
 *
 * @param {Spec[]} fields
 * @param {(name: string) => any} keptOf  undefined for what was never kept
 * @param {Values} given
 * @returns {Values}
 */
export function startingValues(fields, keptOf, given) {
  const start = fields.map((spec) => {
    const here = keptOf(spec.name);
    return [spec.name, fitting(spec, here === undefined ? given[spec.name] : here)];
  });
  return Object.fromEntries(start);
}

/**
 * @param {Spec[]} fields
 * @param {Values} values
 * @returns {Values} what has been answered, as JSON
 */
export function copyOf(fields, values) {
  const answered = fields.filter(({ name }) => !isNothing(values[name]));
  return Object.fromEntries(answered.map(({ name }) => [name, withoutBytes(values[name])]));
}

/** @param {any} value */
function isNothing(value) {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** @param {any} value */
function withoutBytes(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const { bytes, ...rest } = value;
  return rest;
}

/**
 * @param {any} one
 * @param {any} other
 * @returns {boolean} whether two JSON values are the same, in whatever order their keys stand
 */
export function same(one, other) {
  if (one === other) return true;
  if (!one || !other || typeof one !== "object" || typeof other !== "object") return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]));
}
