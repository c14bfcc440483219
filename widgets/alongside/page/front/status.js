/** The status line and the notice below the header: only what is true now. */
import { el, replace } from "../js/dom.js";

const KEPT = "What you typed is kept in this tab.";
const NOT_KEPT = "This browser refuses to keep what you typed: copy what you need before you load the page again.";

/** What the line can say, the most pressing first. */
const WORDS = /** @type {const} */ ({
  ended: ["trouble", "This page has lost its connection."],
  lost: ["trouble", "Connection lost. Trying again."],
  notKept: ["trouble", "Not kept: this browser refuses to store it"],
  starting: ["starting", "Starting"],
  kept: ["ready", "Kept in this tab"],
  ready: ["ready", "Ready"],
});

/** @typedef {keyof typeof WORDS} Fact */

export class Status {
  /** @param {Document} page */
  constructor(page = document) {
    this.line = /** @type {HTMLElement} */ (page.getElementById("alongside-status"));
    this.notice = /** @type {HTMLElement} */ (page.getElementById("alongside-trouble"));
    /** @type {Set<Fact>} */
    this.facts = new Set([this.line.dataset.state === "starting" ? "starting" : "ready"]);
    if (hasKept()) this.facts.add("kept");
    page.addEventListener("alongside:kept", () => this.change({ kept: true, notKept: false }));
    page.addEventListener("alongside:not-kept", () => this.change({ kept: false, notKept: true }));
    page.addEventListener("alongside:trouble", () => this.trouble());
  }

  /**
   * Note what has become true or false, and say the most pressing.
   *
   * @param {Partial<Record<Fact, boolean>>} changes
   */
  change(changes) {
    for (const [fact, isTrue] of /** @type {[Fact, boolean][]} */ (Object.entries(changes))) {
      if (isTrue) this.facts.add(fact);
      else this.facts.delete(fact);
    }
    const fact = /** @type {Fact} */ (Object.keys(WORDS).find((name) => this.facts.has(/** @type {Fact} */ (name))) ?? "ready");
    const [state, words] = WORDS[fact];
    const whole = fact === "lost" ? `${words} ${this.keptWords()}` : words;
    this.line.dataset.state = state;
    // the same words again would be read out again
    if (this.line.textContent !== whole) this.line.textContent = whole;
    if (fact === "ended") this.tell("The server has let go of this page, or it was away too long.", true);
    else if (this.endedIsShown) this.hide();
  }

  /** What is true of what was typed: nothing is said of keeping until something was kept. */
  keptWords() {
    if (this.facts.has("notKept")) return NOT_KEPT;
    return this.facts.has("kept") ? KEPT : "";
  }

  /** Something in a widget failed. Mostly the widget says so in its place; then nothing more needs to be said. */
  trouble() {
    if (!this.facts.has("ended") && !document.querySelector(".cell .trouble")) this.tell("Something went wrong on this page.", false);
  }

  /**
   * Show the notice with a way on.
   *
   * @param {string} sentence
   * @param {boolean} hasEnded
   */
  tell(sentence, hasEnded) {
    if (!this.notice.hidden && this.endedIsShown === hasEnded) return;
    this.endedIsShown = hasEnded;
    const again = el("button", { type: "button", class: "button", on: { click: () => location.reload() } }, "Load the page again");
    replace(this.notice, el("p", null, [sentence, this.keptWords()].filter(Boolean).join(" ")), el("p", null, again));
    this.notice.setAttribute("role", "alert");
    this.notice.hidden = false;
  }

  /** Takes the notice away. */
  hide() {
    this.endedIsShown = false;
    this.notice.hidden = true;
  }
}

/** Whether this tab's store holds something of this workbook. */
function hasKept() {
  try {
    return keptWorkbooks().has(decodeURIComponent(location.pathname.split("/").pop() ?? ""));
  } catch {
    return false;
  }
}

/**
 * Names the workbooks of which this tab holds something, by their files.
 *
 * @returns {Set<string>}
 */
export function keptWorkbooks() {
  const names = new Set();
  try {
    for (let at = 0; at < sessionStorage.length; at += 1) {
      const [suite, workbook, key] = (sessionStorage.key(at) ?? "").split("/");
      if (suite === "alongside" && key) names.add(workbook);
    }
  } catch {
    // storage is off: nothing is kept
  }
  return names;
}
