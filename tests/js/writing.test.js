import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { entryOf } from "../../widgets/alongside/form/form.js";
import { keeper, setKeeper } from "../../widgets/alongside/page/js/keeper.js";
import { liveEntries } from "../../widgets/alongside/page/js/record/entries.js";
import { recordName } from "../../widgets/alongside/page/js/workbook_name.js";
import { Writing, different } from "../../widgets/alongside/page/js/writing.js";
import { entryAskedFor } from "../../widgets/alongside/reflections/reflections.js";

const SPECS = [
  { name: "happened", kind: "long_text", label: "What happened?" },
  { name: "pace", kind: "radios", label: "How was the pace?", options: [{ value: "slow", label: "Too slow" }] },
];
const MADE = { id: "one", workbook: "reflections", kind: "reflection", title: "" };
const OUR_QUESTION = { name: "happened", kind: "text", label: "What happened?", value: "We waited." };

beforeEach(() => {
  globalThis.sessionStorage = { length: 0, key: () => null, getItem: () => null, setItem: () => {}, removeItem: () => {} };
  globalThis.document = { dispatchEvent: () => {} };
  setKeeper(undefined);
});

/** Another page has changed the entry, and this one hears of it. */
function elsewhere(changes, revision) {
  const now = { ...keeper().entry("one"), ...changes };
  keeper().take(":record/entry/one", { ...now, revision: { ...now.revision, ...revision } });
  keeper().tell();
}

/** Follow, and note what is shown. */
function following(writing, busy = []) {
  const told = [];
  const screen = { isBusy: (name) => busy.includes(name), show: (names) => told.push(...names), gone: () => told.push("gone") };
  const place = new EventTarget();
  writing.follow(screen, place);
  return { told, place, busy };
}

test("nothing is in the record before the first change, and one entry after several", () => {
  const writing = new Writing(MADE, SPECS);
  assert.deepEqual(keeper().record().entries, []);
  writing.set("happened", "We");
  writing.set("happened", "We waited.");
  const [entry, ...others] = keeper().record().entries;
  assert.deepEqual([entry.fields, others], [[OUR_QUESTION], []]);
  assert.equal(entry.revision[keeper().writer], 3);
  assert.equal(new Writing(MADE, SPECS).values.happened, "We waited.");
});

test("what is not different changes no revision", () => {
  const writing = new Writing(MADE, SPECS);
  writing.set("happened", "We waited.");
  const before = keeper().entry("one");
  writing.set("happened", "We waited.");
  assert.deepEqual(keeper().entry("one"), before);
});

test("a question that came with the entry stays, answered or not, and before ours", () => {
  const brought = [
    { name: "boxes", kind: "text", label: "Who paid for it?", value: "" },
    { name: "sure", kind: "number", label: "How sure?", value: 3 },
  ];
  keeper().put({ ...MADE, created: "2026-01-01T00:00:00.000Z", changed: "2026-01-01T00:00:00.000Z", revision: { a: 1 }, fields: brought, standards: [], links: [] });
  const writing = new Writing(MADE, SPECS);
  writing.set("happened", "We waited.");
  assert.deepEqual(keeper().entry("one").fields, [...brought, OUR_QUESTION]);
  writing.set("boxes", "She did.");
  writing.set("boxes", "");
  assert.deepEqual(keeper().entry("one").fields, [...brought, OUR_QUESTION]);
});

test("another page's change is taken and shown by name", () => {
  const writing = new Writing(MADE, SPECS);
  writing.set("happened", "We waited.");
  const { told } = following(writing);
  elsewhere({ title: "A visit", fields: [{ ...OUR_QUESTION, value: "They waited." }] }, { other: 1 });
  assert.deepEqual(told, [":title", "happened"]);
  assert.equal(writing.values.happened, "They waited.");
});

test("questions that another page brought into it are not lost by writing on", () => {
  const writing = new Writing(MADE, SPECS);
  writing.set("happened", "We waited.");
  following(writing);
  const boxes = { name: "boxes", kind: "text", label: "Who paid for it?", value: "She did." };
  elsewhere({ fields: [OUR_QUESTION, boxes] }, { other: 1 });
  writing.set("happened", "They waited.");
  assert.deepEqual(keeper().entry("one").fields, [boxes, { ...OUR_QUESTION, value: "They waited." }]);
});

