/** What pictures about who somebody is are drawn with: words around a round picture, numbers, and what its signs mean below. */

import { svg } from "../page/js/dom.js";
import { LEADING, LETTER, layOut, wrap } from "./labels.js";
import { NUMBER_AT, onRay, round } from "./rays.js";

/** @typedef {{ink: string, quiet: string, line: string, tint: string, card: string, mark: string, paper: string, face: string, letter: number}} Paint */
/** @typedef {{name: string, more: string[]}} Said  the words of one part: its name, and what stands below */
/** @typedef {{sign: SVGElement, words: string}} Meaning  a sign, drawn around (0, 0) */

/** On a page: the colours of its paper, and of the person whose picture it is. */
export const OF_THE_PAGE = {
  ink: "var(--ink)", quiet: "var(--quiet)", line: "var(--line)", tint: "var(--filled)", card: "var(--card)",
  mark: "var(--who, var(--accent))", paper: "none", face: "var(--face)", letter: LETTER,
};
/** In a file, which knows no page: those of white paper. */
export const OF_A_FILE = {
  ink: "#1f2430", quiet: "#474d5b", line: "#767b88", tint: "#d3d6dc", card: "#ffffff", mark: "#0a5656", paper: "#ffffff",
  face: "'Atkinson Hyperlegible', Verdana, 'DejaVu Sans', sans-serif", letter: LETTER,
};
const NUMBER = 15;
/** Half the side of the square that holds a picture without words. */
export const HALF = NUMBER_AT + 26;

/**
 * A picture with its words around it, its meaning printed below. It is for the eye: a table with the same words always
 * stands beside it.
 *
 * @param {{said: Said[], drawn: SVGElement[], title: string, meanings: Meaning[], defs?: SVGElement}} given
 * @param {Paint} paint
 */
export function framed({ said, drawn, title, meanings, defs }, paint) {
  const { labels, box } = layOut(said.map(({ name, more }, at) => ({ name: `${at + 1}. ${name}`, more })), paint.letter);
  const key = keyOf(meanings, box.width - 60, paint);
  const { letter } = paint;
  const line = letter * LEADING;
  const top = title ? line * 2 : 0;
  const height = box.height + top + key.height;
  return svg(
    "svg",
    { viewBox: [box.x, box.y - top, box.width, height].map(round).join(" "), width: round(box.width), height: round(height), "aria-hidden": "true", focusable: "false" },
    paint.paper === "none" ? null : svg("rect", { x: box.x, y: box.y - top, width: box.width, height, fill: paint.paper }),
    defs ?? null,
    ...drawn,
    ...labels.flatMap((label) => wordsOf(label, said.length, paint)),
    ...said.map((_, at) => number(at, said.length, paint)),
    title ? text(title, { x: 0, y: box.y - line * 0.4, bold: true, anchor: "middle", size: letter * 1.2 }, paint) : null,
    svg("g", { transform: `translate(${round(box.x + 30)} ${round(box.y + box.height)})` }, ...key.nodes),
  );
}

/**
 * A picture alone; whoever shows it puts the numbers on top.
 *
 * @param {...SVGElement} drawn
 */
export function bare(...drawn) {
  return svg("svg", { viewBox: [-HALF, -HALF, 2 * HALF, 2 * HALF].join(" "), "aria-hidden": "true", focusable: "false" }, ...drawn);
}

/**
 * A name for something inside a picture that no other picture on the page has.
 *
 * @param {string} stem
 */
export const ownName = (stem) => `${stem}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;

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
 * @param {Meaning[]} meanings
 * @param {number} width
 * @param {Paint} paint
 */
function keyOf(meanings, width, paint) {
  /** @type {SVGElement[]} */
  const nodes = [];
  const step = paint.letter * LEADING;
  let y = step * 1.5;
  for (const { sign, words } of meanings) {
    nodes.push(svg("g", { transform: `translate(10 ${round(y + 8)}) scale(0.8)` }, sign));
    for (const line of wrap(words, width - 34, paint.letter)) {
      nodes.push(text(line, { x: 28, y, anchor: "start" }, paint));
      y += step;
    }
    y += step * 0.55;
  }
  return { nodes, height: y };
}
