import assert from "node:assert/strict";
import { test } from "node:test";
import { leafPath, petalShape } from "../../widgets/alongside/identity/flower/geometry.js";
import { LEADING, LETTER, ON_PAPER, fitsPaper, layOut, measure, wrap } from "../../widgets/alongside/identity/labels.js";
import { NUMBER_AT, onRay, turnOf, turned } from "../../widgets/alongside/identity/rays.js";

const COUNTS = Array.from({ length: 16 }, (_, at) => at + 1);
const BADGE = 15;
const SENTENCE = "Quick readers who never have to ask for anything to be said";
const WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch!!";

/** What is drawn, as the corners of a polygon, turned to where it stands. */
function leafCorners(leaf, turn) {
  const numbers = leafPath(leaf).match(/-?[\d.]+/g).map(Number);
  const [start, a, b, top, c, d, end] = Array.from({ length: 7 }, (_, at) => ({ x: numbers[2 * at], y: numbers[2 * at + 1] }));
  const on = (points, t) => {
    const sum = (of) => points.reduce((all, point, at) => all + [1, 3, 3, 1][at] * t ** at * (1 - t) ** (3 - at) * of(point), 0);
    return { x: sum(({ x }) => x), y: sum(({ y }) => y) };
  };
  const curve = (...points) => Array.from({ length: 48 }, (_, at) => on(points, at / 48));
  return [...curve(start, a, b, top), ...curve(top, c, d, end)].map((point) => turned(point, turn));
}

/** @param {number} count @param {"outer" | "inner"} ring */
const petals = (count, ring) => COUNTS.slice(0, count).map((_, at) => leafCorners(petalShape(count)[ring], turnOf(at, count)));

/** Whether two polygons touch: an edge of one crosses one of the other, or one lies in the other. */
function meet(one, other) {
  const edges = (corners) => corners.map((from, at) => [from, corners[(at + 1) % corners.length]]);
  return edges(one).some((a) => edges(other).some((b) => cross(a, b))) || isInside(one[0], other) || isInside(other[0], one);
}

function cross([a, b], [c, d]) {
  const side = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

function isInside({ x, y }, corners) {
  let inside = false;
  corners.forEach((a, at) => {
    const b = corners[(at + 1) % corners.length];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  });
  return inside;
}

const boxOf = ({ x, y, width, height }) => [{ x, y }, { x: x + width, y }, { x: x + width, y: y + height }, { x, y: y + height }];

test("the test sees petals that meet", () => {
  const wide = { from: 40, to: 180, half: 150 };
  assert.ok(meet(leafCorners(wide, 0), leafCorners(wide, 30)));
  assert.ok(meet(leafCorners(wide, 0), leafCorners({ from: 80, to: 120, half: 5 }, 0)), "one in the other");
});

for (const count of COUNTS) {
  test(`no petal of ${count} covers another or a number, and each inner petal lies within its own`, () => {
    const [outer, inner] = [petals(count, "outer"), petals(count, "inner")];
    outer.forEach((petal, at) => {
      outer.slice(at + 1).forEach((other) => assert.ok(!meet(petal, other)));
      for (const corner of inner[at]) assert.ok(isInside(corner, petal));
      for (const [number] of outer.entries()) {
        const { x, y } = onRay(number, count);
        assert.ok(petal.every((corner) => Math.hypot(corner.x - x, corner.y - y) > BADGE), "a number stands free");
      }
    });
    for (const [number] of outer.entries()) {
      const next = onRay(number + 1, count);
      if (count > 1) assert.ok(Math.hypot(next.x - onRay(number, count).x, next.y - onRay(number, count).y) > 2 * BADGE + 4);
    }
  });
}

for (const count of COUNTS) {
  for (const size of [LETTER, ON_PAPER]) {
    test(`the words of ${count} petals cover no petal, no number and no other words, letters of ${size}`, () => {
      const said = COUNTS.slice(0, count).map((_, at) => ({
        name: at % 3 ? WORD : "Role", more: [`Usual: ${at % 2 ? WORD : SENTENCE}`, "For me: it changes"].slice(0, at % 4),
      }));
      const { labels, box } = layOut(said, size);
      labels.forEach((label, at) => {
        const corners = boxOf(label);
        labels.slice(at + 1).forEach((other) => assert.ok(!meet(corners, boxOf(other))));
        for (const petal of petals(count, "outer")) assert.ok(!meet(corners, petal));
        for (const [number] of said.entries()) {
          const { x, y } = onRay(number, count);
          const away = Math.hypot(Math.max(label.x - x, 0, x - label.x - label.width), Math.max(label.y - y, 0, y - label.y - label.height));
          assert.ok(away > BADGE);
        }
        for (const { words } of label.lines) assert.ok(measure(words, size) <= label.width);
        assert.ok(Math.abs(label.height - label.lines.length * size * LEADING) < 0.01, "room for each line");
        assert.ok(corners.every(({ x, y }) => x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height));
      });
      assert.ok(box.y <= -NUMBER_AT - BADGE && box.y + box.height >= NUMBER_AT + BADGE);
    });
  }
}

test("lines from numbers to words cross no petal", () => {
  for (const count of [5, 7, 12, 16]) {
    const { labels } = layOut(COUNTS.slice(0, count).map(() => ({ name: "Role", more: [`Usual: ${SENTENCE}`, "For me: the same"] })));
    const columns = labels.filter(({ side }) => side === "left" || side === "right");
    assert.ok(columns.length >= count - 2);
    for (const { at, side, x, y, width, height } of columns) {
      const line = [onRay(at, count), { x: side === "left" ? x + width : x, y: y + height / 2 }];
      for (const petal of petals(count, "outer")) {
        const edges = petal.map((from, corner) => [from, petal[(corner + 1) % petal.length]]);
        assert.ok(!edges.some((edge) => cross(line, edge)), `petal ${at + 1} of ${count}`);
      }
    }
  }
});

test("words are broken into lines and nothing of them is lost", () => {
  for (const text of [SENTENCE, WORD, "", "   ", "a b", "家".repeat(60)]) {
    const lines = wrap(text, 200, LETTER);
    assert.equal(lines.join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
    assert.ok(lines.every((line) => measure(line, LETTER) <= 200));
  }
});

test("a word too long for a line begins beside what is short before it", () => {
  assert.match(wrap(`2. ${WORD}`, 220, LETTER)[0], /^2\. Llan/);
  assert.deepEqual(wrap("Some words before Llanfairpwll", 130, LETTER).slice(0, 2), ["Some words", "before"]);
});

test("a picture whose words make it far taller than wide is not for one sheet", () => {
  const picture = (height) => ({ getAttribute: (name) => (name === "width" ? "960" : String(height)) });
  assert.ok(fitsPaper(picture(1400)));
  assert.ok(!fitsPaper(picture(2400)));
});
