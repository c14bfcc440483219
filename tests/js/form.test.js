import assert from "node:assert/strict";
import { test } from "node:test";
import { copyOf, same, startingValues } from "../../widgets/alongside/form/answers.js";
import { pageAt } from "../../widgets/alongside/form/form.js";
import { fitting } from "../../widgets/alongside/page/js/controls/check.js";

const options = ["a", "b"].map((value) => ({ value, label: value }));
const FIELDS = [
  { name: "text", kind: "text", label: "?" },
  { name: "one", kind: "radios", label: "?", options },
  { name: "some", kind: "checkboxes", label: "?", options },
  { name: "day", kind: "date", label: "?" },
  { name: "point", kind: "scale", label: "?" },
  { name: "file", kind: "file", label: "?" },
];
const bytes = new ArrayBuffer(2);
const FITTING = {
  text: "<b>",
  one: "b",
  some: ["a", "b"],
  day: "2026-nov-",
  point: 5,
  file: { name: "a", type: "", size: 2, bytes },
};
const MISFITS = {
  text: [7, ["x"], {}, true],
  one: ["c", 0, ["a"]],
  some: ["a", { a: 1 }, 7],
  day: ["tomorrow", 7, "1-2-3-4"],
  point: [0, 6, 2.5, "3", "secret"],
  file: ["a", { name: "a", type: "", size: 2 }, { bytes: "x" }],
};

test("what fits its field stays, and nothing else", () => {
  for (const spec of FIELDS) {
    assert.deepEqual(fitting(spec, FITTING[spec.name]), FITTING[spec.name]);
    for (const value of [...MISFITS[spec.name], null, undefined]) assert.equal(fitting(spec, value), null);
  }
  assert.deepEqual(fitting(FIELDS[2], ["b", "x", "a"]), ["a", "b"]);
  assert.equal(fitting(FIELDS[4], "prefer_not_to_say"), "prefer_not_to_say");
});

test("what the tab has kept comes before what Python gave, an emptied field too", () => {
  const kept = { text: "", one: "a" };
  const start = startingValues(FIELDS, (name) => kept[name], { text: "given", one: "b", point: 2 });
  assert.deepEqual([start.text, start.one, start.point], ["", "a", 2]);
});

test("the copy has what was answered, and no bytes", () => {
  const { file, ...rest } = FITTING;
  assert.deepEqual(copyOf(FIELDS, FITTING), { ...rest, file: { name: "a", type: "", size: 2 } });
  assert.deepEqual(copyOf(FIELDS, { text: "", one: null, some: [], day: "" }), {});
});

test("values are the same whatever the order of their keys", () => {
  assert.equal(same({ a: 1, b: ["x"] }, { b: ["x"], a: 1 }), true);
  for (const [one, other] of [[{ a: 1 }, { a: 1, b: 2 }], [["x"], ["y"]], [null, {}], [1, "1"], [{ a: 1 }, { b: 1 }]]) {
    assert.equal(same(one, other), false);
  }
});

test("a page that is not there counts as the first", () => {
  assert.deepEqual([{ page: 2 }, { page: 3 }, { page: -1 }, { page: "1" }, null].map((place) => pageAt(place, 3)), [2, 0, 0, 0, 0]);
});
