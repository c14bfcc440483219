import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { forgetAllPrivate } from "../../widgets/alongside/page/js/private_state.js";
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
  forgetAllPrivate();
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

test("a browser that refuses is told of, and the page holds it as long as it is not loaded again", () => {
  globalThis.sessionStorage.refuses = true;
  assert.equal(keep("form", 1), false);
  assert.equal(kept("form"), 1);
  assert.deepEqual(heard, ["alongside:not-kept"]);
  forgetAllPrivate();
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
  globalThis.sessionStorage.items.clear();
  assert.equal(kept("form"), undefined);
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
  sessionStorage.setItem(shelf("form"), "{half");
  assert.equal(kept("form"), undefined);
});
