/**
 * How often all was forgotten at this address. It lies in localStorage too, which a tab reads without waiting before it
 * keeps anything; and in IndexedDB, where a save and a forgetting cannot cross.
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
   * Whether the device knows of a later forgetting than this tab did when it kept what it has. A browser may have
   * cleared the one and not the other.
   *
   * @param {number} onDevice
   */
  isBehind(onDevice) {
    const isOpen = this.seen !== undefined;
    const isBehind = isOpen && onDevice > this.known;
    if (!isOpen) this.known = Math.max(this.known, onDevice);
    this.seen = true;
    return isBehind;
  }

  next() {
    return Math.max(this.known, this.now()) + 1;
  }

  /** @param {number} epoch */
  raise(epoch) {
    try {
      localStorage.removeItem(SETTINGS);
      localStorage.setItem(this.key, String(epoch));
    } catch {
      // storage is off: then this device holds nothing, and other tabs hear by the channel
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
