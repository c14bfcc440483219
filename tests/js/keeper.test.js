/** The keeper of a page that knows its own tab alone, as in JupyterLab. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Keeper, keeper, setKeeper } from "../../widgets/alongside/page/js/keeper.js";
import { changeEntry, forgetEntry } from "../../widgets/alongside/page/js/record/entries.js";
import { Tab } from "../../widgets/alongside/page/js/tab.js";
import { LATER, entry, field, record, write, wordsIn } from "./records.js";
import { Storage } from "./storage.js";

let said = [];
beforeEach(() => {
  said = [];
  Object.defineProperty(globalThis, "sessionStorage", { configurable: true, writable: true, value: new Storage() });
  globalThis.document = { dispatchEvent: (event) => said.push(event.type) };
  setKeeper(undefined);
});

test("a page has one keeper, whoever asks first", () => {
  assert.equal(keeper(), keeper());
});

test("a record comes back with the tab", () => {
  keeper().put(entry());
  keeper().describe({ name: "Sam", programme: { role: "nqsw" } });
  keeper().putForm({ id: "team", name: "Team", kind: "plan", places: {} });
  keeper().putForm({ id: "team", name: "Our team", kind: "plan", places: {} });
  const next = new Keeper();
  assert.deepEqual([next.record().name, next.record().programme, next.record().forms.length, next.state.name], ["Sam", { role: "nqsw" }, 1, "Sam"]);
  assert.deepEqual(next.entry("visit"), entry());
  assert.equal(next.entry("other"), undefined);
});

test("what is given out can be changed without harm", () => {
  keeper().put(entry());
  keeper().entry("visit").fields.push(field());
  keeper().record().entries.pop();
  assert.deepEqual(keeper().entry("visit"), entry());
});

test("what a page makes twice of one version is no second version: the last holds", () => {
  keeper().put(entry());
  for (const title of ["one", "two"]) keeper().put(changeEntry(entry(), { title }, keeper().writer));
  assert.deepEqual(keeper().record().entries.map(({ title }) => title), ["two"]);
  assert.equal(keeper().state.both, 0);
});

test("a forgotten entry goes, with the links to it", () => {
  keeper().put(entry({ title: "Zebrafink" }));
  keeper().put(entry({ id: "other", links: ["visit", "third"] }));
  keeper().put(forgetEntry(keeper().entry("visit"), keeper().writer));
  assert.deepEqual(new Keeper().entry("other").links, ["third"]);
  assert.ok(![...sessionStorage.items].flat().join().includes("Zebrafink"));
});

test("an opened file is taken in at once, and the page hears of it once", () => {
  keeper().put({ ...entry(), revision: { w1: 1, w2: 1 }, title: "here" });
  let heard = 0;
  keeper().follow(() => (heard += 1));
  const theirs = { ...record(...write(record(entry()), "there", "w3", LATER).entries, entry({ id: "new" })), programme: { role: "nqsw" } };
  keeper().takeIn(theirs);
  assert.equal(heard, 1);
  assert.equal(keeper().record().entries.length, 3);
  assert.deepEqual([keeper().record().name, keeper().record().programme], ["Sam", { role: "nqsw" }]);
  assert.ok(wordsIn(new Keeper().record()).has("there"));
  keeper().takeIn(theirs);
  assert.equal(heard, 1);
});

test("it says whether something was not downloaded yet", () => {
  assert.deepEqual([keeper().state.hasUndownloaded, keeper().state.hasAny, keeper().state.downloadedAt], [false, false, null]);
  keeper().put({ ...entry(), changed: "2020-01-01T00:00:00.000Z" });
  assert.equal(keeper().state.hasUndownloaded, true);
  keeper().noteDownload();
  assert.deepEqual([keeper().state.hasUndownloaded, typeof keeper().state.downloadedAt], [false, "string"]);
  keeper().put({ ...changeEntry(keeper().entry("visit"), { title: "x" }, "w"), changed: "2999-01-01T00:00:00.000Z" });
  assert.equal(keeper().state.hasUndownloaded, true);
});

test("a listener that fails or stops keeps no other from hearing", (t) => {
  const errors = t.mock.method(console, "error", () => {});
  let heard = 0;
  const stop = keeper().follow(() => {
    throw new Error("mine");
  });
  keeper().follow(() => (heard += 1));
  keeper().set("a/b", 1);
  stop();
  keeper().set("a/b", 2);
  assert.deepEqual([heard, errors.mock.callCount()], [2, 1]);
});

test("a row that does not fit is told, holds up no other, and is tried again", () => {
  sessionStorage.most = 300;
  assert.equal(keeper().set("a/long", "x".repeat(400)), false);
  assert.equal(keeper().set("a/short", "x"), false);
  assert.equal(sessionStorage.getItem("alongside/a/short"), '"x"');
  assert.deepEqual([keeper().state.trouble, keeper().get("a/long").length], [true, 400]);
  sessionStorage.most = Infinity;
  keeper().set("a/short", "y");
  assert.deepEqual([keeper().state.trouble, said.at(-1)], [false, "alongside:kept"]);
  assert.equal(new Keeper().get("a/long").length, 400);
});

test("rows that are damaged or foreign count as nothing, and the rest is there", () => {
  keeper().put(entry());
  for (const [name, text] of [["x", "{half"], ["y", "null"], ["z", "5"], ["visit2", JSON.stringify(entry())]]) {
    sessionStorage.setItem(`alongside/:record/entry/${name}`, text);
  }
  sessionStorage.setItem("alongside/:record/about", '"me"');
  sessionStorage.setItem("other/:record/entry/a", JSON.stringify(entry({ id: "a" })));
  const next = new Keeper();
  assert.deepEqual(next.record().entries.map(({ id }) => id), ["visit"]);
  assert.equal(next.state.name, "");
});

test("the tab's marks are no rows, and stay when it is emptied", () => {
  const tab = new Tab();
  tab.decide(true);
  sessionStorage.setItem("alongside/exited", "1");
  tab.write("a/b", 1);
  assert.deepEqual(tab.names(), ["a/b"]);
  tab.empty();
  assert.deepEqual([tab.names(), new Tab().isDecided, sessionStorage.getItem("alongside/exited")], [[], true, "1"]);
  tab.decide(false);
  assert.equal(new Tab().isDecided, false);
});

test("where storage is refused the tab decides in memory, and holds nothing", () => {
  sessionStorage.refuses = true;
  const tab = new Tab();
  assert.deepEqual([tab.names(), tab.load().size, tab.isDecided], [[], 0, false]);
  tab.decide(true);
  assert.equal(tab.isDecided, true);
  assert.equal(keeper().set("a/b", 1), false);
});

test("the step at which somebody is counts for no work, and an answer does", () => {
  keeper().set("stories.ipynb/steps/stories/1-2", { places: [] });
  keeper().set("stories.ipynb/entry", "3 of 4");
  assert.equal(keeper().state.hasAny, false);
  keeper().set("stories.ipynb/form/notes/noticed", "a word");
  assert.equal(keeper().state.hasAny, true);
});
