/** The shape of petals. Numbers only, in the units of the picture. */

import { REACH, round } from "../rays.js";

/** @typedef {{from: number, to: number, half: number}} Leaf  where it begins and ends on its ray, and its width in control points */
/** @typedef {{outer: Leaf, inner: Leaf}} Shape */

/** How much of its wedge a petal may fill: what is left is the gap between neighbours. */
const FILL = 0.9;
const WIDEST = 60;
/** Where along a leaf its control points stand. */
const EARLY = 0.3;
const LATE = 0.75;
const STEPS = 48;

/**
 * The shape of every petal of a flower. All are alike: no petal is more than another.
 *
 * @param {number} count
 * @returns {Shape}
 */
export function petalShape(count) {
  const from = count <= 7 ? 40 : count <= 12 ? 52 : 62;
  const half = Math.min(WIDEST, widest(from, REACH, count));
  const outer = { from, to: REACH, half };
  return { outer, inner: { from: from + 7, to: from + (REACH - from) * 0.66, half: half * 0.62 } };
}

/**
 * How wide a leaf may be so that it stays within its wedge at every point.
 *
 * @param {number} from
 * @param {number} to
 * @param {number} count
 */
function widest(from, to, count) {
  if (count < 3) return WIDEST;
  const slope = Math.tan((Math.PI / count) * FILL);
  return Math.min(...inner(STEPS).map((t) => (along({ from, to, half: 0 }, t) * slope) / (3 * t * (1 - t))));
}

/** @param {number} steps */
const inner = (steps) => Array.from({ length: steps - 1 }, (_, at) => (at + 1) / steps);

/**
 * How far from the middle the edge of a leaf is.
 *
 * @param {Leaf} leaf
 * @param {number} t  from 0 to 1
 */
function along({ from, to }, t) {
  const length = to - from;
  return from + length * (3 * EARLY * t * (1 - t) ** 2 + 3 * LATE * t ** 2 * (1 - t) + t ** 3);
}

/**
 * A leaf that points up, as the path of an SVG.
 *
 * @param {Leaf} leaf
 */
export function leafPath({ from, to, half }) {
  const [near, far] = [EARLY, LATE].map((part) => round(from + (to - from) * part));
  const side = round(half);
  return `M0-${round(from)}C${side}-${near} ${side}-${far} 0-${round(to)}C-${side}-${far}-${side}-${near} 0-${round(from)}Z`;
}
