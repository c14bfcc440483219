import assert from "node:assert/strict";
import { test } from "node:test";
import * as board from "../../widgets/alongside/alliance/cards/model.js";
import { compared } from "../../widgets/alongside/alliance/parts/comparing.js";
import { answerWords, sectionText } from "../../widgets/alongside/alliance/parts/plain_text.js";
import { calendarFile } from "../../widgets/alongside/alliance/parts/review_date.js";
import { asAnswered, keptSpecs, stepsFor, stillOpen } from "../../widgets/alongside/alliance/worrying/steps.js";
import { entriesFor } from "../../widgets/alongside/my_record/parts/pieces.js";
import { makeEntry, newRecord } from "../../widgets/alongside/page/js/record/entries.js";
import { progress, toContinue } from "../../widgets/alongside/page/js/record/progress.js";
import { linkable } from "../../widgets/alongside/reflections/links.js";

const NOW = new Date("2026-11-22T10:20:30.456Z");
const REVIEW = { id: "agreement-3f", title: "Working agreement review", day: "2027-01-12" };

test("the review is a whole day in every calendar, with nobody's name", () => {
  assert.equal(
    calendarFile(REVIEW, NOW),
    [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Alongside//Working agreement//EN", "BEGIN:VEVENT", "UID:agreement-3f@alongside.invalid",
      "DTSTAMP:20261122T102030Z", "DTSTART;VALUE=DATE:20270112", "SUMMARY:Working agreement review", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
    ].join("\r\n"),
  );
});

test("a long line is folded at 75 bytes, between characters, and unfolds to what it was", () => {
  const title = `Review; of, all\\ that\nwe said ${"– ö 🌼 ".repeat(40)}`;
  const text = calendarFile({ ...REVIEW, title }, NOW);
  const lines = text.split("\r\n");
  assert.ok(lines.length > 15);
  for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75, line);
  const summary = /SUMMARY:(.*)/.exec(text.replaceAll("\r\n ", ""))?.[1];
  assert.equal(summary, `Review\\; of\\, all\\\\ that\\nwe said ${"– ö 🌼 ".repeat(40)}`);
});

const SECTION = {
  heading: "The hour",
  fields: [
    { name: "whether", kind: "radios", label: "Do we?", options: [{ value: "yes", label: "Yes, often" }] },
    { name: "when", kind: "text", label: "When is it?", copied_as: "Supervision" },
    { name: "lost", kind: "long_text", label: "If it is lost?", copied_as: "If it is cancelled" },
    { name: "review", kind: "date", label: "When again?" },
  ],
};

test("a section is copied to stand by itself: what each answer is about, and the answer, without our heading", () => {
  const values = { whether: "yes", when: " Thursdays at ten. ", lost: "Whoever cancels:\r\n\r\n- rings \n- books\n", review: "2027-01-12" };
  const copied = "Do we? Yes, often\nSupervision: Thursdays at ten.\nIf it is cancelled:\nWhoever cancels:\n- rings\n- books\nWhen again? 12 January 2027";
  assert.equal(sectionText(SECTION, values), copied);
  assert.equal(sectionText(SECTION, { lost: "  " }), "");
});

test("an answer reads as it was chosen, and half a date as it was typed", () => {
  const [whether, , , review] = SECTION.fields;
  assert.equal(answerWords(whether, "gone"), "gone");
  assert.equal(answerWords({ ...whether, kind: "checkboxes" }, ["yes", "other"]), "Yes, often\nother");
  assert.equal(answerWords(review, "2027-jan-"), "2027 jan");
  assert.equal(answerWords(review, undefined), "");
});

const CARDS = {
  fields: ["assessor", "nqsw", "organisation", "person"].map((id) => ({ id, name: `Field of ${id}`, gloss: "" })),
  cards: ["Passing", "Saying no", "Leaving"].map((words, at) => ({ id: `c${at}`, words })),
  sentences: [{ id: "use", opening: "Something I hold is …", hint: "" }],
};
const WHOSE = { value: "assessor", words: "The assessor" };

test("a board comes back from its entry: what was placed, own cards placed or not, and sentences", () => {
  let values = board.place({}, "Passing", "assessor");
  values = { ...values, ...board.addOwn(CARDS, values, "  The  keys ") };
  values = { ...values, ...board.addOwn(CARDS, values, "The van") };
  values = { ...values, ...board.place(values, "The keys", "person"), draft: "The rot", said: { use: "My signature." } };
  const fields = board.fieldsOf(CARDS, values, WHOSE);
  assert.deepEqual(fields.map(({ name, value }) => [name, value]), [
    ["whose", "assessor"], ["holds_assessor", ["Passing"]], ["holds_person", ["The keys"]], ["own_cards", ["The van"]], ["own_card", "The rot"], ["said_use", "My signature."],
  ]);
  const back = board.valuesOf(CARDS, fields);
  assert.deepEqual(back.placed, { Passing: "assessor", "The keys": "person" });
  assert.deepEqual([...back.own].sort(), ["The keys", "The van"]);
  assert.deepEqual([back.draft, back.said], ["The rot", { use: "My signature." }]);
});

test("a card that the pack no longer has is not lost, and a card is never there twice", () => {
  const fields = [{ name: "holds_nqsw", kind: "list", label: "", value: ["An older card"] }];
  assert.deepEqual(board.allCards(CARDS, board.valuesOf(CARDS, fields)), ["Passing", "Saying no", "Leaving", "An older card"]);
  assert.equal(board.addOwn(CARDS, {}, "Leaving"), null);
  assert.equal(board.addOwn(CARDS, {}, " "), null);
  assert.equal(board.addOwn(CARDS, {}, "x".repeat(99)).own[0].length, board.LONGEST);
});

