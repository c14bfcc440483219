import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { layOut } from "../../widgets/alongside/identity/labels.js";
import { onRay, turned } from "../../widgets/alongside/identity/rays.js";
import { MOST_BYTES, SENTENCES, readWheel, wheelText } from "../../widgets/alongside/identity/wheel/file.js";
import { HUB, SIGN, segmentPath, signAt } from "../../widgets/alongside/identity/wheel/geometry.js";
import { makeKeeping } from "../../widgets/alongside/identity/wheel/keeping.js";
import * as model from "../../widgets/alongside/identity/wheel/model.js";
import { forgetAllPrivate } from "../../widgets/alongside/page/js/private_state.js";
import { sealText, unsealText } from "../../widgets/alongside/page/js/record/sealing.js";

const PACK = {
  segments: ["people", "race", "place"].map((id) => ({ id, name: `My ${id}`, gloss: "?" })),
  marks: ["most", "least", "understand", "self", "others"].map((id) => ({ id, ask: `${id}?`, label: id })),
};

/** A wheel in which something stands in every place that there is. */
function filled() {
  let wheel = model.withSegment(model.newWheel(PACK), { label: "My own, “<b>&”" });
  wheel = model.withWords(wheel, "place", { label: "Where", words: "Leeds <script>\tand 😀" });
  return model.withMark(model.withMark(model.withMark(wheel, "place", "others", true), "place", "most", true), "own_1", "self", true);
}

test("a wheel begins with the segments of the pack and nothing in them", () => {
  const wheel = model.newWheel(PACK);
  assert.deepEqual(wheel.segments[0], { id: "people", label: "My people", words: "", marks: [] });
  assert.ok(!model.hasAnything(PACK, wheel));
});

test("what is emptied and unmarked again leaves no trace", () => {
  const before = model.newWheel(PACK);
  let wheel = model.withMark(model.withWords(before, "race", { words: "mine" }), "race", "most", true);
  assert.ok(model.hasAnything(PACK, wheel));
  wheel = model.withMark(model.withWords(wheel, "race", { words: "" }), "race", "most", false);
  assert.deepEqual(wheel, before);
});

test("marks are told in the order of the questions, each once", () => {
  const { segments } = model.withMark(filled(), "place", "most", true);
  const place = segments.find(({ id }) => id === "place");
  assert.deepEqual(model.markedFor(PACK, place).map(({ id }) => id), ["most", "others"]);
  assert.equal(place.marks.length, 2);
});

test("a file does not tell in which order somebody marked", () => {
  const marked = (order) => order.reduce((wheel, question) => model.withMark(wheel, "race", question, true), model.newWheel(PACK));
  assert.equal(wheelText(marked(["most", "self", "least"])), wheelText(marked(["self", "least", "most"])));
});

test("a segment that is taken out takes its words with it; the pack's own comes back empty", () => {
  const without = model.withoutSegment(filled(), "place");
  assert.ok(!JSON.stringify(without).includes("Leeds"));
  assert.deepEqual(model.withSegment(without, { id: "place", label: "My place" }).segments.at(-1), { id: "place", label: "My place", words: "", marks: [] });
});

test("a wheel has room for sixteen segments, each with an id of its own", () => {
  let wheel = filled();
  for (let at = 0; at < 20; at += 1) wheel = model.withSegment(wheel, { label: `Own ${at}` });
  assert.equal(wheel.segments.length, 16);
  assert.equal(new Set(wheel.segments.map(({ id }) => id)).size, 16);
});

test("names and words are cut to what a file can hold", () => {
  const wheel = model.withWords(model.newWheel(PACK), "race", { label: "x".repeat(90), words: "\u0000😀".repeat(200) });
  assert.equal(wheel.segments[1].label.length, model.LONGEST.label);
  assert.ok(wheel.segments[1].words.length <= model.LONGEST.words && !/[\u0000]|\p{Surrogate}/u.test(wheel.segments[1].words));
});

// ── Geometry ────────────────────────────────────────────

for (let count = 1; count <= 16; count += 1) {
  test(`of ${count} segments no sign meets another, the hub, the rim or the edge of its segment`, () => {
    for (const questions of [1, 5, 6]) {
      const signs = [];
      for (let at = 0; at < count; at += 1) for (let question = 0; question < questions; question += 1) signs.push({ at, ...signAt(at, count, question, questions) });
      signs.forEach(({ at, x, y }, one) => {
        const distance = Math.hypot(x, y);
        assert.ok(distance - SIGN > HUB && distance + SIGN < 180);
        // how far the edge of the segment is from the ray on which the sign stands
        if (count > 1) assert.ok(distance * Math.sin(Math.PI / Math.max(count, 2)) > SIGN, "within its segment");
        assert.ok(Math.hypot(x - onRay(at, count, distance).x, y - onRay(at, count, distance).y) < 0.01);
        for (const other of signs.slice(one + 1)) assert.ok(Math.hypot(x - other.x, y - other.y) > 2 * SIGN);
      });
    }
  });
}

