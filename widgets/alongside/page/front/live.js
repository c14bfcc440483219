/** The living part of a page: its kernel, its widgets, and what is true of their connection. */
import "./older_browsers.js";
import { showTrouble } from "../js/errors.js";
import { fetchAgain } from "./again.js";
import { Connection } from "./connection.js";
import { Manager } from "./manager.js";
import { sayGoodbye } from "./server.js";
import { followReader, noteWhere, quietMoment } from "./stay.js";

/** A loss shorter than this is not worth a word, and one longer than that is worth a notice, milliseconds. */
const SAY = 800;
const OFFER = 4000;
/**
 * Pauses between two tries to get a new kernel, milliseconds: while there is no room (and a little more for each who
 * waits), and while no server answers.
 */
const FULL = 3000;
const AWAY = [500, 1000, 2000, 4000];
/** How many new kernels may die in a row before the reader is asked whether to go on. */
const MOST_DEAD = 3;

/** @typedef {import("./connection.js").State} State */

export class Live {
  /**
   * @param {{id: string, name: string}} kernel  The page's own kernel.
   * @param {import("./status.js").Status} status
   */
  constructor(kernel, status) {
    this.status = status;
    this.isConnecting = false;
    this.isWanted = false;
    /** @type {number[]} */
    this.timers = [];
    this.hasConnected = false;
    this.isWhole = false;
    this.hasTried = false;
    /** @type {State} */
    this.state = "connected";
    this.connection = this.connectionTo(kernel);
    this.manager = new Manager(/** @type {any} */ (this.connection.kernel));
    status.offers(() => this.connectAgain());
    followReader();
    this.watch();
  }

  /**
   * @param {{id: string, name: string}} kernel
   * @returns {Connection}
   */
  connectionTo(kernel) {
    /** @type {Connection} */
    const connection = new Connection(kernel, (state) => this.connection === connection && this.hear(state));
    connection.kernel.iopubMessage.connect((_, message) => this.heard(message));
    return connection;
  }

  /**
   * Shows the widgets of a cell that has run.
   *
   * @param {string[]} states  The state of their models, as JSON.
   * @param {Element[]} places  Where they go; `data-model` names the model.
   */
  async show(states, places) {
    for (const state of states) await this.manager.restore(state, !this.hasConnected);
    const shown = places.map((place) =>
      this.manager.show(place.getAttribute("data-model") ?? "", place).catch((error) => showTrouble(place, error)));
    await Promise.all(shown);
  }

  /** @param {State} now */
  hear(now) {
    const before = this.state;
    this.state = now;
    if (now === "connected") this.isBack();
    else if (now === "gone") this.isGone();
    else if (before === "connected") this.isLost();
  }

  isBack() {
    this.forgetTimers();
    const wasAway = this.hasConnected;
    this.hasConnected = true;
    this.isWanted = false;
    this.status.change({ lost: false, away: false, ...(this.status.facts.has("lost") && { back: true }) });
    // what the kernel said while the wire was dying never arrived
    if (wasAway) this.manager.refresh().catch(() => undefined);
  }

  isLost() {
    this.later(SAY, () => this.status.change({ lost: true, back: false }));
    this.later(OFFER, () => this.status.change({ away: true }));
  }

  isGone() {
    this.forgetTimers();
    this.manager.cut();
    this.status.change({ lost: false, away: false, back: false, gone: true });
    if (this.isWanted || this.isWorthATry()) this.connectAgain();
  }

  /** The page has come whole, so that another kernel's views have their places. */
  settle() {
    this.isWhole = true;
    if (this.state === "gone" && this.isWorthATry()) this.connectAgain();
  }

  /**
   * A kernel that this page never reached may answer to another tab only: of two that are opened in the same moment, the
   * later one names the browser. Then the page asks for one of its own, once, and nobody has to press anything.
   */
  isWorthATry() {
    const isWorth = this.isWhole && !this.hasConnected && !this.hasTried;
    this.hasTried ||= isWorth;
    return isWorth;
  }

  /** @param {any} message */
  heard(message) {
    // the server has taken the words out; what is left is that something failed
    if (message.header.msg_type === "error") document.dispatchEvent(new CustomEvent("alongside:trouble", { detail: {} }));
  }

  /** The reader wants to go on: with this kernel if it lives, else with a new one. */
  async connectAgain() {
    this.isWanted = true;
    if (this.isConnecting || this.isLeaving) return;
    if (this.state !== "gone") return this.connection.check();
    this.isConnecting = true;
    this.status.change({ connecting: true, unlike: false });
    try {
      await this.getKernel();
    } finally {
      this.isConnecting = false;
      this.status.change({ connecting: false, full: false, away: false });
    }
  }

  /** Asks for this page until there is one, as long as it takes. */
  async getKernel() {
    for (let away = 0, dead = 0; dead < MOST_DEAD && !this.isLeaving; ) {
      const found = await fetchAgain();
      if (found.is === "page" && (await this.swap(found.page))) return;
      if (found.is === "page") dead += 1;
      if (found.is === "other") return this.status.change({ unlike: true });
      const isFull = found.is === "full";
      this.status.room = isFull ? found.words : "";
      this.status.change({ full: isFull, away: !isFull });
      const pause = isFull ? FULL + 50 * found.ahead : AWAY[Math.min(away, AWAY.length - 1)];
      away = isFull ? 0 : away + 1;
      await new Promise((resolve) => this.later(pause, () => resolve(null)));
    }
  }

  /**
   * Puts a new kernel and its views into the places of the old ones.
   *
   * @param {import("./again.js").Fresh} page
   * @returns {Promise<boolean>} false where the new kernel has died as well
   */
  async swap({ kernel, cells }) {
    const placeOf = (/** @type {string} */ name) => document.querySelector(`[data-cell="${CSS.escape(name)}"]`);
    if (cells.some(({ place }) => !placeOf(place))) {
      sayGoodbye(kernel.id);
      this.status.change({ unlike: true });
      return true;
    }
    await quietMoment();
    const goBack = noteWhere(this.status.notice);
    await this.manager.close();
    this.connection.dispose();
    this.hasConnected = false;
    this.state = "connected";
    this.connection = this.connectionTo(kernel);
    this.manager = new Manager(/** @type {any} */ (this.connection.kernel));
    const shown = cells.map(({ place, content, states }) => {
      const widgets = [...content.querySelectorAll(".widget[data-model]")];
      placeOf(place)?.replaceChildren(content);
      return this.show(states, widgets);
    });
    await Promise.all(shown);
    if (/** @type {State} */ (this.state) === "gone") return false;
    this.isWanted = false;
    this.status.change({ gone: false, lost: false, connecting: false, starting: false, back: true });
    await goBack();
    return true;
  }

  /**
   * @param {number} pause
   * @param {() => void} then
   */
  later(pause, then) {
    this.timers.push(setTimeout(then, pause));
  }

  forgetTimers() {
    this.timers.forEach(clearTimeout);
    this.timers = [];
  }

  /** Lets the kernel go with the page, and comes back quickly when the device or its network does. */
  watch() {
    window.addEventListener("pagehide", () => {
      this.isLeaving = true;
      this.connection.suspend();
      sayGoodbye(this.connection.kernel.id);
    });
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      this.isLeaving = false;
      if (this.isWanted && this.state === "gone") this.connectAgain();
      else this.connection.resume();
    });
    const check = () => this.connection.check();
    window.addEventListener("online", check);
    window.addEventListener("offline", check);
    document.addEventListener("resume", check);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
  }
}
