/**
 * The keeper of our own pages: it knows this device too, and the other tabs.
 *
 * A change is in IndexedDB as soon as the browser has written it; no timer lies between. Where it refuses, the work is
 * in the page's memory, the state says so, and every further change tries again.
 */

import { Keeper } from "../../js/keeper.js";
import { forgetAllPrivate } from "../../js/private_state.js";
import { isOfRecord } from "../../js/record/rows.js";
import { canSeal, keysFrom, newLock, seal, unseal } from "../../js/record/sealing.js";
import { Changed, Device, Forgotten } from "./device.js";
import { Epoch } from "./epoch.js";
import { Others } from "./others.js";

/** @typedef {import("./device.js").Choice} Choice */
/** @typedef {import("../../js/record/sealing.js").Keys} Keys */

/** What a passphrase is tried on. */
const CHECK = "alongside";
/** When to try again what the browser has refused, milliseconds. */
const AGAIN = 5000;

export class PageKeeper extends Keeper {
  /** @type {Device | null} */
  device = null;
  /** Where this device keeps the record, as far as this tab knows. @type {Choice | null} */
  choice = null;
  /** @type {Keys | null} */
  keys = null;
  /** The choice that the keys open. @type {string | undefined} */
  keysOf;
  isSaving = false;
  /** The work moves to another place: what changes meanwhile follows it. */
  isMoving = false;
  /** All was forgotten: this page keeps nothing any more. */
  isOver = false;
  /** @type {() => void} */
  goOn = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  later;

  /**
   * @param {string} root  the path under which this server is reached
   * @param {boolean} isShared  with strangers
   */
  constructor(root, isShared) {
    super();
    this.isShared = isShared;
    this.name = `alongside${root}`;
    this.epoch = new Epoch(this.name);
    if (this.epoch.isTabOlder()) this.emptyTab();
    this.forgotten = this.epoch.takeNews();
    this.others = new Others(this.name, (message) => this.hear(message));
    this.ready = this.open();
    this.ready.then(() => this.watch());
  }

  get state() {
    return {
      ...super.state,
      isAsked: this.tab.isDecided || this.where !== "tab",
      isShared: this.isShared,
      canSeal: canSeal(),
      isSaving: this.isSaving,
      forgotten: this.forgotten,
    };
  }

  /** A closed tab that the browser has opened again may hold what was forgotten since. */
  emptyTab() {
    this.tab.empty();
    this.tab.decide(false);
    this.rows.clear();
  }

  /** Find the work where it lies. It ends when widgets may be shown. */
  async open() {
    try {
      await this.look();
    } catch {
      this.device = null; // the browser refuses: this tab is all there is
    }
    this.tell();
    if (this.where === "locked") await new Promise((resolve) => (this.goOn = () => resolve(null)));
  }

  /** See what this device has, and take it in. */
  async look() {
    if (!this.device || this.device.isClosed) this.device = await Device.open(this.name);
    const { choice, epoch, saved } = await this.device.meta();
    if (this.epoch.isBehind(epoch)) return this.end("elsewhere");
    this.choice = choice ?? null;
    if (!choice || choice.where === "tab" || this.tab.isDecided) return this.stayInTab();
    this.savedAt = saved;
    if (choice.where === "device") return this.settle("device", null);
    const keys = this.keys && this.keysOf === choice.id ? this.keys : await this.others.askForKeys(choice.id);
    if (keys) return this.settle("passphrase", keys);
    this.where = "locked";
    this.keys = null;
  }

  /**
   * The work is on this device: take in what is there, and put there what is not.
   *
   * @param {"device" | "passphrase"} where
   * @param {Keys | null} keys
   */
  async settle(where, keys) {
    const device = /** @type {Device} */ (this.device);
    const stored = await device.load(keys);
    for (const name of this.rows.keys()) if (!stored.has(name)) this.dirty.add(name);
    for (const [name, value] of stored) this.take(name, value);
    Object.assign(this, { where, keys, keysOf: this.choice?.id });
    if (this.dirty.size) await this.save();
    if (!this.dirty.size) this.tab.empty();
    this.tell();
  }

  stayInTab() {
    const wasElsewhere = this.where !== "tab";
    Object.assign(this, { where: "tab", keys: null });
    if (!wasElsewhere) return;
    for (const name of this.rows.keys()) this.dirty.add(name);
    this.write();
    this.tell();
  }