test("segments lie beside each other: the right edge of one is the left edge of the next", () => {
  for (const count of [2, 3, 7, 16]) {
    const [left, right] = segmentPath(count).match(/^M(\S+) (\S+)A\S+ \S+ 0 0 1 (\S+) (\S+)L/).slice(1).map(Number).reduce((all, value, at) => (at % 2 ? [...all.slice(0, -1), { x: all.at(-1), y: value }] : [...all, value]), []);
    const next = turned(left, 360 / count);
    assert.ok(Math.hypot(next.x - right.x, next.y - right.y) < 0.2, `${count}`);
  }
  assert.match(segmentPath(1), /Z.*Z$/, "one alone is a whole ring");
});

test("no line from a number to its words crosses the words of another, or another line", () => {
  const side = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  const cross = ([a, b], [c, d]) => side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
  const sides = ({ x, y, width, height }) => {
    const corners = [{ x, y }, { x: x + width, y }, { x: x + width, y: y + height }, { x, y: y + height }];
    return corners.map((corner, at) => [corner, corners[(at + 1) % 4]]);
  };
  assert.ok(cross([{ x: 0, y: 0 }, { x: 2, y: 2 }], [{ x: 0, y: 2 }, { x: 2, y: 0 }]), "the test sees lines that cross");
  for (let count = 1; count <= 16; count += 1) {
    for (const lines of [1, 3, 8]) {
      const { labels } = layOut(Array.from({ length: count }, () => ({ name: "A name of middling length", more: Array(lines).fill("Quick readers who never ask") })));
      const ways = labels.filter(({ side }) => side === "left" || side === "right").map(({ at, side, x, y, width, height }) => [onRay(at, count), { x: side === "left" ? x + width + 7 : x - 7, y: y + height / 2 }]);
      ways.forEach((way, one) => {
        for (const label of labels) for (const edge of sides(label)) assert.ok(!cross(way, edge), `${count} parts, ${lines} lines`);
        for (const other of ways.slice(one + 1)) assert.ok(!cross(way, other), `${count} parts, ${lines} lines`);
      });
    }
  }
});

// ── Files ───────────────────────────────────────────────

test("what was saved is opened as it was, plain or locked", async () => {
  const wheel = filled();
  const text = wheelText(wheel);
  assert.ok(!text.includes("<"), "a < in a file is a sign of somebody else's hand");
  assert.deepEqual(readWheel(text), { given: wheel });
  const sealed = JSON.stringify(await sealText(text, "a long passphrase"));
  assert.ok(!sealed.includes("Leeds"));
  const read = readWheel(sealed);
  assert.equal(await unsealText(read.sealed, "another passphrase"), null);
  assert.deepEqual(readWheel(await unsealText(read.sealed, "a long passphrase")), { given: wheel });
});

test("the largest wheel can be saved and opened", async () => {
  let wheel = model.newWheel(PACK);
  while (!model.isFull(wheel)) wheel = model.withSegment(wheel, { label: "x" });
  const long = "<".repeat(500);
  for (const { id } of wheel.segments) {
    wheel = model.withWords(wheel, id, { label: long, words: long });
    for (const question of PACK.marks) wheel = model.withMark(wheel, id, question.id, true);
  }
  assert.deepEqual(readWheel(wheelText(wheel)), { given: wheel });
  assert.ok(JSON.stringify(await sealText(wheelText(wheel), "a long passphrase")).length < MOST_BYTES);
});

test("marks for questions that are not asked here are left out", () => {
  const fewer = { ...PACK, marks: PACK.marks.slice(1) };
  assert.deepEqual(model.askedHere(fewer, filled()).segments[2].marks, ["others"]);
  assert.deepEqual(model.askedHere(PACK, filled()), filled());
});

/** @param {(whole: any) => void} spoil */
function spoiled(spoil) {
  const whole = JSON.parse(wheelText(filled()));
  spoil(whole);
  return JSON.stringify(whole).replaceAll("<", "\\u003c");
}

