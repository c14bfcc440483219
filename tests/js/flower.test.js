import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { SENTENCES, flowerText, readFlower } from "../../widgets/alongside/identity/flower/file.js";
import { makeKeeping } from "../../widgets/alongside/identity/flower/keeping.js";
import * as model from "../../widgets/alongside/identity/flower/model.js";
import { asShown, hasMe, hasWords, roomRows, rowsOf } from "../../widgets/alongside/identity/flower/seen.js";
import { forgetAllPrivate } from "../../widgets/alongside/page/js/private_state.js";
import { sealText, unsealText } from "../../widgets/alongside/page/js/record/sealing.js";

const petals = Array.from({ length: 20 }, (_, at) => ({ id: `p${at + 1}`, name: `Petal ${at + 1}`, gloss: "?" }));
const ids = petals.map(({ id }) => id);
const PACK = {
  petals,
  start: ids.slice(0, 5),
  sets: [7, 12, 16].map((many) => ({ id: `set_${many}`, name: `${many} petals`, petals: ids.slice(4, 4 + many) })),
  lenses: [{ id: "supervision", name: "In supervision", gloss: "?" }],
};

/** A flower in which something stands in every place that there is. */
function filled() {
  let flower = model.newFlower(PACK);
  flower = model.withPetal(flower, model.ownPetal(flower, "My own, “<b>&”"));
  flower = model.withAnswer(flower, "here", "p1", { usual: "managers", me: "different", words: "words\nof <script> mine\tand 😀" });
  const { flower: more, id } = model.withLens(flower, "at the team meeting");
  return model.withAnswer(more, id, "own_1", { usual: "", me: "changes", words: "" });
}

test("a flower begins with the petals of the pack and nothing in them", () => {
  const flower = model.newFlower(PACK);
  assert.deepEqual(flower.petals.map(({ label }) => label), ["Petal 1", "Petal 2", "Petal 3", "Petal 4", "Petal 5"]);
  assert.deepEqual(flower.lenses.map(({ label }) => label), ["Around here", "In supervision"]);
  assert.ok(!model.hasAnything(PACK, flower));
});

test("each lens has its own answers, and what is emptied again leaves no trace", () => {
  const before = model.newFlower(PACK);
  const flower = model.withAnswer(before, "here", "p1", { usual: "managers" });
  assert.equal(model.answerOf(flower, "here", "p1").usual, "managers");
  assert.equal(model.answerOf(flower, "supervision", "p1").usual, "");
  assert.ok(model.hasAnything(PACK, flower));
  assert.deepEqual(model.withAnswer(flower, "here", "p1", { usual: " " }), before);
});

test("petals are renamed and taken out with what was written of them", () => {
  const flower = filled();
  const changed = model.withoutPetal(model.renamed(flower, "p2", "Renamed"), "p1");
  assert.deepEqual(changed.petals.map(({ label }) => label).slice(0, 2), ["Renamed", "Petal 3"]);
  assert.ok(!JSON.stringify(changed).includes("managers"));
  assert.ok(model.hasAnything(PACK, model.renamed(model.newFlower(PACK), "p1", "Mine")), "a name of one's own is something entered");
});

test("a set brings its petals and takes none that was used, named or made", () => {
  let flower = filled();
  flower = model.renamed(flower, "p2", "Renamed");
  flower = model.withSet(PACK, flower, "set_12");
  const named = flower.petals.map(({ id }) => id);
  for (const id of [...PACK.sets[1].petals, "p1", "p2", "own_1"]) assert.ok(named.includes(id), id);
  assert.ok(!named.includes("p3"));
  assert.equal(model.withSet(PACK, flower, "set_16").petals.length, model.MOST_PETALS);
});

test("a flower has room for sixteen petals", () => {
  const full = model.withSet(PACK, model.newFlower(PACK), "set_16");
  assert.equal(full.petals.length, 16);
  assert.equal(model.withPetal(full, model.ownPetal(full, "one more")), full);
});

