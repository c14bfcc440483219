/**
 * This device's store: the browser's IndexedDB, one database for each address of a server.
 *
 * `rows` holds `{key, revision, name, value}`; with a passphrase `{key, revision, iv, sealed}`, where the key says nothing
 * and name and value are sealed. `meta` holds the learner's choice, the epoch (when all was last forgotten), and when and
 * how often something was saved.
 *
 * Errors::
 *
 *     Error
 *     ├── Forgotten   all was forgotten since, in another tab: nothing may be saved
 *     └── Changed     another choice holds since, or the browser has thrown everything away
 */

import { openDB } from "idb";
import { follows } from "../../js/record/merge.js";
import { isOfRecord, isSound } from "../../js/record/rows.js";
import { hiddenName, seal, unseal } from "../../js/record/sealing.js";

/** @typedef {import("../../js/record/sealing.js").Keys} Keys */
/** @typedef {import("../../js/record/sealing.js").Lock} Lock */
/** @typedef {{id: string, where: "device" | "passphrase" | "tab", lock?: Lock, check?: any}} Choice */
/** @typedef {{epoch: number, choice: string | undefined, saves?: number}} Known  what a tab takes to hold here: the last forgetting, the id of the choice, how often something was saved */
/** @typedef {any} Store  of a transaction that writes */
/** @typedef {{key: string, revision: any, name?: string, value?: any, iv?: any, sealed?: any}} Packed */

export class Forgotten extends Error {}
export class Changed extends Error {}

/** How long the browser may take to open the store before the page does without it, milliseconds. */
const PATIENCE = 5000;

export class Device {
  /** @param {import("idb").IDBPDatabase} db */
  constructor(db) {
    this.db = db;
    /** The browser has closed it, mostly because its storage was cleared. */
    this.isClosed = false;
  }

  /**
   * @param {string} name  of the database
   * @returns {Promise<Device>}
   * @throws {DOMException} where the browser refuses
   */
  static async open(name) {
    /** @type {Device} */
    let device;
    const close = () => {
      device.isClosed = true;
      device.db.close();
    };
    const opening = openDB(name, 1, {
      upgrade: (made) => {
        made.createObjectStore("rows", { keyPath: "key" });
        made.createObjectStore("meta");
      },
      blocking: () => close(),
      terminated: () => close(),
    });
    device = new Device(await inTime(opening));
    return device;
  }

  /** @returns {Promise<{choice: Choice | undefined, epoch: number, saved: Date | null, saves: number}>} */
  async meta() {
    const meta = this.db.transaction("meta").store;
    const parts = ["choice", "epoch", "saved", "saves"].map((part) => meta.get(part));
    const [choice, epoch, saved, saves] = await Promise.all(parts);
    return { choice, epoch: epoch ?? 0, saved: saved ?? null, saves: saves ?? 0 };
  }

  /**
   * @param {Keys | null} keys
   * @param {string[]} [names]  all, if none are named
   * @returns {Promise<Map<string, any>>} rows by their names; what these keys do not open, or cannot be read, is left out
   */
  async load(keys, names) {
    const wanted = names && (await Promise.all(names.map((name) => keyOf(name, keys))));
    const rows = this.db.transaction("rows").store;
    const found = wanted ? await Promise.all(wanted.map((key) => rows.get(key))) : await rows.getAll();
    const opened = await Promise.all(found.map((packed) => packed && unpack(packed, keys)));
    return new Map(opened.filter(Boolean));
  }

  /**
   * Save rows, unless the store knows of a change to one that we do not.
   *
   * @param {[string, any][]} changes  names and values; undefined: nothing any more
   * @param {Keys | null} keys
   * @param {Known} known
   * @returns {Promise<string[]>} names of rows that were not saved, since another tab has changed them
   * @throws {Forgotten | Changed | DOMException}
   */
  async save(changes, keys, known) {
    const packed = await Promise.all(changes.map(([name, value]) => pack(name, value, keys)));
    /** @type {string[]} */
    const stale = [];
    await this.write(known, async (rows, meta) => {
      const stored = await Promise.all(packed.map(({ key }) => rows.get(key)));
      packed.forEach((row, at) => {
        const before = stored[at]?.revision;
        if (before && !follows(row.revision ?? {}, before)) stale.push(changes[at][0]);
        else ask(row.isGone ? rows.delete(row.key) : rows.put(row.packed));
      });
      ask(meta.put(new Date(), "saved"));
    });
    return stale;
  }