test("where somebody is writing, the version that they see is the one they change, so that both are kept", () => {
  const writing = new Writing(MADE, SPECS);
  writing.set("happened", "We waited.");
  const { told } = following(writing, ["happened"]);
  elsewhere({ fields: [{ ...OUR_QUESTION, value: "They waited." }] }, { other: 1 });
  assert.deepEqual(told, []);
  writing.set("happened", "We waited long.");
  writing.set("happened", "We waited long, and left.");
  const kept = liveEntries(keeper().record()).map(({ fields, copy_of }) => [copy_of, fields[0].value]);
  assert.deepEqual(kept.sort(), [["one", "They waited."], [undefined, "We waited long, and left."]].sort());
});

test("once nobody writes there any more, it is shown", () => {
  const writing = new Writing(MADE, SPECS);
  writing.set("happened", "We waited.");
  const { told, place, busy } = following(writing, ["happened"]);
  elsewhere({ fields: [{ ...OUR_QUESTION, value: "They waited." }] }, { other: 1 });
  busy.pop();
  place.dispatchEvent(new Event("focusout"));
  assert.deepEqual(told, ["happened"]);
});

test("these words are the later ones, also where another clock is fast", () => {
  const writing = new Writing(MADE, SPECS);
  writing.set("happened", "We waited.");
  following(writing);
  elsewhere({ title: "A visit", changed: "2099-01-01T00:00:00.000Z" }, { other: 1 });
  writing.set("happened", "They waited.");
  assert.equal(keeper().entry("one").changed, "2099-01-01T00:00:00.001Z");
});

test("an entry that is forgotten elsewhere is told of once, and written anew it follows that", () => {
  const writing = new Writing(MADE, SPECS);
  writing.set("happened", "We waited.");
  const { told } = following(writing);
  const { revision } = keeper().entry("one");
  keeper().put({ id: "one", forgotten: true, changed: "2099-01-01T00:00:00.000Z", revision: { ...revision, other: 4 } });
  keeper().tell();
  assert.deepEqual(told, ["gone"]);
  assert.equal(writing.isForgotten, true);
  writing.set("happened", "Again.");
  const again = keeper().entry("one");
  assert.equal(again.revision.other, 4);
  assert.ok(again.revision[keeper().writer] > revision[keeper().writer]);
});

test("forgetting takes the links to it with it", () => {
  const [one, two] = [new Writing(MADE, SPECS), new Writing({ ...MADE, id: "two" }, SPECS)];
  one.set("happened", "We waited.");
  two.change({ links: ["one", "three"] });
  one.forget();
  const [left, ...others] = liveEntries(keeper().record());
  assert.deepEqual([left.id, left.links, others], ["two", ["three"], []]);
  assert.equal(JSON.stringify(keeper().record()).includes("waited"), false);
});

test("two versions differ in named fields and parts", () => {
  const entry = { title: "A", links: [], standards: [], fields: [OUR_QUESTION] };
  assert.deepEqual(different(entry, { ...entry }), []);
  assert.deepEqual(different(entry, { ...entry, day: "2026-11-21", fields: [] }), [":day", "happened"]);
  assert.deepEqual(different(null, entry), [":title", ":standards", ":links", "happened"]);
});

test("a form's entry has the same id wherever it is opened, and one that fits", () => {
  const given = { kind: "plan", title: "My plan" };
  assert.deepEqual(entryOf(given, "my plan/é", "my_time"), { ...given, id: "my_time-my-plan--", workbook: "my_time" });
  assert.equal(entryOf({ ...given, id: "mine" }, "a", "b").id, "mine");
  assert.equal(entryOf(given, "a".repeat(90), "b").id.length, 64);
});

test("a workbook's name in the record is in small letters", () => {
  assert.equal(recordName("/voila/render/allyship_stories.ipynb"), "allyship_stories");
  assert.equal(recordName("/lab/tree/My%20Plan-Copy1.ipynb"), "my_plan_copy1");
  assert.equal(recordName("/lab/tree/1%20-.ipynb"), "page");
});

test("an address asks for an entry by its id alone", () => {
  assert.equal(entryAskedFor("#entry-3f9a-b_1"), "3f9a-b_1");
  for (const hash of ["", "#entry-", "#help", "#entry-a b", `#entry-${"a".repeat(65)}`]) assert.equal(entryAskedFor(hash), null);
});
