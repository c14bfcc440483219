/** This tab's own store: what the page keeps until the tab is closed. */

import { isSound } from "./record/rows.js";

const HEAD = "alongside/";
/** Whether the learner decided that this tab is enough. */
const DECIDED = "alongside/:tab";

/** @typedef {Map<string, any>} Rows  JSON by the names of rows */

export class Tab {
  /** As far as this page knows: storage may be off. */
  decided = false;

  /** @returns {Rows} what lies in this tab and can be read */
  load() {
    /** @type {Rows} */
    const rows = new Map();
    for (const name of this.names()) {
      try {
        const value = JSON.parse(sessionStorage.getItem(HEAD + name) ?? "");
        if (isSound(name, value)) rows.set(name, value);
      } catch {
        // not ours, or cut off: as if it were not there
      }
    }
    return rows;
  }

  /**
   * @param {string} name
   * @param {any} value  undefined: nothing any more
   * @throws {DOMException} where the browser refuses
   */
  write(name, value) {
    if (value === undefined) sessionStorage.removeItem(HEAD + name);
    else sessionStorage.setItem(HEAD + name, JSON.stringify(value));
  }

  /** @returns {string[]} the names of the rows; nothing where storage is off */
  names() {
    try {
      const keys = Array.from({ length: sessionStorage.length }, (_, at) => sessionStorage.key(at) ?? "");
      return keys.filter((key) => key.startsWith(HEAD) && key.slice(HEAD.length).includes("/")).map((key) => key.slice(HEAD.length));
    } catch {
      return [];
    }
  }

  /** Forget all that was kept. */
  empty() {
    for (const name of this.names()) this.write(name, undefined);
  }

  get isDecided() {
    try {
      return this.decided || sessionStorage.getItem(DECIDED) !== null;
    } catch {
      return this.decided;
    }
  }

  /** @param {boolean} decided */
  decide(decided) {
    this.decided = decided;
    try {
      if (decided) sessionStorage.setItem(DECIDED, "1");
      else sessionStorage.removeItem(DECIDED);
    } catch {
      // storage is off: it is asked again when the page is loaded again
    }
  }
}
