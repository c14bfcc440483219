/** The picture of a flower, drawn from its rows. It is for the eye: a table with the same words always stands beside it. */

import { svg } from "../../page/js/dom.js";
import { NUMBER_AT, leafPath, onRay, petalShape, round, turnOf } from "./geometry.js";
import { LEADING, LETTER, layOut, wrap } from "./labels.js";

/** @typedef {import("./model.js").Row} Row */
/** @typedef {import("./model.js").Mark} Mark */
/**
 * @typedef {object} Sayings  what the picture calls things
 * @property {"usual" | "me"} outer  which ring is outside, the same for everybody
 * @property {{usual: string, me: string}} rings
 * @property {Record<string, string>} marks  words of the inner ring
 * @property {string} me  before such a word: "For me"
 * @property {string} title  "In supervision"; "" for none
 */
/** @typedef {{ink: string, quiet: string, line: string, tint: string, card: string, mark: string, paper: string, face: string, letter: number}} Paint */

/** On a page: the colours of its paper, and of the person whose flower it is. */
export const OF_THE_PAGE = {
  ink: "var(--ink)", quiet: "var(--quiet)", line: "var(--line)", tint: "var(--petal)", card: "var(--card)",
  mark: "var(--who, var(--accent))", paper: "none", face: "var(--face)", letter: LETTER,
};
/** In a file, which knows no page: those of white paper. */
export const OF_A_FILE = {
  ink: "#1f2430", quiet: "#474d5b", line: "#767b88", tint: "#d3d6dc", card: "#ffffff", mark: "#0a5656", paper: "#ffffff",
  face: "'Atkinson Hyperlegible', Verdana, 'DejaVu Sans', sans-serif", letter: LETTER,
};
const NUMBER = 15;
/** Half the side of the square that holds a flower without words. */
export const HALF = NUMBER_AT + 26;

/**
 * A flower with its words around it, its meaning printed below.
 *
 * @param {Row[]} rows
 * @param {Sayings} sayings
 * @param {Paint} [paint]
 */
export function picture(rows, sayings, paint = OF_THE_PAGE) {
  const { labels, box } = layOut(rows.map((row, at) => ({ name: `${at + 1}. ${row.label}`, more: linesOf(row, sayings) })), paint.letter);
  const key = keyOf(rows, sayings, box.width - 60, paint);
  const { letter } = paint;
  const line = letter * LEADING;
  const top = sayings.title ? line * 2 : 0;
  const height = box.height + top + key.height;
  const title = text(sayings.title, { x: 0, y: box.y - line * 0.4, bold: true, anchor: "middle", size: letter * 1.2 }, paint);
  return svg(
    "svg",
    { viewBox: [box.x, box.y - top, box.width, height].map(round).join(" "), width: round(box.width), height: round(height), "aria-hidden": "true", focusable: "false" },
    paint.paper === "none" ? null : svg("rect", { x: box.x, y: box.y - top, width: box.width, height, fill: paint.paper }),
    ...flowerOf(rows, sayings, paint),
    ...labels.flatMap((label) => wordsOf(label, rows.length, paint)),
    ...rows.map((_, at) => number(at, rows.length, paint)),
    sayings.title ? title : null,
    svg("g", { transform: `translate(${round(box.x + 30)} ${round(box.y + box.height)})` }, ...key.nodes),
  );
}

/**
 * A flower alone; whoever shows it puts the numbers on top.
 *
 * @param {Row[]} rows
 * @param {Sayings} sayings
 */
