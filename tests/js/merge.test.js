/** Two records become one: nothing written is lost, in whatever order and however often they meet. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { follows, merge, oneOf, together } from "../../widgets/alongside/page/js/record/merge.js";
import { LATER, LATEST, NOW, byId, entry, field, forget, record, wordsIn, write } from "./records.js";

const NOTHING = ["Nothing would change in what you have written."];
const first = record(entry());

test("a later revision replaces the earlier one on either side", () => {
  const later = write(write(first, "Then", "w1"), "Later", "w1");
  assert.deepEqual(wordsIn(merge(first, later).record), new Set(["Later"]));
  assert.deepEqual(wordsIn(merge(later, first).record), new Set(["Later"]));
  assert.deepEqual(merge(first, later).sentences, ["1 entry would be replaced by its later version."]);
  assert.deepEqual([merge(later, first).sentences, merge(later, first).changesAnything], [NOTHING, false]);
});

test("two edits of one entry keep both and say so", () => {
  const met = merge(write(first, "Here", "w2"), write(first, "There", "w3", LATEST));
  assert.deepEqual(wordsIn(met.record), new Set(["Here", "There"]));
  assert.deepEqual(met.sentences, ["1 entry was changed in both places. Both versions would be kept."]);
  const copy = met.record.entries.find(({ id }) => id !== "visit");
  assert.equal(copy.copy_of, "visit");
  assert.equal(byId(met.record).visit.fields[0].value, "There");
});

test("one edit hides not behind many of another writer", () => {
  const many = write(write(write(first, "a", "w2"), "b", "w2"), "Many", "w2");
  assert.deepEqual(wordsIn(merge(many, write(first, "Once", "w3")).record), new Set(["Many", "Once"]));
});

test("both sides come out the same, also where the moments are", () => {
  for (const [here, there] of [
    [write(first, "Here", "w2"), write(first, "There", "w3")],
    [write(first, "Same", "w2"), write(first, "Same", "w3", LATEST)],
    [record(entry({}, NOW)), record(entry({}, LATER))],
    [record(entry()), record({ ...entry(), created: LATER })],
    [record({ ...entry(), title: "a" }), record({ ...entry(), title: "b" })],
  ]) {
    assert.deepEqual(byId(merge(here, there).record), byId(merge(there, here).record));
  }
});

test("the same file again changes nothing", () => {
  const [here, there] = [write(first, "Here", "w2"), write(first, "There", "w3")];
  const once = merge(here, there).record;
  assert.deepEqual(merge(once, there), { record: once, sentences: NOTHING, changesAnything: false });
});

test("a copy that was forgotten does not come back with the same file, nor with the same words of another page", () => {
  const there = write(first, "There", "w3");
  const once = merge(write(first, "Here", "w2", LATEST), there).record;
  const gone = { ...once, entries: once.entries.map((one) => (one.id === "visit" ? one : { id: one.id, changed: LATEST, revision: { merge: 1, w2: 1 }, forgotten: true })) };
  for (const again of [there, write(first, "There", "w4")]) {
    assert.deepEqual(wordsIn(merge(gone, again).record), new Set(["Here"]));
  }
});

test("what was forgotten stays so when an older file is opened", () => {
  const gone = forget(first, "w1");
  assert.equal(wordsIn(merge(gone, first).record).size, 0);
  assert.deepEqual(merge(first, gone).sentences, ["1 entry was forgotten in the file, and would go."]);
});

test("what was forgotten here and written on there comes back and is told", () => {
  const met = merge(forget(first, "w2", LATEST), write(first, "More", "w3"));
  assert.deepEqual(wordsIn(met.record), new Set(["More"]));
  assert.deepEqual(met.sentences, ["1 entry that you had forgotten was written on in the file, and would come back."]);
});

test("a file of another name is told, and several entries are counted", () => {
  const met = merge({ ...record(), name: "Sam" }, { ...record(entry(), entry({ id: "other" })), name: "Ade" });
  assert.equal(met.record.name, "Sam");
  assert.deepEqual(met.sentences, ["This file is named “Ade”, and the record that is open is named “Sam”.", "2 entries would be added."]);
});

test("what is missing here is taken from there", () => {
  const form = { id: "team", name: "Team form", kind: "reflection", places: {} };
  const met = merge({ ...record(), name: "", programme: { started: "2026-01-05" } }, { ...record(), name: "Ade", programme: { started: "2025-01-05", role: "nqsw" }, forms: [form] });
  assert.deepEqual([met.record.name, met.record.programme, met.record.forms], ["Ade", { started: "2026-01-05", role: "nqsw" }, [form]]);
  assert.equal(met.changesAnything, true);
});

test("more than a record can hold is not added, and it says so", () => {
  const many = record(...Array.from({ length: 5000 }, (_, at) => ({ ...entry(), id: `e${at}` })));
  const { record: kept, sentences, changesAnything } = merge(first, many);
  assert.deepEqual([kept, sentences.length, changesAnything], [first, 1, false]);
});

test("a writer that is named like a part of every object counts like any other", () => {
  for (const name of ["__proto__", "constructor", "toString"]) {
    const other = JSON.parse(`{"${name}": 2}`);
    assert.equal(follows({}, other), false);
    assert.equal(JSON.stringify(together({}, other)), JSON.stringify(other));
  }
});

const names = fc.constantFrom("A", "B", "C");
const moves = fc.array(fc.tuple(names, fc.constantFrom("write", "write the same", "forget", "A", "B", "C")), { maxLength: 14 });

/** Three devices write, forget and open one another's files. */
function play(steps) {
  const devices = Object.fromEntries(["A", "B", "C"].map((name) => [name, record(entry({ fields: [field("start")] }))]));
  const written = new Set(["start"]);
  const replaced = new Set();
  steps.forEach(([device, what], number) => {
    const now = `2026-11-22T10:00:${String(number % 4).padStart(2, "0")}.000Z`;
    const visit = byId(devices[device]).visit;
    if (devices[what]) {
      devices[device] = merge(devices[device], devices[what]).record;
    } else if (!visit.forgotten) {
      const words = what === "write" ? `text ${number}` : "the same";
      if (what === "forget") devices[device] = forget(devices[device], device, now);
      else devices[device] = write(devices[device], words, device, now);
      if (visit.fields[0].value !== words || what === "forget") replaced.add(visit.fields[0].value);
      if (what !== "forget") written.add(words);
    }
  });
  return { devices, written, replaced };
}

