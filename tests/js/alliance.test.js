import assert from "node:assert/strict";
import { test } from "node:test";
import { answerWords, sectionText } from "../../widgets/alongside/alliance/parts/plain_text.js";
import { calendarFile } from "../../widgets/alongside/alliance/parts/review_date.js";

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
    { name: "when", kind: "text", label: "When is it?" },
    { name: "lost", kind: "long_text", label: "If it is lost?" },
    { name: "review", kind: "date", label: "When again?" },
  ],
};

test("a section is copied as it reads: its heading, each question that was answered, and its answer", () => {
  const values = { whether: "yes", when: " Thursdays at ten. ", lost: "", review: "2027-01-12" };
  assert.equal(sectionText(SECTION, values), "The hour\n\nDo we?\nYes, often\n\nWhen is it?\nThursdays at ten.\n\nWhen again?\n12 January 2027");
  assert.equal(sectionText(SECTION, { lost: "  " }), "");
});

test("an answer reads as it was chosen, and half a date as it was typed", () => {
  const [whether, , , review] = SECTION.fields;
  assert.equal(answerWords(whether, "gone"), "gone");
  assert.equal(answerWords({ ...whether, kind: "checkboxes" }, ["yes", "other"]), "Yes, often\nother");
  assert.equal(answerWords(review, "2027-jan-"), "2027 jan");
  assert.equal(answerWords(review, undefined), "");
});
