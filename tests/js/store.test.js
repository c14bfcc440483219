import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setKeeper } from "../../widgets/alongside/page/js/keeper.js";
import { drop, keep, kept, keysLike, shelf, workbookName } from "../../widgets/alongside/page/js/store.js";
import { Storage } from "./storage.js";

/** @type {string[]} */
let heard = [];

beforeEach(() => {
  heard = [];
  globalThis.sessionStorage = new Storage();
  globalThis.location = { pathname: "/voila/render/stories.ipynb" };
  setKeeper(undefined);
  globalThis.document = { dispatchEvent: (event) => heard.push(event.type) };
});

test("the shelf is the name of the workbook, wherever it is served", () => {
  assert.equal(workbookName("/voila/render/stories.ipynb"), "stories.ipynb");
  assert.equal(workbookName("/user/ann/lab/tree/my%20stories.ipynb"), "my stories.ipynb");
  assert.equal(workbookName("/"), "page");
  assert.equal(workbookName("/100%"), "100%");
  assert.equal(shelf("form/me"), "stories.ipynb/form/me");
});

test("what was kept comes back, and the page hears of it", () => {
  const value = { notes: "<b>ünsure</b>", points: 3, boxes: ["a"], nothing: null };
  assert.equal(keep("form", value), true);
  assert.deepEqual(kept("form"), value);
  assert.deepEqual(heard, ["alongside:kept"]);
});

test("another workbook does not see it", () => {
  keep("form", 1);
  globalThis.location.pathname = "/voila/render/start.ipynb";
  assert.equal(kept("form"), undefined);
});

test("what was dropped is gone", () => {
  keep("form", 1);
  drop("form");
  assert.equal(kept("form"), undefined);
});

test("a browser that refuses is told of, and the page holds it as long as it is not loaded again", () => {
  globalThis.sessionStorage.refuses = true;
  assert.equal(keep("form", 1), false);
  assert.equal(kept("form"), 1);
  assert.deepEqual(heard, ["alongside:not-kept"]);
  setKeeper(undefined);
  assert.equal(kept("form"), undefined);
});

test("what was refused last comes before what was stored, until the browser stores again", () => {
  keep("form", 1);
  globalThis.sessionStorage.refuses = true;
  keep("form", 2);
  globalThis.sessionStorage.refuses = false;
  assert.equal(kept("form"), 2);
  keep("form", 3);
  assert.equal(kept("form"), 3);
  assert.equal(sessionStorage.getItem(`alongside/${shelf("form")}`), "3");
});

test("what was refused can be dropped", () => {
  globalThis.sessionStorage.refuses = true;
  keep("form", 1);
  drop("form");
  assert.equal(kept("form"), undefined);
});

test("what cannot be written as JSON is told of as not kept", () => {
  assert.equal(keep("form", 1n), false);
  assert.deepEqual(heard, ["alongside:not-kept"]);
});

test("a damaged entry counts as nothing", () => {
  sessionStorage.setItem(`alongside/${shelf("form")}`, "{half");
  assert.equal(kept("form"), undefined);
});

test("a value that was taken out can be changed without harm", () => {
  keep("form", { boxes: ["a"] });
  kept("form").boxes.push("b");
  assert.deepEqual(kept("form"), { boxes: ["a"] });
});

test("keys are found by their beginning, in this workbook only", () => {
  keep("steps/a/1", 1);
  keep("steps/b/1", 1);
  globalThis.location.pathname = "/voila/render/start.ipynb";
  keep("steps/a/2", 1);
  assert.deepEqual(keysLike("steps/a/"), ["steps/a/2"]);
});