  /**
   * Put these rows in the place of all that is there, under a choice of its own.
   *
   * @param {[string, any][]} changes
   * @param {Choice} choice
   * @param {Keys | null} keys
   * @param {Known} known
   * @throws {Forgotten | Changed | DOMException}
   */
  async replaceAll(changes, choice, keys, known) {
    const packed = await Promise.all(changes.map(([name, value]) => pack(name, value, keys)));
    await this.write(known, async (rows, meta) => {
      for (const row of packed) ask(rows.put(row.packed));
      ask(meta.put(choice, "choice"));
      ask(meta.put(new Date(), "saved"));
    }, true);
  }

  /**
   * Forget everything but when that happened.
   *
   * @param {number} epoch
   */
  async forget(epoch) {
    await this.write(null, async (_, meta) => {
      ask(meta.clear());
      ask(meta.put(epoch, "epoch"));
    }, true);
  }

  /**
   * Write in one piece, or nothing.
   *
   * @param {Known | null} known  null: whatever holds there
   * @param {(rows: Store, meta: Store) => Promise<void>} work
   * @param {boolean} [clears]  all rows, before that
   * @throws {Forgotten | Changed | DOMException}
   */
  async write(known, work, clears = false) {
    const piece = this.db.transaction(["rows", "meta"], "readwrite");
    const [rows, meta] = [piece.objectStore("rows"), piece.objectStore("meta")];
    ask(piece.done);
    try {
      if (known) ask(meta.put((await admit(known, meta)) + 1, "saves"));
      if (clears) ask(rows.clear());
      await work(rows, meta);
      await piece.done;
    } catch (error) {
      if (!piece.error) piece.abort(); // nothing of it, such as the clearing alone
      throw error;
    }
  }

  /** @returns {Promise<number>} how many rows are there */
  async count() {
    return this.db.count("rows");
  }
}

/**
 * A part of what is written in one piece: should it fail, the piece does, and says so.
 *
 * @param {Promise<unknown>} part
 */
function ask(part) {
  part.catch(() => null);
}

/**
 * @param {Known} known
 * @param {Store} meta
 * @returns {Promise<number>} how often something was saved
 * @throws {Forgotten | Changed}
 */
async function admit(known, meta) {
  const [epoch, choice, saves = 0] = await Promise.all([meta.get("epoch"), meta.get("choice"), meta.get("saves")]);
  if ((epoch ?? 0) > known.epoch) throw new Forgotten("All was forgotten in another tab");
  if (choice?.id !== known.choice) throw new Changed("Another choice holds");
  if (known.saves !== undefined && known.saves !== saves) throw new Changed("Another tab has saved since");
  return saves;
}

/**
 * @param {string} name
 * @param {any} value
 * @param {Keys | null} keys
 * @returns {Promise<{key: string, revision: any, isGone: boolean, packed: Packed}>}
 */
async function pack(name, value, keys) {
  const key = await keyOf(name, keys);
  const revision = (isOfRecord(name) && value?.revision) || null;
  const hidden = keys && value !== undefined ? await seal(keys, JSON.stringify({ name, value }), key) : null;
  return { key, revision, isGone: value === undefined, packed: { key, revision, ...(hidden ?? { name, value }) } };
}

/**
 * @param {Packed} packed
 * @param {Keys | null} keys
 * @returns {Promise<[string, any] | null>}
 */
async function unpack({ key, name, value, iv, sealed }, keys) {
  if (!sealed) return !keys && isSound(name ?? key, value) ? [name ?? key, value] : null;
  const text = keys && (await unseal(keys, { iv, sealed }, key));
  const row = text ? JSON.parse(text) : {};
  return isSound(row.name ?? "", row.value) ? [row.name, row.value] : null;
}

/**
 * @param {string} name
 * @param {Keys | null} keys
 */
async function keyOf(name, keys) {
  return keys ? hiddenName(keys, name) : name;
}

/**
 * @param {Promise<import("idb").IDBPDatabase>} opening
 * @returns {Promise<import("idb").IDBPDatabase>}
 * @throws {DOMException} when the browser does not answer
 */
function inTime(opening) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      opening.then((late) => late.close(), () => null);
      reject(new DOMException("The browser's store does not answer", "TimeoutError"));
    }, PATIENCE);
    opening.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
