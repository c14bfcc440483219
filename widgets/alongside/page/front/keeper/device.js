/**
 * This device's store: the browser's IndexedDB, one database for each address of a server.
 *
 * `rows` holds `{key, revision, name, value}`; with a passphrase `{key, revision, iv, sealed}`, where the key says nothing
 * and name and value are sealed. `meta` holds the learner's choice, the epoch (how often all was forgotten) and when
 * something was last saved.
 *
 * Errors::
 *
 *     Error
 *     ├── Forgotten   all was forgotten since, in another tab: nothing may be saved
 *     └── Changed     another choice holds since, or the browser has thrown everything away
 */

import { openDB } from "idb";
import { follows } from "../../js/record/merge.js";
import { hiddenName, seal, unseal } from "../../js/record/sealing.js";

/** @typedef {import("../../js/record/sealing.js").Keys} Keys */
/** @typedef {import("../../js/record/sealing.js").Lock} Lock */
/** @typedef {{id: string, where: "device" | "passphrase" | "tab", lock?: Lock, check?: any}} Choice */
/** @typedef {{key: string, revision: any, name?: string, value?: any, iv?: any, sealed?: any}} Packed */

export class Forgotten extends Error {}
export class Changed extends Error {}

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
    const db = await openDB(name, 1, {
      upgrade: (made) => {
        made.createObjectStore("rows", { keyPath: "key" });
        made.createObjectStore("meta");
      },
      blocking: () => close(),
      terminated: () => close(),
    });
    device = new Device(db);
    return device;
  }

  /** @returns {Promise<{choice: Choice | undefined, epoch: number, saved: Date | null}>} */
  async meta() {
    const meta = this.db.transaction("meta").store;
    const [choice, epoch, saved] = await Promise.all([meta.get("choice"), meta.get("epoch"), meta.get("saved")]);
    return { choice, epoch: epoch ?? 0, saved: saved ?? null };
  }

  /**
   * @param {Keys | null} keys
   * @param {string[]} [names]  all, if none are named
   * @returns {Promise<Map<string, any>>} rows by their names; what these keys do not open is left out
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
   * @param {Choice} choice  the one we know of
   * @param {Keys | null} keys
   * @param {number} epoch  the one we know of
   * @returns {Promise<string[]>} names of rows that were not saved, since another tab has changed them
   * @throws {Forgotten | Changed | DOMException}
   */
  async save(changes, choice, keys, epoch) {
    const packed = await Promise.all(changes.map(([name, value]) => pack(name, value, keys)));
    const work = this.db.transaction(["rows", "meta"], "readwrite");
    const [rows, meta] = [work.objectStore("rows"), work.objectStore("meta")];
    const ended = work.done;
    ended.catch(() => null); // it is awaited below; a throw before that would leave it alone
    const [now, holds, ...stored] = await Promise.all([
      meta.get("epoch"), meta.get("choice"), ...packed.map(({ key }) => rows.get(key)),
    ]);
    if ((now ?? 0) > epoch) throw new Forgotten("All was forgotten in another tab");
    if (holds?.id !== choice.id) throw new Changed("Another choice holds");
    /** @type {string[]} */
    const stale = [];
    packed.forEach((row, at) => {
      const before = stored[at]?.revision;
      if (before && !follows(row.revision ?? {}, before)) stale.push(changes[at][0]);
      else if (row.isGone) rows.delete(row.key);
      else rows.put(row.packed);
    });
    meta.put(new Date(), "saved");
    work.commit();
    await ended;
    return stale;
  }

  /**
   * Put these rows in the place of all that is there, under a choice of its own.
   *
   * @param {[string, any][]} changes
   * @param {Choice} choice
   * @param {Keys | null} keys
   */
  async replaceAll(changes, choice, keys) {
    const packed = await Promise.all(changes.map(([name, value]) => pack(name, value, keys)));
    const work = this.db.transaction(["rows", "meta"], "readwrite");
    work.objectStore("rows").clear();
    for (const row of packed) work.objectStore("rows").put(row.packed);
    work.objectStore("meta").put(choice, "choice");
    work.objectStore("meta").put(new Date(), "saved");
    await work.done;
  }

  /**
   * Forget everything but how often that happened.
   *
   * @param {number} epoch
   */
  async forget(epoch) {
    const work = this.db.transaction(["rows", "meta"], "readwrite");
    work.objectStore("rows").clear();
    work.objectStore("meta").clear();
    work.objectStore("meta").put(epoch, "epoch");
    await work.done;
  }

  /** @returns {Promise<number>} how many rows are there */
  async count() {
    return this.db.count("rows");
  }
}

/**
 * @param {string} name
 * @param {any} value
 * @param {Keys | null} keys
 * @returns {Promise<{key: string, revision: any, isGone: boolean, packed: Packed}>}
 */
async function pack(name, value, keys) {
  const key = await keyOf(name, keys);
  const revision = value?.revision ?? null;
  const hidden = keys && value !== undefined ? await seal(keys, JSON.stringify({ name, value }), key) : null;
  return { key, revision, isGone: value === undefined, packed: { key, revision, ...(hidden ?? { name, value }) } };
}

/**
 * @param {Packed} packed
 * @param {Keys | null} keys
 * @returns {Promise<[string, any] | null>}
 */
async function unpack({ key, name, value, iv, sealed }, keys) {
  if (!sealed) return keys ? null : [name ?? key, value];
  const text = keys && (await unseal(keys, { iv, sealed }, key));
  if (!text) return null;
  const row = JSON.parse(text);
  return [row.name, row.value];
}

/**
 * @param {string} name
 * @param {Keys | null} keys
 */
async function keyOf(name, keys) {
  return keys ? hiddenName(keys, name) : name;
}
