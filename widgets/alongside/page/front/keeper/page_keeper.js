/** The keeper of our own pages: the learner says where their work lies, and the tabs of one browser hear of one another. */

import { canSeal } from "../../js/record/sealing.js";
import { Changed, Forgotten } from "./device.js";
import { DeviceKeeper } from "./device_keeper.js";
import { keysThatOpen, newId, newPlace } from "./place.js";

/** @typedef {import("./device.js").Choice} Choice */
/** @typedef {import("../../js/record/sealing.js").Keys} Keys */

export class PageKeeper extends DeviceKeeper {
  /** @type {() => void} */
  goOn = () => {};

  /**
   * @param {string} root  the path under which this server is reached
   * @param {boolean} isShared  with strangers
   */
  constructor(root, isShared) {
    super(`alongside${root}`);
    this.isShared = isShared;
    this.forgotten = this.epoch.takeNews();
    this.ready = this.open();
    this.watch();
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

  /** Find the work where it lies. It ends when widgets may be shown. */
  async open() {
    const mayBeShown = new Promise((resolve) => (this.goOn = () => resolve(null)));
    // where the browser refuses, this tab is all there is
    await this.inTurn(() => this.look()).catch(() => null);
    this.hasLooked = true;
    this.tell();
    if (this.where === "locked") await mayBeShown;
  }

  /**
   * The learner says where to keep the work.
   *
   * @param {"device" | "passphrase" | "tab"} where
   * @param {string} [passphrase]
   * @returns {Promise<void>}
   * @throws {Error} where the browser refuses; then everything stays as it was
   */
  choose(where, passphrase = "") {
    return this.inTurn(async () => {
      this.isMoving = where !== "tab";
      try {
        if (where === "tab") await this.moveToTab();
        else await this.moveToDevice(await newPlace(where, passphrase));
      } catch (error) {
        if (error instanceof Forgotten) this.end("elsewhere");
        throw error;
      } finally {
        this.isMoving = false;
        await this.saveAll();
      }
      if (this.where !== "locked") this.goOn();
    });
  }

  /** @param {import("./place.js").Place} place */
  async moveToDevice({ choice, keys }) {
    const isMoved = await this.moveAll(choice, keys);
    if (!isMoved || this.isOver) return;
    Object.assign(this, { where: choice.where, keys, choice, keysOf: choice.id });
    this.note(true);
    this.tab.decide(false);
    this.others.tell({ is: "chosen", id: choice.id, keys });
    // a browser may ask its reader, or refuse: then it clears the storage when it likes, as the page says
    navigator.storage?.persist?.().catch(() => false);
  }

  /**
   * Take in what the device has, and put all of it there under a new choice. If another tab chooses meanwhile, begin again.
   *
   * @param {Choice} choice
   * @param {Keys | null} keys
   * @returns {Promise<boolean>} false if what lies there is locked: nothing is put over it, its passphrase comes first
   */
  async moveAll(choice, keys) {
    const device = await this.opened();
    const { choice: before, saves } = await device.meta();
    const held = before?.where === "passphrase" ? this.keys : null;
    if (before?.where === "passphrase" && !(held && this.keysOf === before.id)) {
      this.lock(before);
      return false;
    }
    const stored = await device.load(held);
    if (!this.isOnDevice) for (const name of this.rows.keys()) this.dirty.add(name);
    for (const [name, value] of stored) this.take(name, value);
    try {
      await this.replaceAll(choice, keys, { epoch: this.epoch.known, choice: before?.id, saves });
    } catch (error) {
      if (error instanceof Changed) return this.moveAll(choice, keys);
      throw error;
    }
    return true;
  }

  /** @param {Choice} choice  of which this tab has no keys */
  lock(choice) {
    this.tab.decide(false);
    Object.assign(this, { where: "locked", choice, keys: null });
    this.tell();
  }

  /**
   * Into the tab first, and then away from the device.
   *
   * @returns {Promise<void>}
   */
  async moveToTab() {
    const { where } = this;
    const wasOnDevice = this.isOnDevice;
    const saves = wasOnDevice ? await this.takeAll() : 0;
    this.where = "tab";
    for (const name of this.rows.keys()) this.dirty.add(name);
    try {
      if (!this.write() && wasOnDevice) throw new DOMException("It does not fit into the tab", "QuotaExceededError");
      if (wasOnDevice) await this.clearDevice(saves);
    } catch (error) {
      if (this.isOver) throw error;
      this.tab.empty();
      this.where = where;
      for (const name of this.rows.keys()) this.dirty.add(name);
      if (!(error instanceof Changed)) throw error;
      await this.look();
      return this.moveToTab();
    }
    this.tab.decide(true);
    this.keys = null;
    this.tell();
  }

  /**
   * What another tab may have saved without a word.
   *
   * @returns {Promise<number>} how often something was saved
   */
  async takeAll() {
    const device = await this.opened();
    const { saves } = await device.meta();
    for (const [name, value] of await device.load(this.keys)) this.take(name, value);
    return saves;
  }

  /** @param {number} saves  how often something was saved, as far as it is known here */
  async clearDevice(saves) {
    const choice = { id: newId(), where: /** @type {const} */ ("tab") };
    await (await this.opened()).replaceAll([], choice, null, { ...this.known, saves });
    this.choice = choice;
    this.others.tell({ is: "chosen", id: choice.id, keys: null });
  }

  /**
   * @param {string} passphrase
   * @returns {Promise<boolean>} whether it was the one
   */
  unlock(passphrase) {
    return this.inTurn(async () => {
      const keys = await keysThatOpen(this.choice, passphrase);
      if (!keys) return false;
      await this.settle("passphrase", keys);
      this.goOn();
      return true;
    });
  }

  /** The learner works on in this tab, and what lies locked on this device stays as it is. */
  goOnWithout() {
    this.where = "tab";
    this.tab.decide(true);
    this.goOn();
    this.write();
    this.tell();
  }

  /**
   * Forget everything, on this device and in every open tab; then each loads itself again.
   *
   * @throws {DOMException} where the browser refuses; then everything stays as it was
   */
  async forget() {
    const device = await this.opened().catch(() => null);
    const epoch = this.epoch.next();
    this.forgets = true;
    try {
      await device?.forget(epoch);
    } catch (error) {
      this.forgets = false;
      throw error;
    }
    this.epoch.raise(epoch);
    this.others.tell({ is: "forgotten" });
    this.end("here");
  }

  /** @returns {Promise<number | null>} how much is left, on this device and in this tab; null where it could not be looked for */
  async left() {
    const onDevice = await this.opened().then((device) => device.count()).catch(() => null);
    return onDevice === null ? null : onDevice + this.tab.names().length;
  }

  /** @param {import("./others.js").Message} message */
  hear(message) {
    if (this.isOver) return;
    if (message.is === "forgotten") this.end("elsewhere");
    if (message.is === "keys?" && this.keys && message.id === this.keysOf) {
      this.others.tell({ is: "keys", id: message.id, keys: this.keys });
    }
    if (message.is === "chosen") void this.lookAgain(message);
    if (message.is === "changed") void this.inTurn(() => this.takeFrom(message.names ?? []));
  }

  /**
   * See what holds now: another tab has chosen, or this one comes back to somebody's eyes.
   *
   * @param {{id?: string, keys?: Keys | null}} [chosen]
   */
  async lookAgain({ id, keys } = {}) {
    await this.inTurn(async () => {
      if (this.isOver || (this.where === "tab" && this.tab.isDecided)) return;
      if (keys) Object.assign(this, { keys, keysOf: id });
      await this.look();
    }).catch(() => null); // the next save finds it out, and says so
    if (this.where !== "locked") this.goOn();
  }

  /** @param {string[]} names  of rows that another tab has saved */
  async takeFrom(names) {
    if (!this.isOnDevice || this.isOver) return;
    const stored = await this.device?.load(this.keys, names).catch(() => null);
    for (const [name, value] of stored ?? []) {
      if (value?.copy_of && !value.forgotten && !this.rows.has(name)) this.both += 1;
      this.take(name, value);
    }
    await this.saveAll();
  }

  /** Look again whenever the page comes back to somebody's eyes, and save what is left when it goes. */
  watch() {
    const back = () => {
      if (document.visibilityState !== "visible" || this.isOver) return;
      if (this.epoch.hasBeenRaised()) this.end("elsewhere");
      else void this.lookAgain();
    };
    document.addEventListener("visibilitychange", back);
    window.addEventListener("pageshow", (event) => event.persisted && back());
    window.addEventListener("pagehide", () => this.rescue());
  }
}
