/**
 * One entry of the record while it is being written: every change goes to the keeper at once.
 *
 * What another tab changes is shown here too, but never into a field in which somebody is writing: then the version that is
 * shown stays the one that is changed, and where both were changed the keeper keeps both.
 */

import { keeper } from "./keeper.js";
import { changeEntry, forgetEntry, isLive, makeEntry, nextRevision } from "./record/entries.js";
import { keptFields } from "./record/fields.js";
import { fittedField } from "./record/limits.js";

/** @typedef {import("./controls/types.js").Spec} Spec */
/** @typedef {import("./record/entries.js").Entry} Entry */
/** @typedef {import("./record/entries.js").Kept} Kept */
/** @typedef {{id: string, workbook: string, kind: string, title: string} & Partial<Entry>} Made  what a new entry begins with */
/**
 * @typedef {object} Screen  who shows the entry
 * @property {(name: string) => boolean} isBusy  whether somebody is writing in this field, or part of the entry (":title")
 * @property {(names: string[]) => void} show  these fields and parts are different now
 * @property {() => void} gone  the entry was forgotten
 */

/** The parts of an entry, beside its fields, that a screen shows. */
const PARTS = /** @type {const} */ (["title", "day", "standards", "links", "finished"]);

export class Writing {
  /**
   * @param {Made} made  it becomes an entry with the first change
   * @param {Spec[]} specs
   */
  constructor(made, specs) {
    this.made = made;
    this.keeper = keeper();
    /** @type {Entry | null} the version that is shown */
    this.entry = this.kept();
    /** Questions that the entry brought with it: a story's own, or those of another version of the page. */
    this.brought = broughtBy(this.entry, specs);
    this.specs = specs;
    this.values = this.answers();
  }

  /** Whether there was such an entry, and it was forgotten. */
  get isForgotten() {
    return !this.entry && this.row() !== undefined;
  }

  /**
   * Take an answer.
   *
   * @param {string} name  of the field
   * @param {any} value
   * @returns {boolean} whether it is kept
   */
  set(name, value) {
    this.values = { ...this.values, [name]: value };
    return this.change({ fields: this.fields() });
  }

  /**
   * Change other parts of the entry.
   *
   * @param {Partial<Entry>} changes
   * @returns {boolean} whether they are kept
   */
  change(changes) {
    const before = this.entry ?? this.begin();
    const changed = changeEntry(before, changes, this.keeper.writer);
    if (changed === this.entry) return !this.keeper.trouble;
    // of two versions the later one stays, also where the other device's clock is fast
    const now = { ...changed, changed: later(changed.changed, this.row()?.changed) };
    this.entry = now;
    this.keeper.put(now);
    const kept = this.kept();
    // where both versions were kept, the next change goes on from there
    if (kept && different(now, kept).length === 0) this.entry = kept;
    return !this.keeper.trouble;
  }

  /** Forget the entry. */
  forget() {
    const { entry } = this;
    this.entry = null;
    if (entry) this.keeper.put(forgetEntry(entry, this.keeper.writer));
  }

  /**
   * Show what another tab has changed: at once, or when nobody writes in that field any more.
   *
   * @param {Screen} screen
   * @param {EventTarget} place  that the fields stand in
   * @returns {() => void} to stop
   */
  follow(screen, place) {
    const catchUp = () => this.catchUp(screen);
    // at once: the next field has not got the focus yet, and shows what is true when it gets it
    place.addEventListener("focusout", catchUp);
    const stop = this.keeper.follow(catchUp);
    return () => {
      stop();
      place.removeEventListener("focusout", catchUp);
    };
  }

  /** @param {Screen} screen */
  catchUp(screen) {
    const now = this.kept();
    if (!now) {
      if (!this.entry) return;
      Object.assign(this, { entry: null, brought: [], values: {} });
      return screen.gone();
    }
    const names = different(this.entry, now);
    if (names.some((name) => screen.isBusy(name))) return;
    this.entry = now;
    this.brought = broughtBy(now, this.specs);
    this.values = this.answers();
    if (names.length) screen.show(names);
  }

  /** @returns {Entry} */
  begin() {
    const gone = this.row();
    const made = makeEntry(this.made, this.keeper.writer);
    // written anew after it was forgotten: it has to follow that
    return gone ? { ...made, revision: nextRevision(gone, this.keeper.writer).revision } : made;
  }

  kept() {
    const row = this.row();
    return isLive(row) ? row : null;
  }

  row() {
    return this.keeper.entry(this.made.id);
  }

  answers() {
    return Object.fromEntries((this.entry?.fields ?? []).map(({ name, value }) => [name, value]));
  }

  /** @returns {Kept[]} */
  fields() {
    const brought = this.brought.map((field) => (isText(field) ? fittedField({ ...field, value: this.values[field.name] ?? "" }) : field));
    return [...brought, ...keptFields(this.specs, this.values)];
  }
}

/**
 * @param {Entry | null} entry
 * @param {Spec[]} specs
 */
function broughtBy(entry, specs) {
  const names = new Set(specs.map(({ name }) => name));
  return (entry?.fields ?? []).filter(({ name }) => !names.has(name));
}

/** @param {Kept} field */
const isText = ({ kind }) => kind === "text";

/**
 * The names of the fields and parts in which two versions of an entry differ.
 *
 * @param {Entry | null} one
 * @param {Entry} other
 * @returns {string[]}
 */
export function different(one, other) {
  const parts = PARTS.filter((part) => !same(one?.[part], other[part])).map((part) => `:${part}`);
  const valueIn = (/** @type {Entry | null} */ entry, /** @type {string} */ name) =>
    entry?.fields.find((field) => field.name === name)?.value;
  const names = [...new Set([...(one?.fields ?? []), ...other.fields].map(({ name }) => name))];
  return [...parts, ...names.filter((name) => !same(valueIn(one, name), valueIn(other, name)))];
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/**
 * A moment, and later than another.
 *
 * @param {string} moment
 * @param {string} [other]
 */
function later(moment, other = "") {
  return moment > other ? moment : new Date(Date.parse(other) + 1).toISOString();
}
