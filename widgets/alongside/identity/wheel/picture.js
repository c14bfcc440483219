/** The picture of a wheel, drawn from its segments. It is for the eye: a table with the same words always stands beside it. */

import { svg } from "../../page/js/dom.js";
import { OF_THE_PAGE, bare, framed, ownName } from "../drawing.js";
import { livePicture, numberedPicture } from "../live.js";
import { round, turnOf } from "../rays.js";
import { HUB, SIGN, segmentPath, signAt } from "./geometry.js";
import { markedFor } from "./model.js";

/** @typedef {import("./model.js").Pack} Pack */
/** @typedef {import("./model.js").Segment} Segment */
/** @typedef {import("../drawing.js").Paint} Paint */

/**
 * A wheel with its words around it, the meaning of its signs printed below.
 *
 * @param {Pack} pack
 * @param {Segment[]} segments
 * @param {Paint} [paint]
 * @param {boolean} [isBlank]  to fill in by hand: every sign is told
 */
export function picture(pack, segments, paint = OF_THE_PAGE, isBlank = false) {
  const stripes = stripesOf(paint);
  const said = segments.map((segment) => ({ name: segment.label, more: linesOf(pack, segment) }));
  const asked = isBlank ? pack.marks : usedIn(pack, segments);
  const meanings = asked.map((question) => ({ sign: drawnSign(pack.marks.indexOf(question), { x: 0, y: -17 }, 1.2, stripes.fill, paint), words: question.ask }));
  return framed({ said, drawn: wheelOf(pack, segments, stripes.fill, paint), title: "", meanings, defs: stripes.node }, paint);
}

/**
 * The wheel that follows what is written.
 *
 * @param {Pack} pack
 * @param {() => Segment[]} segments
 * @param {(segment: string) => void} pick
 */
export const liveWheel = (pack, segments, pick) => livePicture(drawing(pack, segments), pick);

/**
 * @param {Pack} pack
 * @param {Segment[]} segments
 * @param {boolean} [isBlank]
 */
export const numberedWheel = (pack, segments, isBlank = false) => numberedPicture(drawing(pack, () => segments, isBlank));

/**
 * The sign of a question by itself.
 *
 * @param {number} question
 */
export function sample(question) {
  const stripes = stripesOf(OF_THE_PAGE);
  return svg("svg", { viewBox: "-11 -11 22 22", class: "sample", "aria-hidden": "true", focusable: "false" }, stripes.node, drawnSign(question, { x: 0, y: 0 }, 1, stripes.fill, OF_THE_PAGE));
}

/**
 * @param {Pack} pack
 * @param {() => Segment[]} segments
 * @param {boolean} [isBlank]
 */
function drawing(pack, segments, isBlank = false) {
  const draw = () => {
    const stripes = stripesOf(OF_THE_PAGE);
    return bare(stripes.node, ...wheelOf(pack, segments(), stripes.fill, OF_THE_PAGE));
  };
  const asked = () => (isBlank ? pack.marks : usedIn(pack, segments()));
  const meanings = () => asked().map((question) => ({ sign: sample(pack.marks.indexOf(question)), words: question.ask }));
  return { part: /** @type {const} */ ("segment"), parts: segments, draw, meanings };
}

/**
 * @param {Pack} pack
 * @param {Segment[]} segments
 */
const usedIn = ({ marks }, segments) => marks.filter(({ id }) => segments.some((one) => one.marks.includes(id)));

/**
 * @param {Pack} pack
 * @param {Segment} segment
 */
function linesOf(pack, segment) {
  const marked = markedFor(pack, segment).map(({ label }) => label);
  return [segment.words, marked.length ? `Marked: ${marked.join("; ")}` : ""].filter((words) => words.trim());
}

/**
 * @param {Pack} pack
 * @param {Segment[]} segments
 * @param {string} stripes
 * @param {Paint} paint
 */
function wheelOf(pack, segments, stripes, paint) {
  const count = segments.length;
  const parts = segments.map((segment, at) => {
    const look = segment.words.trim() ? { fill: paint.tint } : { fill: paint.card };
    const outline = svg("path", { d: segmentPath(count), "fill-rule": "evenodd", ...look, stroke: paint.quiet, "stroke-width": 1.8, transform: `rotate(${round(turnOf(at, count))})` });
    const signs = pack.marks.map(({ id }, question) => (segment.marks.includes(id) ? drawnSign(question, signAt(at, count, question, pack.marks.length), 1, stripes, paint) : null));
    return svg("g", { "data-segment": at }, outline, ...signs);
  });
  return [...parts, svg("circle", { r: HUB - 8, fill: paint.card, stroke: paint.line, "stroke-width": 1.6 })];
}

/**
 * A sign: all are of one size, and told apart by what is in them, in one colour too.
 *
 * @param {number} question
 * @param {import("../rays.js").Point} where
 * @param {number} scale
 * @param {string} stripes
 * @param {Paint} paint
 */
function drawnSign(question, { x, y }, scale, stripes, paint) {
  const line = { fill: "none", stroke: paint.mark, "stroke-width": 2.4 };
  const ring = (/** @type {object} */ more) => svg("circle", { r: SIGN - 1.2, ...line, fill: paint.card, ...more });
  const signs = [
    () => [ring({ fill: paint.mark })],
    () => [ring({})],
    () => [ring({ fill: stripes })],
    () => [ring({}), svg("circle", { r: 3.4, fill: paint.mark })],
    () => [ring({}), svg("path", { d: `M0-${SIGN - 1}A${SIGN - 1} ${SIGN - 1} 0 0 1 0 ${SIGN - 1}Z`, fill: paint.mark })],
    () => [ring({}), svg("path", { d: "M-8 0H8M0-8V8", ...line })],
  ];
  return svg("g", { transform: `translate(${round(x)} ${round(y)}) scale(${scale})`, "data-sign": question }, ...signs[question % signs.length]());
}

/** @param {Paint} paint */
function stripesOf(paint) {
  const id = ownName("wheel");
  const ground = svg("rect", { width: 5, height: 5, fill: paint.card });
  const stripe = svg("path", { d: "M1.25 0V5", stroke: paint.mark, "stroke-width": 2.5 });
  const node = svg("defs", null, svg("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, ground, stripe));
  return { node, fill: `url(#${id})` };
}