const BROKEN = {
  "cut short": wheelText(filled()).slice(0, -9),
  "no JSON": "a wheel",
  null: "null",
  "a list": "[]",
  "very deep": "[".repeat(100_000),
  "a page": "<!doctype html><script>alert(1)</script>",
  "a flower": JSON.stringify({ format: "alongside-power-flower", version: 1, petals: [], lenses: [] }),
  "a record": JSON.stringify({ format: "alongside-record", version: 1, entries: [] }),
  "a newer version": spoiled((whole) => { whole.version = 2; }),
  "no version": spoiled((whole) => { delete whole.version; }),
  "a key too many": spoiled((whole) => { whole.onload = "x"; }),
  "a proto key": spoiled((whole) => { whole.segments[0].x = 1; }).replace('"x":1', '"__proto__":{"y":1}'),
  "segments that are none": spoiled((whole) => { whole.segments = [null]; }),
  "no list of segments": spoiled((whole) => { whole.segments = {}; }),
  "a segment without words": spoiled((whole) => { delete whole.segments[0].words; }),
  "a name that is no text": spoiled((whole) => { whole.segments[0].label = { toString: 1 }; }),
  "a name too long": spoiled((whole) => { whole.segments[0].label = "x".repeat(61); }),
  "words too long": spoiled((whole) => { whole.segments[0].words = "x".repeat(161); }),
  "an id with a quote": spoiled((whole) => { whole.segments[0].id = 'p1"] *'; }),
  "the same segment twice": spoiled((whole) => { whole.segments[1].id = "people"; }),
  "seventeen segments": spoiled((whole) => { whole.segments = Array.from({ length: 17 }, (_, at) => ({ id: `p${at}`, label: "", words: "", marks: [] })); }),
  "the same mark twice": spoiled((whole) => { whole.segments[0].marks = ["most", "most"]; }),
  "a mark that is no name": spoiled((whole) => { whole.segments[0].marks = ["Most of all"]; }),
  "marks that are no list": spoiled((whole) => { whole.segments[0].marks = "most"; }),
  "control characters": spoiled((whole) => { whole.segments[0].words = "\u0007"; }),
  "half a letter": spoiled((whole) => { whole.segments[0].words = "\ud83d"; }),
};

for (const [name, text] of Object.entries(BROKEN)) {
  test(`a file that is not whole gets a sentence: ${name}`, () => {
    const read = readWheel(text);
    assert.ok(Object.values(SENTENCES).includes(read.sentence), JSON.stringify(read).slice(0, 200));
    assert.match(read.sentence, /Nothing on this page has changed\.$/);
  });
}

test("the sentence says what is the matter", () => {
  const of = (name) => readWheel(BROKEN[name]).sentence;
  assert.equal(of("cut short"), SENTENCES.damaged);
  assert.equal(of("a flower"), SENTENCES.foreign);
  assert.equal(of("a record"), SENTENCES.record);
  assert.equal(of("a newer version"), SENTENCES.newer);
  assert.equal(of("a page"), SENTENCES.strange);
});

test("a file cut anywhere gets a sentence", () => {
  const text = wheelText(filled());
  for (let end = 0; end < text.trimEnd().length; end += 3) assert.ok("sentence" in readWheel(text.slice(0, end)), `cut at ${end}`);
});

// ── What the page holds ─────────────────────────────────

beforeEach(() => {
  globalThis.location = { pathname: "/voila/render/power.ipynb" };
  globalThis.document = Object.assign(new EventTarget(), { getElementById: () => null });
  forgetAllPrivate();
});

test("another view, and another copy of the module, finds the same wheel", async () => {
  makeKeeping(PACK).write(filled());
  const again = await import("../../widgets/alongside/identity/wheel/keeping.js?copy");
  assert.deepEqual(again.makeKeeping(PACK).state().wheel, filled());
});

test("leaving asks while something stands in no file, also what can be put back", () => {
  const keeping = makeKeeping(PACK);
  assert.ok(!keeping.isUnsaved());
  keeping.write(filled());
  assert.ok(keeping.isUnsaved());
  keeping.saveAs(filled());
  assert.ok(!keeping.isUnsaved());
  keeping.write(model.withWords(filled(), "race", { words: "more" }));
  assert.ok(keeping.isUnsaved());
  keeping.put(model.newWheel(PACK));
  assert.ok(keeping.isUnsaved(), "what was there can be put back, until the page goes");
  keeping.putBack();
  assert.equal(keeping.state().wheel.segments[1].words, "more");
});

test("Clear clears, and views hear of it", () => {
  const keeping = makeKeeping(PACK);
  keeping.change({ wheel: filled(), before: filled(), spelling: true });
  const told = [];
  keeping.watch(() => told.push(1));
  keeping.clear();
  assert.ok(!JSON.stringify(keeping.state()).includes("Leeds"));
  assert.ok(!keeping.isUnsaved() && keeping.state().spelling);
  assert.equal(told.length, 1);
});
