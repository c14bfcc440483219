/** A place on this device that a learner chooses, and the keys to it. */

import { keysFrom, newLock, seal, unseal } from "../../js/record/sealing.js";

/** @typedef {import("./device.js").Choice} Choice */
/** @typedef {import("../../js/record/sealing.js").Keys} Keys */
/** @typedef {{choice: Choice, keys: Keys | null}} Place */

/** What a passphrase is tried on. */
const CHECK = "alongside";

/** A name for a choice. */
export const newId = () => [...crypto.getRandomValues(new Uint32Array(2))].join("-");

/**
 * @param {"device" | "passphrase"} where
 * @param {string} passphrase
 * @returns {Promise<Place>}
 */
export async function newPlace(where, passphrase) {
  const id = newId();
  if (where === "device") return { choice: { id, where }, keys: null };
  const lock = newLock();
  const keys = await keysFrom(passphrase, lock);
  return { choice: { id, where, lock, check: await seal(keys, CHECK, CHECK) }, keys };
}

/**
 * @param {Choice | null} choice
 * @param {string} passphrase
 * @returns {Promise<Keys | null>} null for another passphrase, or where nothing is locked
 */
export async function keysThatOpen(choice, passphrase) {
  if (!choice?.lock) return null;
  const keys = await keysFrom(passphrase, choice.lock);
  return (await unseal(keys, choice.check, CHECK)) === CHECK ? keys : null;
}
