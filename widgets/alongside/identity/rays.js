/**
 * Where the parts of a round picture stand. Numbers only, in the units of the picture; its middle is (0, 0), the first part
 * points up, and the others follow clockwise.
 */

/** @typedef {{x: number, y: number}} Point */

/** How far the parts reach, and where their numbers stand. */
export const REACH = 180;
export const NUMBER_AT = 202;

/**
 * @param {Point} point
 * @param {number} turn  degrees, clockwise
 * @returns {Point}
 */
export function turned({ x, y }, turn) {
  const angle = (turn * Math.PI) / 180;
  return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) };
}

/**
 * Which way a part points.
 *
 * @param {number} at
 * @param {number} count
 * @returns {number} degrees, clockwise from the top
 */
export const turnOf = (at, count) => (at * 360) / count;

/**
 * A place on a part's ray.
 *
 * @param {number} at
 * @param {number} count
 * @param {number} [distance]
 * @returns {Point}
 */
export function onRay(at, count, distance = NUMBER_AT) {
  return turned({ x: 0, y: -distance }, turnOf(at, count));
}

/** @param {number} value */
export const round = (value) => Math.round(value * 10) / 10;
