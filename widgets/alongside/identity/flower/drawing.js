/** A flower as the picture beside its tables, and as one with numbers alone. */

import { livePicture, numberedPicture } from "../live.js";
import { bareFlower, meaning, sample } from "./picture.js";

/** @typedef {import("./seen.js").Row} Row */
/** @typedef {import("./picture.js").Sayings} Sayings */

/**
 * @param {() => Row[]} rows
 * @param {() => Sayings} sayings
 */
const drawing = (rows, sayings) => ({
  part: /** @type {const} */ ("petal"),
  parts: rows,
  draw: () => bareFlower(rows(), sayings()),
  meanings: () => meaning(rows(), sayings()).map(({ what, words }) => ({ sign: sample(what), words })),
});

/**
 * @param {() => Row[]} rows
 * @param {() => Sayings} sayings
 * @param {(petal: string) => void} pick
 */
export const liveFlower = (rows, sayings, pick) => livePicture(drawing(rows, sayings), pick);

/**
 * @param {Row[]} rows
 * @param {Sayings} sayings
 */
export const numberedFlower = (rows, sayings) => numberedPicture(drawing(() => rows, () => sayings));
