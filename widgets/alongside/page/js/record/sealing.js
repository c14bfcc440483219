/**
 * Text sealed with a passphrase, by the browser's own WebCrypto: PBKDF2 (SHA-256) and AES-GCM.
 *
 * The passphrase never leaves the browser, and nobody can open what it seals without it. Iterations: OWASP Password
 * Storage Cheat Sheet, 2023. Browsers give WebCrypto to https and localhost only.
 */

export const SEALED = "alongside-record-sealed";
const ITERATIONS = 600_000;
/** A file that asks for more work than this is not ours: it would only hold the browser up. */
const MOST_ITERATIONS = 10_000_000;

const KDF = "PBKDF2-SHA-256";
const CIPHER = "AES-GCM-256";

/** @typedef {{salt: string, iterations: number}} Lock  what a key is made from, beside the passphrase */
/** @typedef {{seal: CryptoKey, name: CryptoKey}} Keys  one to seal with, one to give rows names that say nothing */

/** Whether this browser can encrypt at this address. */
export function canSeal() {
  return typeof globalThis.crypto?.subtle?.deriveBits === "function";
}

/** @returns {Lock} */
export function newLock() {
  return { salt: toBase64(crypto.getRandomValues(new Uint8Array(16))), iterations: ITERATIONS };
}

/**
 * The keys that a passphrase gives; they cannot be read out again.
 *
 * @param {string} passphrase
 * @param {Lock} lock
 * @returns {Promise<Keys>}
 */
export async function keysFrom(passphrase, { salt, iterations }) {
  const words = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: fromBase64(salt), iterations };
  const root = await crypto.subtle.importKey("raw", await crypto.subtle.deriveBits(how, base, 256), "HKDF", false, ["deriveKey"]);
  const part = (/** @type {string} */ info) => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode(info) });
  const [seal, name] = await Promise.all([
    crypto.subtle.deriveKey(part("seal"), root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    crypto.subtle.deriveKey(part("name"), root, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]),
  ]);
  return { seal, name };
}

/**
 * @param {Keys} keys
 * @param {string} text
 * @param {string} place  where it belongs: it cannot be opened in another place
 * @returns {Promise<{iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer}>}
 */
export async function seal(keys, text, place) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(place) };
  return { iv, sealed: await crypto.subtle.encrypt(how, keys.seal, new TextEncoder().encode(text)) };
}

/**
 * @param {Keys} keys
 * @param {{iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer | Uint8Array<ArrayBuffer>}} given
 * @param {string} place
 * @returns {Promise<string | null>} null if these are not its keys, or not a byte is as it was
 */
export async function unseal(keys, { iv, sealed }, place) {
  try {
    const how = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(place) };
    return new TextDecoder().decode(await crypto.subtle.decrypt(how, keys.seal, sealed));
  } catch {
    return null;
  }
}

/**
 * A name that says nothing of a row and is always the same.
 *
 * @param {Keys} keys
 * @param {string} name
 */
export async function hiddenName(keys, name) {
  return toBase64(new Uint8Array(await crypto.subtle.sign("HMAC", keys.name, new TextEncoder().encode(name))));
}

/**
 * A text as a file that opens with a passphrase only.
 *
 * @param {string} text
 * @param {string} passphrase
 */
export async function sealText(text, passphrase) {
  const lock = newLock();
  const { iv, sealed } = await seal(await keysFrom(passphrase, lock), text, SEALED);
  return { format: SEALED, version: 1, kdf: KDF, ...lock, cipher: CIPHER, iv: toBase64(iv), data: toBase64(new Uint8Array(sealed)) };
}

/**
 * @param {any} given  what a file holds
 * @returns {boolean} whether it is sealed, and whole enough to be tried
 */
export function isSealed(given) {
  if (given?.format !== SEALED || given.version !== 1 || given.kdf !== KDF || given.cipher !== CIPHER) return false;
  const { iterations } = given;
  const hasWork = Number.isInteger(iterations) && iterations > 0 && iterations <= MOST_ITERATIONS;
  return hasWork && [given.salt, given.iv, given.data].every((part) => typeof part === "string" && /^[A-Za-z0-9+/]+=*$/.test(part));
}

/**
 * @param {any} given  for which `isSealed` holds
 * @param {string} passphrase
 * @returns {Promise<string | null>} null for another passphrase, or a file that was damaged
 */
export async function unsealText(given, passphrase) {
  try {
    const keys = await keysFrom(passphrase, given);
    return await unseal(keys, { iv: fromBase64(given.iv), sealed: fromBase64(given.data) }, SEALED);
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** @param {string} text */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