test("a flower with the inner ring kept out is the very same as one in which it was never filled in", () => {
  const room = model.withAnswer(model.newFlower(PACK), "here", "p1", { usual: "managers" });
  const whole = model.withAnswer(model.withAnswer(room, "here", "p1", { me: "different", words: "mine" }), "here", "p2", { me: "same" });
  assert.deepEqual(asShown(whole, "room"), room);
  assert.equal(JSON.stringify(asShown(whole, "room")), JSON.stringify(room), "to the last byte of a file");
  assert.ok(hasMe(asShown(whole, "me")) && !hasWords(asShown(whole, "me")));
});

test("the ring about the room names no petal that has nothing in it", () => {
  const rows = rowsOf(filled(), "here");
  assert.deepEqual(roomRows(rows), [{ id: "p1", label: "Petal 1", usual: "managers", me: "", words: "" }]);
});

// ── Files ───────────────────────────────────────────────

test("what was saved is opened as it was", async () => {
  const flower = filled();
  const text = flowerText(flower);
  assert.ok(!text.includes("<"), "a < in a file is a sign of somebody else's hand");
  assert.deepEqual(readFlower(text), { given: flower });
  const sealed = JSON.stringify(await sealText(text, "a long passphrase"));
  assert.ok(!sealed.includes("managers"));
  const read = readFlower(sealed);
  assert.equal(await unsealText(read.sealed, "another passphrase"), null);
  assert.deepEqual(readFlower(await unsealText(read.sealed, "a long passphrase")), { given: flower });
});

test("a file does not tell in which order somebody wrote", () => {
  const write = (order) => order.reduce((flower, id) => model.withAnswer(flower, "here", id, { usual: id }), model.newFlower(PACK));
  assert.equal(flowerText(write(["p1", "p2", "p3"])), flowerText(write(["p3", "p1", "p2"])));
});

test("the longest that can be written can be saved and opened", () => {
  const long = "\"\\<😀".repeat(500) + "\ud800\u0000";
  let flower = model.withSet(PACK, model.newFlower(PACK), "set_16");
  for (const { id } of flower.petals) {
    flower = model.renamed(flower, id, long);
    for (const lens of ["here", "supervision"]) flower = model.withAnswer(flower, lens, id, { usual: long, me: "same", words: long });
  }
  assert.deepEqual(readFlower(flowerText(flower)), { given: flower });
});

/** @param {(whole: any) => void} spoil */
function spoiled(spoil) {
  const whole = JSON.parse(flowerText(filled()));
  spoil(whole);
  return JSON.stringify(whole).replaceAll("<", "\\u003c");
}

const BROKEN = {
  "cut short": flowerText(filled()).slice(0, -9),
  empty: "",
  "no JSON": "a flower",
  "a number": "7",
  null: "null",
  "a list": "[]",
  "very deep": "[".repeat(100_000),
  "a page": "<!doctype html><script>alert(1)</script>",
  "a script in a name": spoiled((whole) => { whole.petals[0].label = "x"; }).replace('"x"', '"<script>alert(1)</script>"'),
  "another format": JSON.stringify({ format: "something", version: 1 }),
  "a record": JSON.stringify({ format: "alongside-record", version: 1, entries: [] }),
  "a newer version": spoiled((whole) => { whole.version = 2; }),
  "no version": spoiled((whole) => { delete whole.version; }),
  "a key too many": spoiled((whole) => { whole.onload = "x"; }),
  "a proto key": spoiled((whole) => { whole.petals[0].x = 1; }).replace('"x":1', '"__proto__":{"y":1}'),
  "a petal without a name": spoiled((whole) => { delete whole.petals[0].label; }),
  "a name that is no text": spoiled((whole) => { whole.petals[0].label = { toString: 1 }; }),
  "a name too long": spoiled((whole) => { whole.petals[0].label = "x".repeat(61); }),
  "an id with a quote": spoiled((whole) => { whole.petals[0].id = 'p1"] *'; }),
  "the same petal twice": spoiled((whole) => { whole.petals[1].id = "p1"; }),
  "seventeen petals": spoiled((whole) => { whole.petals = Array.from({ length: 17 }, (_, at) => ({ id: `p${at}`, label: "" })); }),
  "no lens": spoiled((whole) => { whole.lenses = []; }),
  "an answer for no petal": spoiled((whole) => { whole.lenses[0].answers.ghost = { usual: "", me: "", words: "" }; }),
  "a mark that does not exist": spoiled((whole) => { whole.lenses[0].answers.p1.me = "better"; }),
  "answers as a list": spoiled((whole) => { whole.lenses[0].answers = []; }),
  "control characters": spoiled((whole) => { whole.lenses[0].answers.p1.words = "\u0007"; }),
  "half a letter": spoiled((whole) => { whole.lenses[0].answers.p1.words = "\ud83d"; }),
};

