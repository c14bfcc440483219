/** What the page says of keeping: true for each place where a learner's work can be. */

/** @typedef {import("../../js/keeper.js").State} State */

const REFUSED = "Not saved: this browser refuses to store it. Download your record.";

/** What the status line says, and what is true of what was typed. */
const WORDS = {
  locked: ["Your record is locked", "Your record is still on this device, and locked."],
  device: ["Saved on this device", "What you typed is saved on this device."],
  passphrase: ["Saved on this device, locked with your passphrase", "What you typed is saved on this device, locked with your passphrase."],
  undecided: ["Kept in this tab only", "What you typed is kept in this tab."],
  tab: ["Kept in this tab until you close it", "What you typed is kept in this tab."],
};

/** Whether the learner has still to say where their work is to be kept. @param {State} state */
export const isUndecided = (state) => state.where === "tab" && !state.isAsked && !state.isShared;

/** @param {State} state */
const wordsOf = (state) => WORDS[isUndecided(state) ? "undecided" : state.where];

/**
 * What the status line says, without the time.
 *
 * @param {State} state
 */
export const lineOf = (state) => (state.trouble ? REFUSED : wordsOf(state)[0]);

/**
 * What is true of what was typed, as a sentence among others.
 *
 * @param {State} state
 */
export const keptOf = (state) => wordsOf(state)[1];

/**
 * When the last save was completed, where it is one that outlives the tab.
 *
 * @param {State} state
 * @param {Date} now
 */
export function savedOf(state, now = new Date()) {
  const isSaved = state.savedAt && !state.trouble && (state.where === "device" || state.where === "passphrase");
  return isSaved && state.savedAt ? momentInWords(state.savedAt, now) : "";
}

/** @param {State} state */
export const recordOf = (state) => `Record: ${state.name.trim() || "no name yet"}`;

/**
 * A moment of today by its hour, another with its day.
 *
 * @param {Date} moment
 * @param {Date} now
 */
export function momentInWords(moment, now = new Date()) {
  const hour = moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (moment.toDateString() === now.toDateString()) return hour;
  const day = moment.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return `${hour} on ${day}`;
}

/**
 * When the record was last downloaded, and whether that is all of it.
 *
 * @param {State} state
 * @param {Date} now
 */
export function downloadedOf(state, now = new Date()) {
  if (!state.downloadedAt) return "Not downloaded yet.";
  const when = `Last downloaded at ${momentInWords(new Date(state.downloadedAt), now)}.`;
  return state.hasUndownloaded ? `${when} Something has changed since.` : when;
}

/**
 * Where it is kept, and since when it is saved, for "My work".
 *
 * @param {State} state
 * @param {Date} now
 */
export function whereOf(state, now = new Date()) {
  if (state.trouble) return "This browser refuses to store it. Download your record before you close this tab.";
  const saved = savedOf(state, now);
  const words = {
    locked: "On this device, locked with a passphrase that has not been entered yet.",
    device: "On this device, in this browser.",
    passphrase: "On this device, locked with your passphrase.",
    tab: isUndecided(state) ? "In this tab only. You have not chosen yet where it is to be kept." : "In this tab, until you close it.",
  };
  return saved ? `${words[state.where]} Last saved at ${saved}.` : words[state.where];
}

/**
 * @param {number} number  entries of which both versions were kept
 */
export function bothInWords(number) {
  const entries = number === 1 ? "One entry was" : `${number} entries were`;
  return `${entries} changed in two places at once. Both versions are kept, so that nothing is lost.`;
}

/**
 * What goes when everything is forgotten.
 *
 * @param {number} entries
 * @param {string} name
 */
export function whatGoes(entries, name) {
  const written = { 0: "whatever you have begun on these pages", 1: "1 entry" }[entries] ?? `${entries} entries`;
  return `This goes, in every open tab: ${written}, ${name ? `the name “${name}”` : "the name of the record"}, and where you were on each page.`;
}

const NOT_LOOKED =
  "This browser did not let the page look into its store, so it cannot say whether something is left there. To be sure, clear this address’s data in the browser’s own settings.";

/**
 * What a page says when all was forgotten: a heading and a sentence.
 *
 * @param {"here" | "elsewhere"} how
 * @param {number | null} left  how much is kept all the same; null where this device's store could not be looked into
 */
export function forgottenInWords(how, left) {
  if (left === null) return ["Forgotten in this tab", NOT_LOOKED];
  const title = how === "here" ? "Everything is forgotten" : "Everything was forgotten in another tab";
  const rest = left === 1 ? "1 thing is left here. Forget everything once more." : `${left} things are left here. Forget everything once more.`;
  return [title, left ? rest : "What is left of your work in this browser: nothing. Files that you downloaded are yours to keep or to delete."];
}

/** @param {string} passphrase */
export function passphraseProblem(passphrase) {
  if (!passphrase) return "Enter a passphrase";
  return [...passphrase].length < 8 ? "The passphrase must have at least 8 characters" : null;
}

/**
 * @param {string} passphrase
 * @param {string} again
 */
export function againProblem(passphrase, again) {
  if (passphraseProblem(passphrase)) return null;
  if (!again) return "Enter the passphrase a second time";
  return passphrase === again ? null : "The two passphrases are not the same";
}
