/** The words around a picture: broken into lines, and stacked beside it so that none covers another or the picture. Numbers only. */

import { NUMBER_AT, onRay, round } from "./rays.js";

/** @typedef {{words: string, isName: boolean}} Line */
/** @typedef {{at: number, side: "left" | "right" | "top" | "bottom", x: number, y: number, width: number, height: number, lines: Line[]}} Label  x and y: its upper left corner */
/** @typedef {{labels: Label[], box: {x: number, y: number, width: number, height: number}}} Layout */

/** The size of letters on a screen, and on paper, where the whole picture is smaller. */
export const LETTER = 15;
export const ON_PAPER = 20;
/** The tallest picture, in parts of its width, whose letters can still be read when all of it is on one sheet. */
const TALLEST = 1.5;
/** The height of a line, in parts of its letters; and the room between two labels. */
export const LEADING = 1.27;
const GAP = 14;
/** Where the columns of words begin, how wide they are, and those above and below the picture. */
const COLUMN_AT = 248;
const COLUMN = 222;
const MIDDLE = 330;
const MOST_WITH_MIDDLE = 8;
const MARGIN = 12;

/**
 * How wide a letter is at most, in parts of its size: as wide as in the widest face that a device may have instead of ours.
 *
 * @param {string} letter
 */
function widthOf(letter) {
  if (letter.charCodeAt(0) > 0x2e80) return 1.05;
  if (/[mwMW@%—…]/.test(letter)) return 1;
  if (/[ijlftrI.,:;'’‘|!()[\] ]/.test(letter)) return 0.45;
  return /[A-Z0-9&“”?#]/.test(letter) ? 0.78 : 0.66;
}

/**
 * @param {string} words
 * @param {number} size  of the letters
 */
export const measure = (words, size) => [...words].reduce((sum, letter) => sum + widthOf(letter) * size, 0);

/**
 * Whether a picture with its words can be read on one sheet of paper; otherwise numbers stand in it, and words beside it.
 *
 * @param {SVGElement} picture
 */
export const fitsPaper = (picture) => Number(picture.getAttribute("height")) <= TALLEST * Number(picture.getAttribute("width"));

/**
 * Break words into lines; a word too long for a line is broken too, and begins on the line that is there.
 *
 * @param {string} text
 * @param {number} width
 * @param {number} size  of the letters
 * @returns {string[]}
 */
export function wrap(text, width, size) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const isTooLong = measure(word, size) > width && measure(line, size) < width / 2;
    if (line && !isTooLong && measure(`${line} ${word}`, size) > width) {
      lines.push(line);
      line = "";
    }
    const broken = pieces(line ? `${line} ${word}` : word, width, size);
    lines.push(...broken.slice(0, -1));
    line = broken[broken.length - 1];
  }
  return line ? [...lines, line] : lines;
}

/**
 * @param {string} word
 * @param {number} width
 * @param {number} size
 */
function pieces(word, width, size) {
  const found = [""];
  for (const letter of word) {
    if (found[0] && measure(found[found.length - 1] + letter, size) > width) found.push("");
    found[found.length - 1] += letter;
  }
  return found;
}

/**
 * Place the words of each part: above and below those of a part that points there, the others in two columns.
 *
 * @param {{name: string, more: string[]}[]} said  of each part, in their order
 * @param {number} [size]  of the letters
 * @returns {Layout}
 */
export function layOut(said, size = LETTER) {
  const labels = said.map((one, at) => label(at, said.length, one, size));
  for (const side of ["left", "right"]) {
    const column = labels.filter((one) => one.side === side).sort((a, b) => a.y - b.y);
    stack(column);
  }
  return { labels, box: around(labels) };
}

/**
 * Above and below the picture only where its neighbours' lines stay clear of the words there.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} count
 * @returns {Label["side"]}
 */
function sideOf(x, y, count) {
  if (Math.abs(x) > 1) return x > 0 ? "right" : "left";
  if (count <= MOST_WITH_MIDDLE) return y < 0 ? "top" : "bottom";
  return y < 0 ? "right" : "left";
}

/**
 * @param {number} at
 * @param {number} count
 * @param {{name: string, more: string[]}} said
 * @param {number} size
 * @returns {Label}
 */
function label(at, count, { name, more }, size) {
  const { x, y } = onRay(at, count);
  const side = sideOf(x, y, count);
  const isMiddle = side === "top" || side === "bottom";
  const width = isMiddle ? MIDDLE : COLUMN;
  const lines = [
    ...wrap(name, width * 0.93, size).map((words) => ({ words, isName: true })),
    ...more.flatMap((one) => wrap(one, width, size)).map((words) => ({ words, isName: false })),
  ];
  const height = lines.length * size * LEADING;
  const left = { left: -COLUMN_AT - width, right: COLUMN_AT, top: -width / 2, bottom: -width / 2 }[side];
  const top = { left: y - height / 2, right: y - height / 2, top: -NUMBER_AT - 22 - height, bottom: NUMBER_AT + 22 }[side];
  return { at, side, x: left, y: top, width, height, lines };
}

/**
 * Move the labels of a column as little as possible so that none covers another (least squares, by pooling those that meet).
 *
 * @param {Label[]} column  from top to bottom; changed
 */
function stack(column) {
  /** @type {{labels: Label[], wanted: number, height: number}[]} */
  const heaps = [];
  for (const one of column) {
    let heap = { labels: [one], wanted: one.y, height: one.height + GAP };
    for (let above = heaps[heaps.length - 1]; above && above.wanted + above.height > heap.wanted; above = heaps[heaps.length - 1]) {
      heaps.pop();
      const [many, few] = [above.labels.length, heap.labels.length];
      const wanted = (above.wanted * many + (heap.wanted - above.height) * few) / (many + few);
      heap = { labels: [...above.labels, ...heap.labels], wanted, height: above.height + heap.height };
    }
    heaps.push(heap);
  }
  for (const { labels, wanted } of heaps) {
    let y = wanted;
    for (const one of labels) {
      one.y = round(y);
      y += one.height + GAP;
    }
  }
}

/** @param {Label[]} labels */
function around(labels) {
  const edge = NUMBER_AT + 18;
  const tops = labels.map(({ y }) => y);
  const bottoms = labels.map(({ y, height }) => y + height);
  const top = Math.min(-edge, ...tops) - MARGIN;
  const side = COLUMN_AT + COLUMN + MARGIN;
  return { x: -side, y: top, width: 2 * side, height: Math.max(edge, ...bottoms) + MARGIN - top };
}