  /**
   * The learner says where to keep the work.
   *
   * @param {"device" | "passphrase" | "tab"} where
   * @param {string} [passphrase]
   * @returns {Promise<void>}
   * @throws {DOMException} where the browser refuses; then everything stays as it was
   */
  async choose(where, passphrase = "") {
    if (where === "tab") return this.chooseTab();
    if (!this.device || this.device.isClosed) this.device = await Device.open(this.name);
    const before = (await this.device.meta()).choice;
    if (before?.where === "passphrase" && before.id !== this.keysOf) return this.lock(before);
    this.isMoving = true;
    try {
      for (const [name, value] of await this.device.load(this.keys)) this.take(name, value);
      const { choice, keys } = await newChoice(where, passphrase);
      this.dirty.clear();
      await this.device.replaceAll([...this.rows], choice, keys);
      Object.assign(this, { where, keys, choice, keysOf: choice.id, trouble: false, savedAt: new Date() });
    } finally {
      this.isMoving = false;
    }
    this.tab.decide(false);
    this.tab.empty();
    this.others.tell({ is: "chosen", id: this.choice?.id, keys: this.keys });
    // a browser may ask its reader, or refuse: then it clears the storage when it likes, as the page says
    navigator.storage?.persist?.().catch(() => false);
    if (this.dirty.size) await this.save();
    this.tell();
  }

  /**
   * What lies here is locked, and nothing is put over it: its passphrase comes first.
   *
   * @param {Choice} choice
   */
  lock(choice) {
    this.tab.decide(false);
    Object.assign(this, { where: "locked", choice, keys: null });
    this.tell();
  }

  async chooseTab() {
    const before = this.where;
    const wasHere = before === "device" || before === "passphrase";
    for (const name of this.rows.keys()) this.dirty.add(name);
    this.where = "tab";
    if (!this.write() && wasHere) {
      this.where = before;
      throw new DOMException("It does not fit into the tab", "QuotaExceededError");
    }
    this.tab.decide(true);
    if (wasHere && this.device) {
      const choice = { id: newLock().salt, where: /** @type {const} */ ("tab") };
      await this.device.replaceAll([], choice, null);
      this.others.tell({ is: "chosen", id: choice.id, keys: null });
    }
    this.goOn();
    this.tell();
  }

  /**
   * @param {string} passphrase
   * @returns {Promise<boolean>} whether it was the one
   */
  async unlock(passphrase) {
    const { lock, check } = this.choice ?? {};
    if (!lock) return false;
    const keys = await keysFrom(passphrase, lock);
    if ((await unseal(keys, check, CHECK)) !== CHECK) return false;
    await this.settle("passphrase", keys);
    this.goOn();
    return true;
  }

  /** The learner works on in this tab, and what lies locked on this device stays as it is. */
  goOnWithout() {
    this.where = "tab";
    this.tab.decide(true);
    this.goOn();
    this.write();
    this.tell();
  }

  /** Forget everything, on this device and in every open tab; then each loads itself again. */
  async forget() {
    if (!this.device || this.device.isClosed) this.device = await Device.open(this.name).catch(() => null);
    const epoch = this.epoch.next();
    await this.device?.forget(epoch);
    this.epoch.raise(epoch);
    this.others.tell({ is: "forgotten" });
    this.end("here");
  }

  /** @returns {Promise<number>} how much is left, on this device and in this tab */
  async left() {
    return (await (this.device?.count() ?? 0)) + this.tab.names().length;
  }

  /** @param {"here" | "elsewhere"} how */
  end(how) {
    if (this.isOver) return;
    this.isOver = true;
    this.rows.clear();
    this.dirty.clear();
    this.tab.empty();
    this.tab.decide(false);
    forgetAllPrivate();
    this.epoch.leaveNews(how);
    document.body?.replaceChildren();
    location.replace(location.pathname + location.search);
  }

  write() {
    if (this.isOver) return false;
    if (this.where === "tab") {
      if (this.epoch.hasBeenRaised()) {
        this.end("elsewhere");
        return false;
      }
      const names = [...this.dirty];
      const isKept = super.write();
      if (this.isMoving) names.forEach((name) => this.dirty.add(name)); // the new place was given what was there before
      return isKept;
    }
    if (this.where !== "locked") void this.save();
    return !this.trouble;
  }

  /** Save what is new, and what becomes new meanwhile. */
  async save() {
    if (this.isSaving || this.isMoving || this.isOver) return;
    this.isSaving = true;
    clearTimeout(this.later);
    try {
      while (this.dirty.size && (this.where === "device" || this.where === "passphrase")) await this.saveOnce();
    } catch (error) {
      await this.saveFailed(error);
    } finally {
      this.isSaving = false;
      this.tell();
    }
  }

