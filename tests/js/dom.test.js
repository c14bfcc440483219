import assert from "node:assert/strict";
import { test } from "node:test";
import { attribute } from "../../widgets/alongside/page/js/dom.js";

test("true gives an empty attribute, false and nothing give none", () => {
  assert.equal(attribute("hidden", true), "");
  for (const value of [false, null, undefined]) assert.equal(attribute("hidden", value), null);
});

test("numbers and words become text", () => {
  assert.equal(attribute("rows", 6), "6");
  assert.equal(attribute("title", "<b>"), "<b>");
});

for (const name of ["onclick", "OnError", "srcdoc"]) {
  test(`${name} is refused by name`, () => {
    assert.throws(() => attribute(name, "steal()"), new RegExp(name));
  });
}

for (const address of ["javascript:x()", " JavaScript:x()", "java\nscript:x()", "\u0001javascript:x()", "vbscript:x"]) {
  test(`an address that runs code is refused: ${JSON.stringify(address)}`, () => {
    assert.throws(() => attribute("href", address), /would run code/);
    assert.throws(() => attribute("src", address), /would run code/);
  });
}

test("ordinary addresses pass, and words about JavaScript elsewhere", () => {
  assert.equal(attribute("href", "start.ipynb"), "start.ipynb");
  assert.equal(attribute("title", "javascript:x()"), "javascript:x()");
});
