/**
 * A keeper that knows this device: it finds the work there, takes it in, and saves what is new.
 *
 * A change is in IndexedDB as soon as the browser has written it; no timer lies between. Where it refuses, the work is
 * in the page's memory, the state says so, and every further change tries again. What reads and writes the device goes
 * one after another, `inTurn`, so that no two of them cross in this page; that other tabs do not cross with it is held by
 * IndexedDB's transactions.
 */

import { Keeper } from "../../js/keeper.js";
import { forgetAllPrivate } from "../../js/private_state.js";
import { isOfRecord } from "../../js/record/rows.js";
import { Changed, Device, Forgotten } from "./device.js";
import { Epoch } from "./epoch.js";
import { Others } from "./others.js";

/** @typedef {import("./device.js").Choice} Choice */
/** @typedef {import("../../js/record/sealing.js").Keys} Keys */

/** When to try again what the browser has refused, milliseconds. */
const AGAIN = 5000;

export class DeviceKeeper extends Keeper {
  /** @type {Device | null} */
  device = null;
  /** Where this device keeps the record, as far as this tab knows. @type {Choice | null} */
  choice = null;
  /** @type {Keys | null} */
  keys = null;
  /** The choice that the keys open. @type {string | undefined} */
  keysOf;
  /** Names of rows that are on their way to the device. @type {string[]} */
  underway = [];
  /** What was looked for has been found once, and shown. */
  hasLooked = false;
  isSaving = false;
  /** The work moves to another place: what changes meanwhile follows it. */
  isMoving = false;
  /** All was forgotten: this page keeps nothing any more. */
  isOver = false;
  /** It is this page that forgets. */
  forgets = false;
  /** @type {Promise<unknown>} */
  turn = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  later;

  /** @param {string} name  of the store */
  constructor(name) {
    super();
    this.name = name;
    this.epoch = new Epoch(name);
    if (this.epoch.isTabOlder()) this.emptyTab();
    this.others = new Others(name, (message) => this.hear(message));
  }

  /** @param {import("./others.js").Message} _message */
  hear(_message) {}

  get isOnDevice() {
    return this.where === "device" || this.where === "passphrase";
  }

  /** What this tab takes to hold on the device. */
  get known() {
    return { epoch: this.epoch.known, choice: this.choice?.id };
  }

  /**
   * @template T
   * @param {() => Promise<T>} work  begins when what was asked for before has ended
   * @returns {Promise<T>}
   */
  inTurn(work) {
    const done = this.turn.then(work);
    this.turn = done.catch(() => null);
    return done;
  }

  /** A closed tab that the browser has opened again may hold what was forgotten since. */
  emptyTab() {
    this.tab.empty();
    this.tab.decide(false);
    this.rows.clear();
    this.dirty.clear();
  }

  /** @returns {Promise<Device>} */
  async opened() {
    if (!this.device || this.device.isClosed) this.device = await Device.open(this.name);
    return this.device;
  }

  /** See what this device has, and take it in. */
  async look() {
    const { choice, epoch, saved } = await (await this.opened()).meta();
    if (epoch > this.epoch.known) {
      if (this.hasLooked) return this.end("elsewhere");
      this.epoch.learn(epoch);
      if (this.epoch.isTabOlder()) this.emptyTab();
    }
    this.hasLooked = true;
    if (this.isOver) return;
    if (!choice && this.isOnDevice) return this.putBack();
    this.choice = choice ?? null;
    if (!choice || choice.where === "tab" || this.tab.isDecided) return this.stayInTab();
    if (!this.dirty.size) this.savedAt = saved;
    if (choice.where === "device") return this.settle("device", null);
    const keys = this.keys && this.keysOf === choice.id ? this.keys : await this.others.askForKeys(choice.id);
    if (keys) return this.settle("passphrase", keys);
    if (this.tab.isDecided) return; // the learner has gone on without meanwhile
    Object.assign(this, { where: "locked", keys: null });
    if (this.dirty.size) this.note(false);
    this.tell();
  }