test("whatever was written last by anyone is there in the end, and meeting again changes nothing", () => {
  fc.assert(
    fc.property(moves, (steps) => {
      const { devices, written, replaced } = play(steps);
      const all = merge(merge(devices.A, devices.B).record, devices.C).record;
      for (const words of written) assert.ok(replaced.has(words) || wordsIn(all).has(words), words);
      for (const name of ["A", "B", "C"]) assert.deepEqual(byId(merge(all, devices[name]).record), byId(all));
    }),
    { numRuns: 1500 },
  );
});

test("any two come out alike on both sides", () => {
  fc.assert(
    fc.property(moves, (steps) => {
      const { A, B } = play(steps).devices;
      assert.deepEqual(byId(merge(A, B).record), byId(merge(B, A).record));
    }),
    { numRuns: 1500 },
  );
});

test("in whatever order three meet, all that nobody has replaced is kept", () => {
  fc.assert(
    fc.property(moves, (steps) => {
      const { devices, replaced } = play(steps);
      const { A, B, C } = devices;
      const kept = (all) => [...wordsIn(all)].filter((words) => !replaced.has(words)).sort();
      const [one, two] = [merge(merge(A, B).record, C).record, merge(A, merge(B, C).record).record];
      assert.deepEqual(kept(one), kept(two));
    }),
    { numRuns: 1500 },
  );
});

test("the version that stays follows both", () => {
  const revision = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 3 }), { minKeys: 1 });
  fc.assert(
    fc.property(revision, revision, fc.string(), fc.string(), (one, other, here, there) => {
      const { winner } = oneOf({ ...entry(), revision: one, title: here }, { ...entry(), revision: other, title: there });
      assert.ok(follows(winner.revision, one) && follows(winner.revision, other));
    }),
  );
});
