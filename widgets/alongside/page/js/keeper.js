/**
 * What a learner has written, held in the page and put where they chose. The browser is the source of truth: it needs no
 * kernel and no server.
 *
 * Everything lies in the page's memory as rows, JSON by name, and each change is written to a place at once: to this tab
 * here, to this device by page/front/keeper/. Rows of the record carry a revision; the others, the shelf, are what a page
 * needs to come back to the same field and the same step.
 */

import { changeEntry, isLive, liveEntries, newWriter, stamp } from "./record/entries.js";
import { follows, merge } from "./record/merge.js";
import { ABOUT, DOWNLOADED, aboutOf, changeAbout, entryName, isEntry, isOfRecord, isSame, joined, recordOf } from "./record/rows.js";
import { Tab } from "./tab.js";

/** @typedef {import("./record/entries.js").Row} Row */
/** @typedef {import("./record/entries.js").Whole} Whole */

/**
 * @typedef {object} State  what is true of keeping now
 * @property {"tab" | "device" | "passphrase" | "locked"} where  the work is; locked: on this device, and its passphrase is not given yet
 * @property {boolean} isAsked  whether the learner has said where to keep it
 * @property {boolean} isShared  whether strangers use this address too
 * @property {boolean} canSeal  whether this browser can encrypt here
 * @property {boolean} isSaving
 * @property {Date | null} savedAt  when everything was last written to its place
 * @property {boolean} trouble  the browser refuses: what was written since is in the page only
 * @property {number} both  entries of which both versions were kept since the page opened
 * @property {string | null} downloadedAt  a moment
 * @property {boolean} hasUndownloaded  whether the record holds something later than that
 * @property {boolean} hasAny  whether any work is kept; which page somebody is on is none
 * @property {string} name  of the record that is open
 * @property {"" | "here" | "elsewhere"} forgotten  the page was loaded again because all was forgotten, here or in another tab
 */

const KEEPER = Symbol.for("alongside/keeper");

/**
 * The keeper of this page, the same for the page and every widget on it, whichever asks first. Our own page does; in
 * JupyterLab there is no such page, and what is written stays in the tab.
 *
 * @returns {Keeper}
 */
export function keeper() {
  const page = /** @type {any} */ (globalThis);
  page[KEEPER] ??= new Keeper();
  return page[KEEPER];
}

/** @param {Keeper | undefined} made  by our own page, before any widget asks */
export function setKeeper(made) {
  /** @type {any} */ (globalThis)[KEEPER] = made;
}

export class Keeper {
  /** This opened page, in revisions. */
  writer = newWriter();
  /** Widgets are shown after it. @type {Promise<unknown>} */
  ready = Promise.resolve();
  /** @type {State["where"]} */
  where = "tab";
  trouble = false;
  both = 0;
  /** @type {Date | null} */
  savedAt = null;
  /** Names of rows that their place does not have yet. @type {Set<string>} */
  dirty = new Set();
  /** @type {Set<() => void>} */
  listeners = new Set();

  constructor(tab = new Tab()) {
    this.tab = tab;
    this.rows = tab.load();
  }

  /** @returns {State} */
  get state() {
    const { where, trouble, both, savedAt } = this;
    const downloadedAt = this.rows.get(DOWNLOADED) ?? null;
    return {
      where, trouble, both, savedAt, downloadedAt,
      isAsked: true,
      isShared: false,
      canSeal: false,
      isSaving: false,
      hasUndownloaded: this.lastChange() > (downloadedAt ?? ""),
      hasAny: [...this.rows.keys()].some(isWork),
      name: aboutOf(this.rows).name,
      forgotten: "",
    };
  }

  /** @returns {Whole} the whole record, to read or to change without harm */
  record() {
    return recordOf(this.rows);
  }

  /**
   * @param {string} id
   * @returns {Row | undefined}
   */
  entry(id) {
    return structuredClone(this.rows.get(entryName(id)));
  }

  /**
   * Keep an entry that `makeEntry`, `changeEntry` or `forgetEntry` made. Links to a forgotten one go with it. Where another
   * version has come since the entry was read, both are kept.
   *
   * @param {Row} entry
   */
  put(entry) {
    const name = entryName(entry.id);
    const mine = this.rows.get(name);
    const isNext = !mine || follows(entry.revision, mine.revision);
    const { row, copy } = isNext ? { row: entry, copy: null } : joined(name, mine, entry);
    const linked = entry.forgotten ? liveEntries(this.record()).filter(({ links }) => links.includes(entry.id)) : [];
    const unlinked = linked.map((one) => changeEntry(one, { links: one.links.filter((id) => id !== entry.id) }, this.writer));
    this.setAll([[name, row], ...this.newCopy(copy), ...unlinked.map((one) => /** @type {[string, Row]} */ ([entryName(one.id), one]))]);
  }

  /** @param {{name?: string, programme?: import("./record/entries.js").Programme}} changes  what the learner says about themselves */
  describe(changes) {
    this.set(ABOUT, changeAbout(aboutOf(this.rows), changes, this.writer));
  }

