/**
 * When all was last forgotten at this address, in milliseconds; 0 for never. It lies in localStorage, which a tab reads
 * without waiting before it keeps anything; and in IndexedDB, where a save and a forgetting cannot cross.
 */

const NEWS = "alongside/forgotten";
/** Under which epoch this tab keeps. */
const TAB = "alongside/epoch";
/** What else lies in localStorage: the reading settings. */
const SETTINGS = "alongside/reading";

export class Epoch {
  /** @param {string} name  of the store */
  constructor(name) {
    this.key = `${name}/epoch`;
    this.known = this.now();
  }

  /** @returns {number} */
  now() {
    try {
      return Number(localStorage.getItem(this.key)) || 0;
    } catch {
      return 0;
    }
  }

  /** Whether all was forgotten since this tab kept what lies in it. It keeps under the present epoch from now on. */
  isTabOlder() {
    try {
      const kept = Number(sessionStorage.getItem(TAB)) || 0;
      if (this.known) sessionStorage.setItem(TAB, String(this.known));
      return kept < this.known;
    } catch {
      return false;
    }
  }

  /** Whether all was forgotten since this page was opened. */
  hasBeenRaised() {
    return this.now() > this.known;
  }

  /**
   * Learn of a later forgetting from the device: a browser may have cleared localStorage alone.
   *
   * @param {number} epoch
   */
  learn(epoch) {
    this.known = epoch;
    this.write(epoch);
  }

  next() {
    return Math.max(this.known + 1, this.now() + 1, Date.now());
  }

  /** @param {number} epoch */
  raise(epoch) {
    try {
      localStorage.removeItem(SETTINGS);
    } catch {
      // storage is off: nothing lies there
    }
    this.write(epoch);
  }

  /** @param {number} epoch */
  write(epoch) {
    try {
      localStorage.setItem(this.key, String(epoch));
    } catch {
      // then other tabs hear by the channel, or find it on the device
    }
  }

  /**
   * Leave word for the page that comes next in this tab.
   *
   * @param {"here" | "elsewhere"} how
   */
  leaveNews(how) {
    try {
      sessionStorage.setItem(NEWS, how);
    } catch {
      // then it says nothing
    }
  }

  /** @returns {"" | "here" | "elsewhere"} */
  takeNews() {
    try {
      const news = sessionStorage.getItem(NEWS);
      sessionStorage.removeItem(NEWS);
      return news === "here" || news === "elsewhere" ? news : "";
    } catch {
      return "";
    }
  }
}
