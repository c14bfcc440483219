/**
 * An identity wheel: segments with own words or none, and for a few questions marks on them or none. Plain JSON; every change
 * gives a new wheel and leaves the old one as it was. Nothing here counts, adds up or compares.
 */

import { fitting } from "../private_file.js";

/** @typedef {{id: string, label: string, words: string, marks: string[]}} Segment  marks: the ids of questions */
/** @typedef {{segments: Segment[]}} Wheel */

/**
 * What this needs of the pack `identity_wheel`.
 *
 * @typedef {{id: string, ask: string, label: string}} Question
 * @typedef {{segments: {id: string, name: string, gloss: string}[], marks: Question[]}} Pack
 */

export const MOST_SEGMENTS = 16;
/** The most letters of a segment's name, and of somebody's own words in it. */
export const LONGEST = { label: 60, words: 160 };

/**
 * @param {Pack} pack
 * @returns {Wheel}
 */
export const newWheel = (pack) => ({ segments: pack.segments.map(({ id, name }) => blank(id, name)) });

/**
 * @param {string} id
 * @param {string} label
 * @returns {Segment}
 */
const blank = (id, label) => ({ id, label, words: "", marks: [] });

/**
 * @param {Wheel} wheel
 * @param {string} id
 * @param {{label?: string, words?: string}} changes
 * @returns {Wheel}
 */
export function withWords(wheel, id, { label, words }) {
  return changed(wheel, id, (segment) => ({
    ...segment, label: fitting(label ?? segment.label, LONGEST.label), words: fitting(words ?? segment.words, LONGEST.words),
  }));
}

/**
 * @param {Wheel} wheel
 * @param {string} id
 * @param {string} question
 * @param {boolean} isMarked
 * @returns {Wheel}
 */
export function withMark(wheel, id, question, isMarked) {
  return changed(wheel, id, ({ marks, ...segment }) => {
    const others = marks.filter((mark) => mark !== question);
    // in one order, whatever was marked first
    return { ...segment, marks: isMarked ? [...others, question].sort() : others };
  });
}

/**
 * @param {Wheel} wheel
 * @param {string} id
 * @param {(segment: Segment) => Segment} change
 * @returns {Wheel}
 */
const changed = ({ segments }, id, change) => ({ segments: segments.map((one) => (one.id === id ? change(one) : one)) });

/** @param {Wheel} wheel */
export const isFull = ({ segments }) => segments.length >= MOST_SEGMENTS;

/**
 * A segment of the pack's by its id, as it was, or one of the learner's own by its name.
 *
 * @param {Wheel} wheel
 * @param {{id?: string, label: string}} segment
 * @returns {Wheel} the same one where there is no room, or it is there already
 */
export function withSegment(wheel, { id = freeId(wheel), label }) {
  if (isFull(wheel) || wheel.segments.some((segment) => segment.id === id)) return wheel;
  return { segments: [...wheel.segments, blank(id, fitting(label, LONGEST.label))] };
}

/** @param {Wheel} wheel */
function freeId({ segments }) {
  let at = 1;
  while (segments.some(({ id }) => id === `own_${at}`)) at += 1;
  return `own_${at}`;
}

/**
 * @param {Wheel} wheel
 * @param {string} id
 * @returns {Wheel}
 */
export const withoutSegment = ({ segments }, id) => ({ segments: segments.filter((one) => one.id !== id) });

/**
 * A wheel that was opened, without marks for questions that this pack does not ask.
 *
 * @param {Pack} pack
 * @param {Wheel} wheel
 * @returns {Wheel}
 */
export function askedHere(pack, { segments }) {
  const asked = new Set(pack.marks.map(({ id }) => id));
  return { segments: segments.map((one) => ({ ...one, marks: one.marks.filter((mark) => asked.has(mark)) })) };
}

/**
 * Whether its owner has put anything in, or taken anything out.
 *
 * @param {Pack} pack
 * @param {Wheel} wheel
 */
export const hasAnything = (pack, wheel) => JSON.stringify(wheel) !== JSON.stringify(newWheel(pack));

/**
 * The questions for which a segment is marked, in the pack's order.
 *
 * @param {Pack} pack
 * @param {Segment} segment
 */
export const markedFor = ({ marks: questions }, { marks }) => questions.filter(({ id }) => marks.includes(id));
