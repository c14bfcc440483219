/** The status line and the notice below the header: only what is true now. */
import { announce } from "../js/announcer.js";
import { el, replace } from "../js/dom.js";

const NOT_KEPT = "This browser refuses to keep what you typed: it is lost if you load the page again, so copy what you need first.";

const QUIET = 30_000; // milliseconds between two numbers that are read out

/** What the line can say, the most pressing first; of keeping it says what is true of its place. */
const WORDS = /** @type {const} */ ({
  full: ["starting", "Waiting for a place"],
  connecting: ["starting", "Connecting again"],
  gone: ["trouble", "This page has lost its connection."],
  lost: ["trouble", "Connection lost. Trying again."],
  back: ["ready", "Connected again. You can continue."],
  notKept: ["trouble", ""],
  locked: ["starting", "Your record is locked"],
  saving: ["ready", "Saving"],
  starting: ["starting", "Starting"],
  kept: ["ready", ""],
  ready: ["ready", "Ready"],
});

/**
 * @typedef {keyof typeof WORDS | "away" | "unlike"} Fact  `away`: no server answers; `unlike`: the server gives another
 *   page than this
 */

export class Status {
  /** What the server says of those who wait for a place before this page. */
  room = "";
  /** When the number of those was last read out. */
  saidAt = 0;
  /** What the notice says now, "" where it is hidden. */
  told = "";
  /** The way on that it offers. @type {HTMLButtonElement | null} */
  shows = null;
  /** What is true of keeping, for the line and as a sentence. */
  keeping = { line: "", sentence: "" };

  /** @param {Document} page */
  constructor(page = document) {
    this.line = /** @type {HTMLElement} */ (page.getElementById("alongside-status"));
    this.notice = /** @type {HTMLElement} */ (page.getElementById("alongside-trouble"));
    /** @type {Set<Fact>} */
    this.facts = new Set([this.line.dataset.state === "starting" ? "starting" : "ready"]);
    for (const name of ["alongside:kept", "alongside:not-kept"]) page.addEventListener(name, () => this.change({ back: false }));
    page.addEventListener("alongside:trouble", () => this.trouble());
    this.again = button("Connect again", () => this.connectAgain());
    this.reload = button("Load the page again", () => location.reload());
  }

  /** @param {() => void} connectAgain  What "Connect again" does. */
  offers(connectAgain) {
    this.connectAgain = connectAgain;
  }

  connectAgain() {}

  /**
   * Note how what was typed is kept.
   *
   * @param {string} line
   * @param {string} sentence
   * @param {{kept: boolean, notKept: boolean, locked: boolean}} facts
   */
  keeps(line, sentence, facts) {
    this.keeping = { line, sentence };
    this.change(facts);
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
    const fact = /** @type {keyof typeof WORDS} */ (Object.keys(WORDS).find((name) => this.facts.has(/** @type {Fact} */ (name))) ?? "ready");
    const [state, words] = WORDS[fact];
    const whole = fact === "lost" ? `${words} ${this.keptWords()}`.trim() : words || this.keeping.line;
    this.line.dataset.state = state;
    // the same words again would be read out again
    if (this.line.textContent !== whole) this.line.textContent = whole;
    this.offer();
  }

  /** Shows the notice with the way on that fits, or takes it away. */
  offer() {
    const { facts, again, reload } = this;
    const kept = this.keptWords();
    if (facts.has("unlike")) this.tell("This page cannot be connected again as it is. Load it again to carry on.", kept, reload);
    else if (facts.has("full")) this.tell(`There is no room just now. ${this.room} This page goes on by itself.`, kept, null);
    else if (facts.has("away")) this.tell("The server does not answer just now. This page goes on trying by itself.", kept, again);
    else if (facts.has("gone")) this.tell("The server has let go of this page, or it was away too long.", kept, again);
    else if (this.shows !== reload || facts.has("back")) this.hide();
  }

  /** What is true of what was typed: nothing is said of keeping until something was kept. */
  keptWords() {
    if (this.facts.has("notKept")) return NOT_KEPT;
    return this.facts.has("kept") ? this.keeping.sentence : "";
  }

  /** Something in a widget failed. Mostly the widget says so in its place; then nothing more needs to be said. */
  trouble() {
    if (this.told || document.querySelector(".cell .trouble")) return;
    this.tell("Something went wrong on this page.", this.keptWords(), this.reload);
  }

  /**
   * Show the notice.
   *
   * @param {string} sentence
   * @param {string} kept
   * @param {HTMLButtonElement | null} way  the way on; it stays the same element, so that it keeps the focus
   */
  tell(sentence, kept, way) {
    const told = [sentence, kept].filter(Boolean).join(" ");
    if (this.told === told && this.shows === way) return;
    this.told = told;
    const words = el("p", null, told);
    const hadFocus = this.notice.contains(document.activeElement);
    if (this.shows !== way || !way) replace(this.notice, words, way && el("p", null, way));
    else this.notice.firstElementChild?.replaceWith(words);
    this.shows = way;
    // a number that counts down is read out now and then only
    if (way) this.notice.setAttribute("role", "alert");
    else this.notice.removeAttribute("role");
    if (!way && Date.now() - this.saidAt > QUIET) {
      announce(told);
      this.saidAt = Date.now();
    }
    this.notice.hidden = false;
    // the button that was pressed may be there no longer: a keyboard stays in its place all the same
    if (!hadFocus) return;
    this.notice.tabIndex = -1;
    (way ?? this.notice).focus({ preventScroll: true });
  }

  /** Takes the notice away. */
  hide() {
    this.told = "";
    this.shows = null;
    this.notice.hidden = true;
  }
}

/**
 * @param {string} words
 * @param {() => void} press
 */
const button = (words, press) => el("button", { type: "button", class: "button", on: { click: press } }, words);
