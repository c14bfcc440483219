/** Entries, fields, progress and rows: what is made is whole, and nothing that was given changes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS, NEVER_KEPT, changeEntry, dayOf, forgetEntry, liveEntries, makeEntry, newWriter, stamp } from "../../widgets/alongside/page/js/record/entries.js";
import { keptFields, valuesOf } from "../../widgets/alongside/page/js/record/fields.js";
import { recordFileName, recordText } from "../../widgets/alongside/page/js/record/file.js";
import { fittedText } from "../../widgets/alongside/page/js/record/limits.js";
import { progress, toContinue } from "../../widgets/alongside/page/js/record/progress.js";
import { ABOUT, DOWNLOADED, aboutOf, changeAbout, entryName, isSound, joined, recordOf } from "../../widgets/alongside/page/js/record/rows.js";
import { LATER, LATEST, NOW, entry, field, path, record } from "./records.js";

const MARK = "Zebrafink";

test("a change counts for its writer, and leaves what was given as it was", () => {
  const before = entry();
  const asItWas = JSON.stringify(before);
  const changed = changeEntry(before, { title: "Another visit", finished: true }, "w2");
  assert.deepEqual(changed.revision, { w1: 1, w2: 1 });
  assert.deepEqual(changeEntry(changed, { title: "Third" }, "w2").revision, { w1: 1, w2: 2 });
  assert.ok(changed.changed > before.changed);
  assert.equal(changed.created, before.created);
  assert.equal(JSON.stringify(before), asItWas);
});

test("a change to the same is none, also where the words have to be cut to fit", () => {
  const long = changeEntry(entry(), { title: "x".repeat(600) }, "w2");
  assert.equal(long.title.length, 500);
  assert.equal(changeEntry(long, { title: "x".repeat(600), fields: long.fields }, "w2"), long);
});

test("a part that is taken away is gone", () => {
  assert.ok(!("day" in changeEntry(entry({ day: "2026-03-27" }), { day: undefined }, "w2")));
});

test("what is forgotten leaves no word behind", () => {
  const gone = forgetEntry(entry({ title: MARK, fields: [field(MARK)] }), "w2");
  assert.deepEqual(Object.keys(gone).sort(), ["changed", "forgotten", "id", "revision"]);
  assert.deepEqual(gone.revision, { w1: 1, w2: 1 });
  assert.deepEqual(liveEntries(record(gone, entry({ id: "other" }))).map(({ id }) => id), ["other"]);
});

test("entries are found by their kinds", () => {
  assert.deepEqual(liveEntries(record(entry(), path()), ["path"]).map(({ id }) => id), ["walk"]);
});

test("at most three standards", () => {
  const standards = ["pcf/knowledge", "pcf/knowledge", "pcf/knowledge", "pcf/knowledge"];
  assert.throws(() => entry({ standards }), /3 standards/);
  assert.throws(() => changeEntry(entry(), { standards }, "w1"), /3 standards/);
});

test("only what belongs to an entry can be set", () => {
  for (const part of ["id", "revision", "kind", "workbook", "created", "flower"]) {
    assert.throws(() => changeEntry(entry(), { [part]: "x" }, "w1"), TypeError);
  }
  assert.throws(() => entry({ flower: {} }), TypeError);
});

test("nothing of identity work has a place", () => {
  for (const workbook of NEVER_KEPT) assert.throws(() => entry({ workbook }), /identity work/);
  assert.throws(() => entry({ kind: "flower" }), /kind of entry/);
  for (const word of [...NEVER_KEPT, "petal", "gender", "religion"]) assert.ok(!KINDS.includes(word));
});

test("a path has names and no words, and nothing else has a path", () => {
  assert.throws(() => path({ fields: [field()] }), /A path/);
  assert.throws(() => path({ path: undefined }), /A path/);
  assert.throws(() => entry({ path: path().path }), /A path/);
  assert.throws(() => changeEntry(entry(), { path: path().path }, "w1"), /A path/);
});

test("what does not fit into a file is made to", () => {
  const made = entry({
    title: "a\ud800b", day: "2026-02-31", links: Array(200).fill("x"),
    fields: Array(300).fill(field(`${"y".repeat(199_999)}🙂`, { label: `${"z".repeat(499)}🙂` })),
  });
  assert.equal(made.title, "a\ufffdb");
  assert.ok(!("day" in made));
  assert.deepEqual([made.links.length, made.fields.length], [100, 200]);
  assert.equal(made.fields[0].value, "y".repeat(199_999));
  assert.equal(made.fields[0].label, "z".repeat(499));
  assert.deepEqual(entry({ fields: [field(["a\udc00", "b"], { kind: "list" }), field(7, { kind: "number" })] }).fields.map(({ value }) => value), [["a\ufffd", "b"], 7]);
  assert.equal(path({ path: { ...path().path, moves: Array(1500).fill({ scene: "gate" }) } }).path.moves.length, 1000);
  assert.equal(fittedText("🙂🙂", 4), "🙂🙂");
  assert.equal(fittedText("\ud83d", 4), "\ufffd");
});

test("names are new each time, and moments are as they are written everywhere", () => {
  assert.match(newWriter(), /^[0-9a-f]{8}$/);
  const made = () => makeEntry({ workbook: "a", kind: "plan", title: "" }, "w").id;
  assert.notEqual(made(), made());
  assert.equal(stamp(new Date(0)), "1970-01-01T00:00:00.000Z");
  process.env.TZ = "Europe/London"; // where half past midnight in summer is the day before in UTC
  assert.equal(recordFileName(new Date("2026-05-31T23:30:00Z")), "alongside-record-2026-06-01.json");
  assert.deepEqual(JSON.parse(recordText(record(entry()))), record(entry()));
});

test("the day of an entry is the one it is about", () => {
  assert.equal(dayOf(entry({ day: "2026-03-27" })), "2026-03-27");
  assert.equal(dayOf(entry()), NOW.slice(0, 10));
});

const SPECS = [
  { name: "what", kind: "long_text", label: "What happened?" },
  { name: "felt", kind: "radios", label: "How was it?", options: [{ value: "a", label: "Hard" }] },
  { name: "who", kind: "checkboxes", label: "Who?", options: [{ value: "x", label: "A peer" }, { value: "y", label: "Me" }] },
  { name: "sure", kind: "scale", label: "How sure?" },
  { name: "when", kind: "date", label: "When?" },
  { name: "proof", kind: "file", label: "A file" },
  { name: "empty", kind: "text", label: "More?" },
];

test("answers of a form are kept with their questions, and come back", () => {
  const values = { what: "I sat.", felt: "a", who: ["x", "y"], sure: "prefer_not_to_say", when: "2026-11-20", proof: { name: "a.pdf" }, empty: "" };
  const kept = keptFields(SPECS, values);
  assert.deepEqual(kept.map(({ name }) => name), ["what", "felt", "who", "sure", "when"]);
  assert.deepEqual(kept.map(({ words, value }) => words ?? value), ["I sat.", "Hard", ["A peer", "Me"], "Prefer not to say", "2026-11-20"]);
  const { proof: _, empty: __, ...rest } = values;
  assert.deepEqual(valuesOf(SPECS, { fields: kept }), rest);
  assert.deepEqual(valuesOf(SPECS, { fields: [field("of another form")] }), {});
  assert.deepEqual(valuesOf(SPECS, undefined), {});
  assert.deepEqual(keptFields(SPECS, { sure: 0 })[0], { name: "sure", kind: "number", label: "How sure?", value: 0 });
  assert.deepEqual(keptFields(SPECS, { who: [], what: null, sure: NaN }), []);
  assert.equal(keptFields(SPECS, { what: "Infinity" })[0].value, "Infinity");
});

test("progress names workbooks and nothing in them", () => {
  const kept = record(path(), path({ id: "b", finished: true }), entry({ workbook: "supervision", finished: true }), entry({ id: "c", title: MARK, workbook: "career" }, LATER));
  assert.deepEqual(progress(kept), { allyship_stories: "begun", supervision: "finished", career: "begun" });
  assert.ok(!JSON.stringify(progress(kept)).includes(MARK));
  assert.equal(toContinue(kept), "career");
  assert.equal(toContinue(record(entry({ finished: true }))), null);
  assert.deepEqual(progress(record()), {});
});

test("rows make a record in the order in which its entries were begun", () => {
  const late = entry({ id: "a" }, LATER);
  const rows = new Map([late, entry(), { ...forgetEntry(entry({ id: "b" }), "w2"), changed: LATEST }].map((one) => [entryName(one.id), one]));
  rows.set("reflections.ipynb/form", { what: MARK });
  rows.set(DOWNLOADED, NOW);
  const kept = recordOf(rows);
  assert.deepEqual(kept.entries.map(({ id }) => id), ["visit", "a", "b"]);
  assert.ok(!JSON.stringify(kept).includes(MARK));
  assert.deepEqual(Object.keys(kept), ["format", "version", "name", "programme", "entries", "forms"]);
});

test("a revision of very many pages is cut to what a file can hold, and the row is left alone", () => {
  const revision = Object.fromEntries(Array.from({ length: 1200 }, (_, at) => [`w${at}`, 1]));
  const rows = new Map([[entryName("visit"), { ...entry(), revision }]]);
  assert.equal(Object.keys(recordOf(rows).entries[0].revision).length, 1000);
  assert.equal(Object.keys(rows.get(entryName("visit")).revision).length, 1200);
});

test("what learners say of themselves is joined on both sides alike", () => {
  const about = (changes, writer, changed = NOW) => ({ ...changeAbout(aboutOf(new Map()), changes, writer), changed });
  const form = (id) => ({ id, name: id, kind: "plan", places: {} });
  for (const [one, other] of [
    [about({ name: "Sam", forms: [form("a")] }, "w1"), about({ name: "Ade", programme: { role: "nqsw" }, forms: [form("b")] }, "w2")],
    [about({ name: "Sam" }, "w1"), about({ name: "" }, "w2", LATER)],
    [about({ name: "Sam" }, "w1"), { ...about({ name: "Ade" }, "w1") }],
  ]) {
    assert.deepEqual(joined(ABOUT, one, other), joined(ABOUT, other, one));
    assert.ok(joined(ABOUT, one, other).row.name);
  }
  assert.equal(joined(DOWNLOADED, NOW, LATER).row, LATER);
});

test("what learners say of themselves fits into a file", () => {
  const forms = Array.from({ length: 120 }, (_, at) => ({ id: `f${at}`, name: "n".repeat(600), kind: "plan", places: { ["p".repeat(600)]: "x", p: "y".repeat(600) } }));
  const about = changeAbout(aboutOf(new Map()), { name: "ü".repeat(200), programme: { started: "soon", part_time: 3, role: "nqsw" }, forms }, "w1");
  assert.equal(about.name.length, 100);
  assert.deepEqual(about.programme, { role: "nqsw" });
  assert.equal(about.forms.length, 100);
  assert.deepEqual([about.forms[0].id, about.forms[0].name.length, Object.keys(about.forms[0].places)], ["f20", 500, ["p"]]);
});

test("a row that somebody else has put there is none", () => {
  const name = entryName("visit");
  for (const wrong of [null, 5, "x", [], {}, { ...entry(), id: "other" }, { ...entry(), fields: "x" }, { ...entry(), revision: null }, { ...entry(), changed: 5 }]) {
    assert.equal(isSound(name, wrong), false, JSON.stringify(wrong));
  }
  assert.ok(isSound(name, entry()) && isSound(name, forgetEntry(entry(), "w")));
  assert.equal(isSound(ABOUT, { changed: "", revision: {}, name: 1, programme: {}, forms: [] }), false);
  assert.equal(isSound(DOWNLOADED, 5), false);
  assert.ok(isSound("reflections.ipynb/form", null));
});