  async saveOnce() {
    const { device, choice } = this;
    if (!device || !choice || device.isClosed) throw new Changed("The store is closed");
    const names = [...this.dirty];
    this.dirty.clear();
    /** @type {string[]} */
    let stale;
    try {
      stale = await device.save(names.map((name) => [name, this.rows.get(name)]), choice, this.keys, this.epoch.known);
    } catch (error) {
      names.forEach((name) => this.dirty.add(name));
      throw error;
    }
    if (stale.length) for (const [name, value] of await device.load(this.keys, stale)) this.joinLate(name, value);
    else this.note(true);
    this.others.tell({ is: "changed", names: names.filter(isOfRecord) });
  }

  /**
   * Another tab was faster: both versions become one, which is saved again.
   *
   * @param {string} name
   * @param {any} theirs
   */
  joinLate(name, theirs) {
    this.take(name, theirs);
    this.dirty.add(name);
  }

  /** @param {unknown} error */
  async saveFailed(error) {
    if (error instanceof Forgotten) return this.end("elsewhere");
    this.isSaving = false;
    if (error instanceof Changed && !this.isMoving && (await this.startAgain())) return;
    this.note(false);
    this.later = setTimeout(() => this.save(), AGAIN);
  }

  /**
   * The store is not what it was: the choice is another one, or the browser has thrown everything away.
   *
   * @returns {Promise<boolean>} whether there is a store again
   */
  async startAgain() {
    const before = this.choice;
    try {
      if (!this.device || this.device.isClosed) this.device = await Device.open(this.name);
      const { choice, epoch } = await this.device.meta();
      if (this.epoch.isBehind(epoch)) this.end("elsewhere");
      else if (!choice && before) {
        await this.device.replaceAll([...this.rows], before, this.keys);
        this.dirty.clear();
        this.note(true);
      } else await this.look();
      return true;
    } catch {
      return false;
    }
  }

  /** @param {import("./others.js").Message} message */
  async hear(message) {
    if (this.isOver) return;
    if (message.is === "forgotten") return this.end("elsewhere");
    if (message.is === "keys?") {
      if (this.keys && message.id === this.choice?.id) this.others.tell({ is: "keys", id: message.id, keys: this.keys });
      return;
    }
    if (message.is === "chosen") {
      if (this.tab.isDecided && this.where === "tab") return;
      if (message.keys) Object.assign(this, { keys: message.keys, keysOf: message.id });
      await this.look().catch(() => this.note(false));
      if (this.where !== "locked") this.goOn();
      this.tell();
    }
    if (message.is === "changed") await this.takeFrom(message.names ?? []);
  }

  /**
   * @param {string[]} names  of rows that another tab has saved
   */
  async takeFrom(names) {
    if (!this.device || (this.where !== "device" && this.where !== "passphrase")) return;
    const stored = await this.device.load(this.keys, names).catch(() => new Map());
    for (const [name, value] of stored) this.take(name, value);
    if (this.dirty.size) void this.save();
    this.tell();
  }

  /** Look again whenever the page comes back to somebody's eyes, and save what is left when it goes. */
  watch() {
    const back = async () => {
      if (document.visibilityState !== "visible" || this.isOver || this.where === "locked") return;
      if (this.epoch.hasBeenRaised()) return this.end("elsewhere");
      if (this.where !== "tab") await this.look().catch(() => null);
    };
    document.addEventListener("visibilitychange", back);
    window.addEventListener("pageshow", (event) => event.persisted && back());
    window.addEventListener("pagehide", () => this.rescue());
  }

  /** What the device does not have yet goes into the tab, which is asked at once, and is taken from there again. */
  rescue() {
    if (this.where !== "device" || this.isOver) return;
    try {
      for (const name of this.dirty) this.tab.write(name, this.rows.get(name));
    } catch {
      // the status line has not said that it was saved
    }
  }
}

/**
 * @param {"device" | "passphrase"} where
 * @param {string} passphrase
 * @returns {Promise<{choice: Choice, keys: Keys | null}>}
 */
async function newChoice(where, passphrase) {
  const id = [...crypto.getRandomValues(new Uint32Array(2))].join("-");
  if (where === "device") return { choice: { id, where }, keys: null };
  const lock = newLock();
  const keys = await keysFrom(passphrase, lock);
  return { choice: { id, where, lock, check: await seal(keys, CHECK, CHECK) }, keys };
}
