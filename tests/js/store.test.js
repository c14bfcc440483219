import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { drop, keep, kept, shelf, workbookName } from "../../widgets/alongside/page/js/store.js";

/** @type {string[]} */
let heard = [];

class Storage {
  items = new Map();
  refuses = false;
  getItem(key) {
    if (this.refuses) throw new Error("denied");
    return this.items.get(key) ?? null;
  }
  setItem(key, text) {
    if (this.refuses) throw new Error("full");
    this.items.set(key, text);
  }
  removeItem(key) {
    if (this.refuses) throw new Error("denied");
    this.items.delete(key);
  }
}

beforeEach(() => {
  heard = [];
  globalThis.sessionStorage = new Storage();
  globalThis.location = { pathname: "/voila/render/stories.ipynb" };
  globalThis.document = { dispatchEvent: (event) => heard.push(event.type) };
});

test("the shelf is the name of the workbook, wherever it is served", () => {
  assert.equal(workbookName("/voila/render/stories.ipynb"), "stories.ipynb");
  assert.equal(workbookName("/user/ann/lab/tree/my%20stories.ipynb"), "my stories.ipynb");
  assert.equal(workbookName("/"), "page");
  assert.equal(workbookName("/100%"), "100%");
  assert.equal(shelf("form/me"), "alongside/stories.ipynb/form/me");
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

test("a browser that refuses is told of, and nothing fails", () => {
  globalThis.sessionStorage.refuses = true;
  assert.equal(keep("form", 1), false);
  assert.equal(kept("form"), undefined);
  drop("form");
  assert.deepEqual(heard, ["alongside:not-kept"]);
});

test("what cannot be written as JSON is told of as not kept", () => {
  assert.equal(keep("form", 1n), false);
  assert.deepEqual(heard, ["alongside:not-kept"]);
});

test("a damaged entry counts as nothing", () => {
  sessionStorage.setItem(shelf("form"), "{half");
  assert.equal(kept("form"), undefined);
});