for (const [name, text] of Object.entries(BROKEN)) {
  test(`a file that is not whole gets a sentence: ${name}`, () => {
    const read = readFlower(text);
    assert.ok(Object.values(SENTENCES).includes(read.sentence), JSON.stringify(read).slice(0, 200));
    assert.match(read.sentence, /Nothing on this page has changed\.$/);
  });
}

test("a file cut anywhere gets a sentence", () => {
  const text = flowerText(filled());
  for (let end = 0; end < text.trimEnd().length; end += 7) assert.ok("sentence" in readFlower(text.slice(0, end)), `cut at ${end}`);
});

// ── What the page holds ─────────────────────────────────

beforeEach(() => {
  globalThis.location = { pathname: "/voila/render/power.ipynb" };
  globalThis.document = Object.assign(new EventTarget(), { getElementById: () => null });
  forgetAllPrivate();
});

test("another view, and another copy of the module, finds the same flower", async () => {
  const keeping = makeKeeping(PACK);
  keeping.change({ flower: filled() });
  const again = await import("../../widgets/alongside/identity/flower/keeping.js?copy");
  assert.deepEqual(again.makeKeeping(PACK).state().flower, filled());
});

test("leaving asks while something stands in no file", () => {
  const keeping = makeKeeping(PACK);
  assert.ok(!keeping.isUnsaved());
  keeping.change({ flower: filled() });
  assert.ok(keeping.isUnsaved());
  keeping.saveAs(asShown(filled(), "room"));
  assert.ok(keeping.isUnsaved(), "the file holds less than the page");
  keeping.saveAs(filled());
  assert.ok(!keeping.isUnsaved());
  keeping.change({ practice: { one: model.withAnswer(model.newFlower(PACK), "here", "p1", { usual: "x" }) } });
  assert.ok(keeping.isUnsaved());
});

test("Clear clears, and handing over leaves nothing but what was picked", () => {
  const keeping = makeKeeping(PACK);
  const told = [];
  keeping.watch(() => told.push(1));
  keeping.change({ flower: filled(), before: filled(), practice: { one: filled() }, lens: "own_1", turn: "first" });
  keeping.handOver({ lens: "Around here", rows: [{ id: "p3", label: "Petal 3", usual: "only this", me: "", words: "" }] });
  const left = JSON.stringify(keeping.state());
  assert.ok(left.includes("only this") && !left.includes("managers") && !left.includes("mine"));
  keeping.clear();
  assert.ok(!JSON.stringify(keeping.state()).includes("only this"));
  assert.ok(!keeping.isUnsaved());
  assert.equal(told.length, 3, "views hear of each");
});

test("a name that every object has, and letters that no picture can hold, are refused before anything changes", () => {
  const given = JSON.parse(flowerText(filled()));
  const [first, ...others] = given.petals;
  const says = (changes) => readFlower(JSON.stringify({ ...given, ...changes })).sentence;
  assert.equal(says({ petals: [{ ...first, id: "constructor" }, ...others], lenses: given.lenses.map((lens) => ({ ...lens, answers: {} })) }), SENTENCES.strange);
  assert.equal(says({ petals: [{ ...first, label: "a\uffff" }, ...others] }), SENTENCES.strange);
  assert.equal(model.clean("a\ufffe\uffffb", "label"), "ab");
});