export function bareFlower(rows, sayings) {
  const box = [-HALF, -HALF, 2 * HALF, 2 * HALF].join(" ");
  return svg("svg", { viewBox: box, "aria-hidden": "true", focusable: "false" }, ...flowerOf(rows, sayings, OF_THE_PAGE));
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
 * @param {Paint} paint
 */
function flowerOf(rows, { outer }, paint) {
  const shape = petalShape(rows.length);
  const patterns = patternsOf(paint);
  const [usual, mine] = outer === "usual" ? [shape.outer, shape.inner] : [shape.inner, shape.outer];
  const petals = rows.map((row, at) => {
    const isNamed = Boolean(row.usual.trim());
    const base = { "stroke-width": 1.6, stroke: paint.line, fill: paint.card, "stroke-dasharray": "5 4" };
    const named = { "stroke-width": 2, stroke: paint.quiet, fill: paint.tint };
    const marked = { "stroke-width": 1.8, stroke: paint.mark, fill: row.me ? patterns.fill[row.me] : paint.card };
    const usualLeaf = svg("path", { d: leafPath(usual), ...(isNamed ? named : base) });
    const myLeaf = row.me ? svg("path", { d: leafPath(mine), ...marked }) : null;
    const blank = outer === "me" && !row.me ? svg("path", { d: leafPath(mine), ...base }) : null;
    const leaves = outer === "usual" ? [usualLeaf, myLeaf] : [myLeaf ?? blank, isNamed ? usualLeaf : null];
    return svg("g", { transform: `rotate(${round(turnOf(at, rows.length))})`, "data-petal": at }, ...leaves);
  });
  const middle = svg("circle", { r: shape.outer.from - 9, fill: paint.card, stroke: paint.line, "stroke-width": 1.6 });
  return [patterns.node, ...petals, middle];
}

/**
 * Solid, striped or dotted: told apart in one colour too.
 *
 * @param {Paint} paint
 */
function patternsOf(paint) {
  const id = `petal-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
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
 * @param {import("./labels.js").Label} label
 * @param {number} count
 * @param {Paint} paint
 */
function wordsOf({ at, side, x, y, width, height, lines }, count, paint) {
  const anchor = { left: "end", right: "start", top: "middle", bottom: "middle" }[side];
  const edge = { left: x + width, right: x, top: 0, bottom: 0 }[side];
  const step = paint.letter * LEADING;
  const from = onRay(at, count);
  const towards = edge + (side === "left" ? 7 : -7);
  const isColumn = side === "left" || side === "right";
  const way = `M${round(from.x)} ${round(from.y)}L${round(towards)} ${round(y + height / 2)}`;
  return [
    isColumn ? svg("path", { d: way, stroke: paint.line, "stroke-width": 1.2, fill: "none" }) : null,
    ...lines.map(({ words, isName }, line) => text(words, { x: edge, y: y + line * step + step * 0.76, bold: isName, anchor }, paint)),
  ].filter((node) => node !== null);
}

/**
 * @param {number} at
 * @param {number} count
 * @param {Paint} paint
 */
function number(at, count, paint) {
  const { x, y } = onRay(at, count);
  const words = text(String(at + 1), { x, y: y + LETTER * 0.35, bold: true, anchor: "middle", size: LETTER }, paint);
  return svg("g", null, svg("circle", { cx: round(x), cy: round(y), r: NUMBER, fill: paint.card, stroke: paint.line, "stroke-width": 1.4 }), words);
}

/**
 * @param {string} words
 * @param {{x: number, y: number, bold?: boolean, anchor: string, size?: number}} where
 * @param {Paint} paint
 */
function text(words, { x, y, bold = false, anchor, size }, paint) {
  const style = `font: ${bold ? 700 : 400} ${size ?? paint.letter}px ${paint.face}; fill: ${paint.ink}; letter-spacing: normal; word-spacing: normal`;
  return svg("text", { x: round(x), y: round(y), "text-anchor": anchor, style }, words);
}

/**
 * What the rings mean. Where nobody stands in the inner ring, it is not spoken of.
 *
 * @param {Row[]} rows
 * @param {Sayings} sayings
 * @param {number} width
 * @param {Paint} paint
 */
function keyOf(rows, sayings, width, paint) {
  const patterns = patternsOf(paint);
  /** @type {SVGElement[]} */
  const nodes = [patterns.node];
  const step = paint.letter * LEADING;
  let y = step * 1.5;
  for (const { what, words } of meaning(rows, sayings)) {
    nodes.push(svg("g", { transform: `translate(10 ${round(y + 8)}) scale(0.8)` }, leafSample(what, patterns.fill, paint)));
    for (const line of wrap(words, width - 34, paint.letter)) {
      nodes.push(text(line, { x: 28, y, anchor: "start" }, paint));
      y += step;
    }
    y += step * 0.55;
  }
  return { nodes, height: y };
}

/**
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

