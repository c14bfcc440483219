/** The picture of a flower, drawn from its rows. It is for the eye: a table with the same words always stands beside it. */

import { svg } from "../../page/js/dom.js";
import { OF_THE_PAGE, bare, framed, ownName } from "../drawing.js";
import { round, turnOf } from "../rays.js";
import { leafPath, petalShape } from "./geometry.js";

/** @typedef {import("./seen.js").Row} Row */
/** @typedef {import("./model.js").Mark} Mark */
/** @typedef {import("../drawing.js").Paint} Paint */
/**
 * @typedef {object} Sayings  what the picture calls things
 * @property {"usual" | "me"} outer  which ring is outside, the same for everybody
 * @property {{usual: string, me: string}} rings
 * @property {Record<string, string>} marks  words of the inner ring
 * @property {string} me  before such a word: "For me"
 * @property {string} title  "In supervision"; "" for none
 */

/**
 * A flower with its words around it, its meaning printed below.
 *
 * @param {Row[]} rows
 * @param {Sayings} sayings
 * @param {Paint} [paint]
 */
export function picture(rows, sayings, paint = OF_THE_PAGE) {
  const patterns = patternsOf(paint);
  const said = rows.map((row) => ({ name: row.label, more: linesOf(row, sayings) }));
  const meanings = meaning(rows, sayings).map(({ what, words }) => ({ sign: leafSample(what, patterns.fill, paint), words }));
  return framed({ said, drawn: flowerOf(rows, sayings, patterns.fill, paint), title: sayings.title, meanings, defs: patterns.node }, paint);
}

/**
 * A flower alone; whoever shows it puts the numbers on top.
 *
 * @param {Row[]} rows
 * @param {Sayings} sayings
 */
export function bareFlower(rows, sayings) {
  const patterns = patternsOf(OF_THE_PAGE);
  return bare(patterns.node, ...flowerOf(rows, sayings, patterns.fill, OF_THE_PAGE));
}

/**
 * One petal by itself, as a key shows it.
 *
 * @param {"usual" | Mark} what
 */
export function sample(what) {
  const patterns = patternsOf(OF_THE_PAGE);
  return svg("svg", { viewBox: "-10 -26 20 28", class: "sample", "aria-hidden": "true", focusable: "false" }, patterns.node, leafSample(what, patterns.fill, OF_THE_PAGE));
}

/**
 * @param {Row} row
 * @param {Sayings} sayings
 */
function linesOf({ usual, me }, sayings) {
  return [usual.trim() && `Usual: ${usual}`, me && `${sayings.me}: ${sayings.marks[me]}`].filter(Boolean);
}

/**
 * @param {Row[]} rows
 * @param {Sayings} sayings
 * @param {Record<string, string>} fill
 * @param {Paint} paint
 */
function flowerOf(rows, { outer }, fill, paint) {
  const shape = petalShape(rows.length);
  const [usual, mine] = outer === "usual" ? [shape.outer, shape.inner] : [shape.inner, shape.outer];
  const petals = rows.map((row, at) => {
    const isNamed = Boolean(row.usual.trim());
    const base = { "stroke-width": 1.6, stroke: paint.line, fill: paint.card, "stroke-dasharray": "5 4" };
    const named = { "stroke-width": 2, stroke: paint.quiet, fill: paint.tint };
    const marked = { "stroke-width": 1.8, stroke: paint.mark, fill: row.me ? fill[row.me] : paint.card };
    const usualLeaf = svg("path", { d: leafPath(usual), ...(isNamed ? named : base) });
    const myLeaf = row.me ? svg("path", { d: leafPath(mine), ...marked }) : null;
    const blank = outer === "me" && !row.me ? svg("path", { d: leafPath(mine), ...base }) : null;
    const leaves = outer === "usual" ? [usualLeaf, myLeaf] : [myLeaf ?? blank, isNamed ? usualLeaf : null];
    return svg("g", { transform: `rotate(${round(turnOf(at, rows.length))})`, "data-petal": at }, ...leaves);
  });
  const middle = svg("circle", { r: shape.outer.from - 9, fill: paint.card, stroke: paint.line, "stroke-width": 1.6 });
  return [...petals, middle];
}

/**
 * Solid, striped or dotted: told apart in one colour too.
 *
 * @param {Paint} paint
 */
function patternsOf(paint) {
  const id = ownName("petal");
  const square = { width: 8, height: 8, patternUnits: "userSpaceOnUse" };
  const ground = () => svg("rect", { width: 8, height: 8, fill: paint.card });
  const node = svg(
    "defs",
    null,
    svg("pattern", { id: `${id}-different`, ...square, patternTransform: "rotate(45)" }, ground(), svg("path", { d: "M2 0V8", stroke: paint.mark, "stroke-width": 3.6 })),
    svg("pattern", { id: `${id}-changes`, ...square }, ground(), svg("circle", { cx: 4, cy: 4, r: 2.3, fill: paint.mark })),
  );
  /** @type {Record<string, string>} */
  const fill = { same: paint.mark, different: `url(#${id}-different)`, changes: `url(#${id}-changes)` };
  return { node, fill };
}

/**
 * What the rings mean. Where nobody stands in the inner ring, it is not spoken of.
 *
 * @param {Row[]} rows
 * @param {Sayings} sayings
 * @returns {{what: "usual" | Mark, words: string}[]}
 */
export function meaning(rows, { outer, rings, marks, me }) {
  const [usual, mine] = outer === "usual" ? ["Outer petal", "Inner petal"] : ["Inner petal", "Outer petal"];
  const used = /** @type {Mark[]} */ (["same", "different", "changes"]).filter((mark) => rows.some((row) => row.me === mark));
  const said = used.map((mark) => ({ what: mark, words: `${mine}, ${lower(me)}: ${marks[mark]}` }));
  return [{ what: "usual", words: `${usual}: ${lower(rings.usual)}` }, ...said];
}

/** @param {string} words */
const lower = (words) => words.charAt(0).toLowerCase() + words.slice(1);

/**
 * @param {"usual" | Mark} what
 * @param {Record<string, string>} fill
 * @param {Paint} paint
 */
function leafSample(what, fill, paint) {
  const leaf = leafPath({ from: 0, to: 25, half: 12 });
  const look = what === "usual" ? { fill: paint.tint, stroke: paint.quiet } : { fill: fill[what], stroke: paint.mark };
  return svg("path", { d: leaf, "stroke-width": 1.6, ...look });
}