test("a card can be taken back and an own one removed", () => {
  const values = { placed: { Passing: "assessor", Mine: "nqsw" }, own: ["Mine"] };
  assert.deepEqual(board.place(values, "Passing", null).placed, { Mine: "nqsw" });
  assert.deepEqual(board.removeOwn(values, "Mine"), { own: [], placed: { Passing: "assessor" } });
});

const COMPARING = {
  same: "Both of you put “{card}” under “{field}”.",
  apart: "“{card}”: {first} put it under “{first_field}”, and {second} under “{second_field}”.",
  only_one: "“{card}”: only {who} placed it, under “{field}”.",
};

test("two boards are compared in words, the assessor first, without a number", () => {
  const assessor = { placed: { Passing: "assessor", Leaving: "nqsw", Mine: "person" }, own: ["Mine"] };
  const nqsw = { placed: { Passing: "assessor", Leaving: "organisation" } };
  const told = compared(COMPARING, "card", board.items(CARDS, assessor, nqsw));
  assert.deepEqual(told, {
    same: ["Both of you put “Passing” under “Field of assessor”."],
    apart: ["“Leaving”: the assessor put it under “Field of nqsw”, and the NQSW under “Field of organisation”."],
    onlyOne: ["“Mine”: only the assessor placed it, under “Field of person”."],
  });
  assert.doesNotMatch(JSON.stringify(told), /\d/);
});

test("words in braces on a card fill no gap", () => {
  const told = compared(COMPARING, "card", [{ words: "{who} $& {field}", assessor: "A", nqsw: "A" }]);
  assert.equal(told.same[0], "Both of you put “{who} $& {field}” under “A”.");
});

const step = (id, more = {}) => ({ id, heading: id, words: [], fields: [], examples: [], only_if: {}, ends: false, kept: "record", filled_by: "writer", ...more });
const WORRY = {
  steps: [
    step("asked", { fields: [{ name: "asked", kind: "radios", label: "?" }] }),
    step("ask_first", { only_if: { asked: ["not_yet"] }, ends: true }),
    step("agreed", { only_if: { asked: ["yes"] } }),
    step("bias", { kept: "never", fields: [{ name: "bias", kind: "text", label: "?" }] }),
  ],
};
const idsFor = (values) => stepsFor(WORRY, values).map(({ id }) => id);

test("not asked yet leads to one step and no further", () => {
  assert.deepEqual(idsFor({ asked: "not_yet" }), ["asked", "ask_first"]);
  assert.deepEqual(idsFor({ asked: "yes" }), ["asked", "agreed", "bias"]);
  assert.deepEqual(idsFor({}), ["asked", "bias"]);
});

test("the end is reached with every required answer of the way, and not past a step that ends it", () => {
  const idOf = (values) => stillOpen(WORRY, values)?.id;
  assert.equal(idOf({}), "asked");
  assert.equal(idOf({ asked: "not_yet" }), "ask_first");
  assert.equal(idOf({ asked: "yes" }), undefined, "what is never kept stops nobody");
  const saying = { steps: [step("say", { fields: [{ name: "say", kind: "text", label: "?" }] }), step("theirs", { filled_by: "nqsw", fields: [{ name: "theirs", kind: "text", label: "?" }] })] };
  assert.equal(stillOpen(saying, { say: "  " })?.id, "say");
  assert.equal(stillOpen(saying, { say: "x" }), undefined);
});

test("what is never kept is no field of an entry", () => {
  assert.deepEqual(keptSpecs(WORRY).map(({ name }) => name), ["asked"]);
});

test("a document leaves out what was answered before somebody changed their mind, and nothing that another page asked", () => {
  const asking = (name, more) => step(name, { fields: [{ name, kind: "text", label: "?" }], ...more });
  const pack = { steps: [asking("asked"), asking("agreed", { only_if: { asked: ["yes"] } }), asking("barrier")] };
  const entry = (asked) => ({ title: "t", fields: [["asked", asked], ["agreed", "a"], ["barrier", "b"], ["from a story", "c"]].map(([name, value]) => ({ name, value })) });
  const kept = (asked) => asAnswered(pack, entry(asked)).fields.map(({ name }) => name);
  assert.deepEqual(kept("yes"), ["asked", "agreed", "barrier", "from a story"]);
  assert.deepEqual(kept("at_risk"), ["asked", "barrier", "from a story"]);
  assert.equal(asAnswered(pack, entry("yes")).title, "t");
});

test("nothing that is made of entries offers a worry, but a document of it alone", () => {
  const record = newRecord();
  record.entries = [["worry-1", "raising_a_worry", "answers"], ["visit", "reflections", "reflection"]].map(([id, workbook, kind]) => makeEntry({ id, workbook, kind, title: id }, "w"));
  assert.deepEqual(entriesFor(record, false).map(({ id }) => id), ["visit"]);
  assert.deepEqual(entriesFor(record, true).map(({ id }) => id), ["worry-1", "visit"]);
  assert.deepEqual(linkable(record, "other").map(({ id }) => id), ["visit"]);
});

test("a worry never shows on the start page, begun or finished", () => {
  const record = newRecord();
  record.entries = [makeEntry({ workbook: "raising_a_worry", kind: "answers", title: "" }, "w"), makeEntry({ workbook: "reflections", kind: "reflection", title: "", finished: true }, "w")];
  assert.deepEqual(progress(record), { reflections: "finished" });
  assert.equal(toContinue(record), null);
});
