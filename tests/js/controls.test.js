import assert from "node:assert/strict";
import { test } from "node:test";
import { countWords, problem } from "../../widgets/alongside/page/js/controls/check.js";
import {
  dateProblem,
  isIso,
  joinDate,
  splitDate,
  wrongPart,
} from "../../widgets/alongside/page/js/controls/date_parts.js";
import { fileProblem, sizeInWords } from "../../widgets/alongside/page/js/controls/file_check.js";

const date = (day, month, year) => ({ day, month, year });

test("a date that exists becomes YYYY-MM-DD, by number or by name of the month", () => {
  for (const month of ["3", "03", "Mar", "march", "MARCH", "mar."]) {
    assert.equal(joinDate(date("7", month, "2026")), "2026-03-07");
  }
  assert.equal(joinDate(date("29", "2", "2028")), "2028-02-29");
  assert.equal(joinDate(date("9", "sept", "2026")), "2026-09-09");
});

test("what is no date yet is kept as typed and comes back the same", () => {
  const typed = [
    date("", "", "2026"),
    date("31", "2", "2026"),
    date("3", "Mrach", ""),
    date("1", "2", "26"),
    date("<b>", "", ""),
  ];
  for (const parts of typed) {
    assert.equal(isIso(joinDate(parts)), false);
    assert.deepEqual(splitDate(joinDate(parts)), parts);
  }
  assert.equal(joinDate(date("", " ", "")), "");
});

test("a hyphen that was typed does not move the parts", () => {
  const value = joinDate(date("3-4", "5", ""));
  assert.deepEqual(splitDate(value), date("3‐4", "5", ""));
  assert.equal(joinDate(splitDate(value)), value);
});

test("a whole date comes back without leading noughts", () => {
  assert.deepEqual(splitDate("2026-03-07"), date("7", "3", "2026"));
});

test("what is not a date at all counts as nothing", () => {
  for (const value of [null, 7, "yesterday", {}, ["2026-01-01"]]) assert.deepEqual(splitDate(value), date("", "", ""));
});

test("a date that lacks or breaks something says what, and which box", () => {
  const cases = [
    [date("", "3", "2026"), "needs a day", "day"],
    [date("3", "", ""), "needs a month and a year", "month"],
    [date("3", "3", "26"), "needs 4 numbers", "year"],
    [date("31", "2", "2026"), "a day that exists", "day"],
    [date("3", "13", "2026"), "a day that exists", "month"],
  ];
  for (const [parts, words, box] of cases) {
    const value = joinDate(parts);
    assert.match(String(dateProblem("Start", value)), new RegExp(words));
    assert.equal(wrongPart(value), box);
  }
  assert.equal(dateProblem("Start", "2026-03-07"), null);
});

test("an answer that is missing is named by its question; blanks are no answer", () => {
  for (const [kind, value] of [
    ["text", ""],
    ["long_text", " \n"],
    ["radios", null],
    ["checkboxes", []],
    ["scale", null],
    ["file", undefined],
    ["date", ""],
  ]) {
    const spec = { name: "x", kind, label: "What did you see?" };
    assert.match(String(problem(spec, value)), /“What did you see\?”/);
    assert.equal(problem({ ...spec, optional: true }, value), null);
    assert.equal(problem({ ...spec, missing: "Say what you saw" }, value), "Say what you saw");
  }
});

test("a date that is wrong is wrong even where it is optional", () => {
  assert.match(String(problem({ name: "x", kind: "date", label: "Start", optional: true }, "--3")), /needs a/);
});

test("words are counted, dashes and bullets are not", () => {
  assert.equal(countWords(""), 0);
  assert.equal(countWords("- she waited\n• I did not – 2 times"), 7);
});

test("a file is refused for its kind, its size or being empty, by name", () => {
  const spec = { name: "x", kind: "file", label: "Record", accept: [".json", ".TXT"], max_bytes: 2_000_000 };
  assert.equal(fileProblem(spec, { name: "mine.JSON", size: 5 }), null);
  assert.match(String(fileProblem(spec, { name: "me.exe", size: 5 })), /“me.exe”.*\.json or \.TXT/);
  assert.match(String(fileProblem(spec, { name: "a.txt", size: 0 })), /empty/);
  assert.match(String(fileProblem(spec, { name: "a.txt", size: 2_500_000 })), /2\.5 MB.*at most 2 MB/);
  assert.match(
    String(fileProblem({ ...spec, max_bytes: undefined }, { name: "a.txt", size: 9_000_000 })),
    /at most 8 MB/,
  );
});

test("sizes are said in words", () => {
  assert.deepEqual([1, 999, 1000, 999_499, 999_500, 3_449_000].map(sizeInWords), [
    "1 byte",
    "999 bytes",
    "1 KB",
    "999 KB",
    "1 MB",
    "3.4 MB",
  ]);
});