  /**
   * The work is on this device: take in what is there, and put there what is not.
   *
   * @param {"device" | "passphrase"} where
   * @param {Keys | null} keys
   */
  async settle(where, keys) {
    const stored = await (await this.opened()).load(keys);
    const isNew = !this.isOnDevice;
    for (const name of this.rows.keys()) if (isNew || (isOfRecord(name) && !stored.has(name))) this.dirty.add(name);
    for (const [name, value] of stored) this.take(name, value);
    Object.assign(this, { where, keys, keysOf: this.choice?.id });
    this.tab.decide(false);
    await this.saveAll();
  }

  /** The browser has thrown everything away while the page was open: what the page has goes there again. */
  async putBack() {
    const choice = /** @type {Choice} */ (this.choice);
    await this.replaceAll(choice, this.keys, { epoch: this.epoch.known, choice: undefined });
    this.note(true);
    await this.saveAll();
  }

  /**
   * All rows in the place of what the device has; what changes meanwhile is still to be saved.
   *
   * @param {Choice} choice
   * @param {Keys | null} keys
   * @param {import("./device.js").Known} known
   */
  async replaceAll(choice, keys, known) {
    this.underway = [...this.dirty];
    this.dirty.clear();
    try {
      await (await this.opened()).replaceAll([...this.rows], choice, keys, known);
    } catch (error) {
      for (const name of this.underway) this.dirty.add(name);
      throw error;
    } finally {
      this.underway = [];
    }
  }

  stayInTab() {
    if (this.where === "tab") return;
    Object.assign(this, { where: "tab", keys: null });
    for (const name of this.rows.keys()) this.dirty.add(name);
    this.write();
    this.tell();
  }

  write() {
    if (this.isOver) return false;
    if (this.where === "locked") return this.note(!this.dirty.size);
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
    void this.save();
    return !this.trouble;
  }

  /** Save what is new, and what becomes new meanwhile. */
  async save() {
    if (this.isSaving) return;
    this.isSaving = true;
    await this.inTurn(() => this.saveAll());
  }

  /** It has its turn already. */
  async saveAll() {
    clearTimeout(this.later);
    this.isSaving = true;
    try {
      while (this.dirty.size && this.isOnDevice && !this.isOver) await this.saveOnce();
    } catch (error) {
      await this.saveFailed(error);
    } finally {
      this.isSaving = false;
      if (this.isOnDevice && !this.dirty.size) this.tab.empty();
      this.tell();
    }
  }

  async saveOnce() {
    const { device } = this;
    if (!device || device.isClosed) throw new Changed("The store is closed");
    const names = [...this.dirty];
    this.underway = names;
    this.dirty.clear();
    try {
      const stale = await device.save(names.map((name) => [name, this.rows.get(name)]), this.keys, this.known);
      if (stale.length) await this.joinLate(stale);
      else this.note(true);
    } catch (error) {
      for (const name of names) this.dirty.add(name);
      throw error;
    } finally {
      this.underway = [];
    }
    const told = names.filter(isOfRecord);
    if (told.length) this.others.tell({ is: "changed", names: told });
  }

  /**
   * Another tab was faster: both versions become one, which is saved again.
   *
   * @param {string[]} names
   */
  async joinLate(names) {
    const stored = await /** @type {Device} */ (this.device).load(this.keys, names);
    for (const name of names) {
      if (!stored.has(name)) throw new Error("A row on this device cannot be read");
      this.take(name, stored.get(name));
      this.dirty.add(name);
    }
  }

  /** @param {unknown} error */
  async saveFailed(error) {
    if (error instanceof Forgotten) return this.end("elsewhere");
    try {
      // the choice is another one, or the browser has thrown everything away
      if (error instanceof Changed) return await this.look();
    } catch {
      // it is said below
    }
    this.note(false);
    this.later = setTimeout(() => this.save(), AGAIN);
  }

  /**
   * All was forgotten: nothing of it stays in this tab, and the page is loaded again.
   *
   * @param {"here" | "elsewhere"} how
   */
  end(how) {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.later);
    this.emptyTab();
    forgetAllPrivate();
    this.epoch.leaveNews(this.forgets ? "here" : how);
    document.body?.replaceChildren();
    location.replace(location.pathname + location.search);
  }

  /** What the device does not have yet goes into the tab, which is asked at once, and is taken from there again. */
  rescue() {
    if (this.where !== "device" || this.isOver) return;
    try {
      for (const name of [...this.dirty, ...this.underway]) this.tab.write(name, this.rows.get(name));
    } catch {
      // the status line has not said that it was saved
    }
  }
}
