/**
 * A Power Flower: petals, and for each place where one looks at them (a lens) who is treated as the usual there, and, only
 * if its owner wants, themselves. Plain JSON; every change gives a new flower and leaves the old one as it was.
 */

import { fitting } from "../private_file.js";

/** @typedef {{id: string, label: string}} Petal */
/** @typedef {"" | "same" | "different" | "changes"} Mark */
/** @typedef {{usual: string, me: Mark, words: string}} Answer */
/** @typedef {{id: string, label: string, answers: Record<string, Answer>}} Lens */
/** @typedef {{petals: Petal[], lenses: Lens[]}} Flower */

/**
 * What this needs of the pack `power_flower`.
 *
 * @typedef {{id: string, name: string, gloss: string}} Known
 * @typedef {{petals: Known[], start: string[], sets: {id: string, name: string, petals: string[]}[], lenses: Known[]}} Pack
 */

export const MOST_PETALS = 16;
export const MOST_LENSES = 12;
/** The most letters of a petal's or a lens's name, of who is the usual, and of somebody's own words. */
export const LONGEST = { label: 60, usual: 160, words: 2000 };
export const MARKS = /** @type {Mark[]} */ (["same", "different", "changes"]);

/**
 * A text as a flower can hold it.
 *
 * @param {string} text
 * @param {keyof typeof LONGEST} what
 */
export const clean = (text, what) => fitting(text, LONGEST[what]);

/** Where everybody begins. */
export const HERE = { id: "here", label: "Around here" };

/** @type {Answer} */
const BLANK = Object.freeze({ usual: "", me: "", words: "" });

/**
 * @param {Pack} pack
 * @param {string[]} [petals]  ids; those to start with if none are given
 * @returns {Flower}
 */
export function newFlower(pack, petals = pack.start) {
  return {
    petals: petals.flatMap((id) => knownPetal(pack, id) ?? []),
    lenses: [HERE, ...pack.lenses.map(({ id, name }) => ({ id, label: name }))].map((one) => ({ ...one, answers: {} })),
  };
}

/**
 * @param {Pack} pack
 * @param {string} id
 * @returns {Petal | undefined}
 */
function knownPetal(pack, id) {
  const found = pack.petals.find((petal) => petal.id === id);
  return found && { id, label: found.name };
}

/**
 * @param {Flower} flower
 * @param {string} lens
 * @returns {Lens}
 */
export function lensOf(flower, lens) {
  return flower.lenses.find(({ id }) => id === lens) ?? flower.lenses[0];
}

/**
 * @param {Flower} flower
 * @param {string} lens
 * @param {string} petal
 * @returns {Answer}
 */
export function answerOf(flower, lens, petal) {
  return lensOf(flower, lens).answers[petal] ?? BLANK;
}

/**
 * @param {Flower} flower
 * @param {string} lens
 * @param {string} petal
 * @param {Partial<Answer>} changes
 * @returns {Flower}
 */
export function withAnswer(flower, lens, petal, changes) {
  const { usual, me, words } = { ...answerOf(flower, lens, petal), ...changes };
  const answer = { usual: clean(usual, "usual"), me, words: clean(words, "words") };
  return changeLens(flower, lens, (answers) => {
    const { [petal]: _before, ...others } = answers;
    return isBlank(answer) ? others : { ...others, [petal]: answer };
  });
}

/** @param {Answer} answer */
export const isBlank = ({ usual, me, words }) => !usual.trim() && !me && !words.trim();

/**
 * @param {Flower} flower
 * @param {string} lens
 * @param {(answers: Record<string, Answer>) => Record<string, Answer>} change
 * @returns {Flower}
 */
function changeLens(flower, lens, change) {
  const lenses = flower.lenses.map((one) => (one.id === lens ? { ...one, answers: change(one.answers) } : one));
  return { ...flower, lenses };
}