  /** @param {import("./record/entries.js").Form} form  how a Word form is filled; in place of one with its id */
  putForm(form) {
    const about = aboutOf(this.rows);
    const others = about.forms.filter(({ id }) => id !== form.id);
    this.set(ABOUT, changeAbout(about, { forms: [...others, form] }, this.writer));
  }

  /**
   * Merge another record in, such as an opened file.
   *
   * @param {Whole} theirs  known to be whole
   */
  takeIn(theirs) {
    const { record } = merge(this.record(), theirs);
    const named = record.entries.map((entry) => /** @type {[string, any]} */ ([entryName(entry.id), entry]));
    const changed = named.filter(([name, entry]) => !isSame(entry, this.rows.get(name)));
    const { name, programme, forms } = record;
    const about = aboutOf(this.rows);
    if (!isSame({ name, programme, forms }, { name: about.name, programme: about.programme, forms: about.forms })) {
      changed.push([ABOUT, changeAbout(about, { name, programme, forms }, this.writer)]);
    }
    if (changed.length) this.setAll(changed);
  }

  /** The learner has downloaded the record as it is now. */
  noteDownload() {
    this.set(DOWNLOADED, stamp());
  }

  /**
   * Keep a row.
   *
   * @param {string} name
   * @param {any} value  JSON; undefined: nothing any more
   * @returns {boolean} false where the browser refuses: then it is in the page's memory only
   */
  set(name, value) {
    return this.setAll([[name, value]]);
  }

  /**
   * Keep several rows at once.
   *
   * @param {[string, any][]} changes
   * @returns {boolean} false where the browser refuses
   */
  setAll(changes) {
    for (const [name, value] of changes) {
      if (value === undefined) this.rows.delete(name);
      else this.rows.set(name, structuredClone(value));
      this.dirty.add(name);
    }
    const isKept = this.write();
    this.tell();
    return isKept;
  }

  /**
   * @param {string} name
   * @returns {any} a copy of the row; undefined if there is none
   */
  get(name) {
    return structuredClone(this.rows.get(name));
  }

  /**
   * Hear of every change: of the record, the shelf or the state, from here or from another tab.
   *
   * @param {() => void} listener
   * @returns {() => void} stops it
   */
  follow(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Put what is new into its place. One row that does not fit holds up no other.
   *
   * @returns {boolean} false where the browser refuses
   */
  write() {
    for (const name of [...this.dirty]) {
      try {
        this.tab.write(name, this.rows.get(name));
        this.dirty.delete(name);
      } catch {
        // it is tried again with the next change
      }
    }
    return this.note(!this.dirty.size);
  }

  /**
   * Note how a writing went, and let the page know.
   *
   * @param {boolean} wentWell
   */
  note(wentWell) {
    this.trouble = !wentWell;
    if (wentWell) this.savedAt = new Date();
    const name = wentWell ? "alongside:kept" : "alongside:not-kept";
    document.dispatchEvent(new CustomEvent(name, { detail: {} }));
    return wentWell;
  }

  /**
   * Take another version of a row, from the device or another tab. Of the shelf what was written last holds; of the
   * record nothing is lost.
   *
   * @param {string} name
   * @param {any} theirs
   */
  take(name, theirs) {
    const mine = this.rows.get(name);
    if (!isOfRecord(name)) {
      if (!this.dirty.has(name)) this.rows.set(name, theirs);
    } else if (mine === undefined) {
      this.rows.set(name, theirs);
    } else {
      const { row, copy } = joined(name, mine, theirs);
      this.rows.set(name, row);
      if (!isSame(row, theirs)) this.dirty.add(name);
      for (const [other, version] of this.newCopy(copy)) {
        this.rows.set(other, version);
        this.dirty.add(other);
      }
    }
  }

  /**
   * A version that is kept beside another, if it is not there yet; the learner is told how many there are.
   *
   * @param {import("./record/entries.js").Entry | null} copy
   * @returns {[string, any][]}
   */
  newCopy(copy) {
    if (!copy || this.rows.has(entryName(copy.id))) return [];
    this.both += 1;
    return [[entryName(copy.id), copy]];
  }

  tell() {
    for (const listener of [...this.listeners]) {
      try {
        listener();
      } catch (error) {
        console.error(error); // one that fails keeps no other from hearing
      }
    }
  }

  /** @returns {string} the moment of the last change of the record; "" where nothing is in it */
  lastChange() {
    const { name, programme, forms, changed } = aboutOf(this.rows);
    let last = name || Object.keys(programme).length || forms.length ? changed : "";
    for (const [row, entry] of this.rows) {
      if (isEntry(row) && isLive(entry) && entry.changed > last) last = entry.changed;
    }
    return last;
  }
}

/**
 * Whether a row is a learner's work, and not the step of a page at which they are.
 *
 * @param {string} name
 */
const isWork = (name) => !/^[^/]*\/(steps\/|entry$)/.test(name);
