/**
 * Where everything of a wheel stands. Numbers only, in the units of the picture. Each question has an orbit of its own, the
 * same for every segment, so that an eye can follow one question round the wheel.
 */

import { REACH, onRay, round, turned } from "../rays.js";

/** @typedef {import("../rays.js").Point} Point */

/** Where segments begin, and how large a sign is. */
export const HUB = 54;
export const SIGN = 9;
const INMOST = HUB + SIGN + 7;
const OUTMOST = REACH - SIGN - 6;

/**
 * The outline of a segment that points up, as the path of an SVG; of one alone, the whole ring.
 *
 * @param {number} count
 */
export function segmentPath(count) {
  const ring = (/** @type {number} */ r) => `M0-${r}A${r} ${r} 0 1 1 0 ${r}A${r} ${r} 0 1 1 0-${r}Z`;
  if (count === 1) return `${ring(REACH)}${ring(HUB)}`;
  const [a, b, c, d] = segmentCorners(count).map(({ x, y }) => `${round(x)} ${round(y)}`);
  return `M${a}A${REACH} ${REACH} 0 0 1 ${b}L${c}A${HUB} ${HUB} 0 0 0 ${d}Z`;
}

/**
 * The four corners of a segment that points up: both outer ones, then both inner ones, in the order of its path.
 *
 * @param {number} count  2 or more
 * @returns {[Point, Point, Point, Point]}
 */
function segmentCorners(count) {
  const half = 180 / count;
  const at = (/** @type {number} */ distance, /** @type {number} */ turn) => turned({ x: 0, y: -distance }, turn);
  return [at(REACH, -half), at(REACH, half), at(HUB, half), at(HUB, -half)];
}

/**
 * Where the sign of a question stands in a segment.
 *
 * @param {number} at
 * @param {number} count  of segments
 * @param {number} question
 * @param {number} questions  how many there are
 * @returns {Point}
 */
export function signAt(at, count, question, questions) {
  const step = questions > 1 ? (OUTMOST - INMOST) / (questions - 1) : 0;
  // from the outside in, as the questions are asked
  return onRay(at, count, OUTMOST - question * step);
}