/**
 * Add a petal: one of the pack by its id, or one of the learner's own by its name.
 *
 * @param {Flower} flower
 * @param {Petal} petal
 * @returns {Flower} the same one where there is no room, or it is there already
 */
export function withPetal(flower, petal) {
  if (isFull(flower) || flower.petals.some(({ id }) => id === petal.id)) return flower;
  return { ...flower, petals: [...flower.petals, petal] };
}

/** @param {Flower} flower */
export const isFull = (flower) => flower.petals.length >= MOST_PETALS;

/**
 * A petal with a name that the learner gives.
 *
 * @param {Flower} flower
 * @param {string} label
 * @returns {Petal}
 */
export function ownPetal(flower, label) {
  return { id: freeId("own", flower.petals), label: clean(label, "label") };
}

/**
 * @param {string} stem
 * @param {{id: string}[]} taken
 */
function freeId(stem, taken) {
  let at = 1;
  while (taken.some(({ id }) => id === `${stem}_${at}`)) at += 1;
  return `${stem}_${at}`;
}

/**
 * @param {Flower} flower
 * @param {string} petal
 * @param {string} label
 * @returns {Flower}
 */
export function renamed(flower, petal, label) {
  return { ...flower, petals: flower.petals.map((one) => (one.id === petal ? { ...one, label: clean(label, "label") } : one)) };
}

/**
 * @param {Flower} flower
 * @param {string} petal
 * @returns {Flower} without it, and without what was written of it anywhere
 */
export function withoutPetal(flower, petal) {
  const lenses = flower.lenses.map((lens) => {
    const { [petal]: _gone, ...answers } = lens.answers;
    return { ...lens, answers };
  });
  return { petals: flower.petals.filter(({ id }) => id !== petal), lenses };
}

/**
 * Take a set of the pack: its petals, and whatever else the learner has used or made, as far as there is room.
 *
 * @param {Pack} pack
 * @param {Flower} flower
 * @param {string} set
 * @returns {Flower}
 */
export function withSet(pack, flower, set) {
  const wanted = pack.sets.find(({ id }) => id === set)?.petals ?? [];
  const isTouched = (/** @type {Petal} */ petal) =>
    knownPetal(pack, petal.id)?.label !== petal.label || flower.lenses.some((lens) => lens.answers[petal.id]);
  const kept = flower.petals.filter((petal) => wanted.includes(petal.id) || isTouched(petal));
  const added = wanted.filter((id) => !kept.some((petal) => petal.id === id)).flatMap((id) => knownPetal(pack, id) ?? []);
  return { ...flower, petals: [...kept, ...added].slice(0, Math.max(MOST_PETALS, kept.length)) };
}

/**
 * @param {Flower} flower
 * @param {string} label
 * @returns {{flower: Flower, id: string}} with a lens of the learner's own
 */
export function withLens(flower, label) {
  const id = freeId("own", flower.lenses);
  return { id, flower: { ...flower, lenses: [...flower.lenses, { id, label: clean(label, "label"), answers: {} }] } };
}

/**
 * A flower that was opened, with the lenses that the pack has now.
 *
 * @param {Pack} pack
 * @param {Flower} flower
 * @returns {Flower}
 */
export function withPackLenses(pack, flower) {
  const missing = newFlower(pack).lenses.filter(({ id }) => !flower.lenses.some((lens) => lens.id === id));
  return { ...flower, lenses: [...flower.lenses, ...missing].slice(0, Math.max(MOST_LENSES, flower.lenses.length)) };
}

/**
 * Whether its owner has put anything in.
 *
 * @param {Pack} pack
 * @param {Flower} flower
 */
export function hasAnything(pack, flower) {
  const isOurs = (/** @type {Petal} */ petal) => knownPetal(pack, petal.id)?.label === petal.label;
  const given = new Set([HERE.id, ...pack.lenses.map(({ id }) => id)]);
  return !flower.petals.every(isOurs) || flower.lenses.some(({ id, answers }) => !given.has(id) || Object.keys(answers).length > 0);
}
