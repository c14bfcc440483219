/** Several tabs of one browser: two edits of one entry, forgetting, saves that fail. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { changeEntry, forgetEntry, makeEntry } from "../../widgets/alongside/page/js/record/entries.js";
import { Browser, until } from "./tabs.js";

const MARK = "Zebrafink";
/** @type {Browser} */
let browser;
beforeEach(() => (browser = new Browser()));
afterEach(() => browser.close());

const make = (page, title = MARK, more = {}) =>
  makeEntry({ workbook: "reflections", kind: "reflection", title, ...more }, page.keeper.writer);
const edit = (page, id, title) => page.keeper.put(changeEntry(page.keeper.entry(id), { title }, page.keeper.writer));
const titles = (page) => page.keeper.record().entries.filter((one) => !one.forgotten).map(({ title }) => title).sort();

/** Tabs of a record that is kept on this device and has one entry, "visit". */
async function tabs(...given) {
  const pages = [];
  for (const one of given) pages.push(await browser.ready(one));
  const [first] = pages;
  first.keeper.put(make(first, "first", { id: "visit" }));
  await first.keeper.choose("device");
  for (const page of pages) {
    if (page.keeper.state.where === "tab") page.show();
    await until(() => titles(page).length === 1 && page.keeper.state.where === "device");
  }
  return pages;
}

test("what one tab writes the other has, and the page hears of it", async () => {
  const [one, two] = await tabs({}, {});
  let heard = 0;
  two.keeper.follow(() => (heard += 1));
  edit(one, "visit", "second");
  await until(() => titles(two)[0] === "second");
  assert.ok(heard > 0);
  assert.deepEqual([one.keeper.state.both, two.keeper.state.both], [0, 0]);
});

for (const hears of [true, false]) {
  test(`two tabs edit one entry: both versions are kept and counted${hears ? "" : ", though neither hears of the other"}`, async () => {
    const [one, two] = await tabs({ hears }, { hears });
    edit(one, "visit", "one");
    edit(two, "visit", "two");
    await Promise.all([one.rest(), two.rest()]);
    assert.equal(Math.max(one.keeper.state.both, two.keeper.state.both), 1);
    if (hears) {
      await until(() => titles(one).length === 2 && titles(two).length === 2);
      assert.deepEqual([one.keeper.state.both, two.keeper.state.both], [1, 1]);
    }
    const next = await browser.ready();
    assert.deepEqual(titles(next), ["one", "two"]);
    const copy = next.keeper.record().entries.find(({ copy_of: of }) => of);
    assert.equal(copy.copy_of, "visit");
  });
}

test("a tab that slept and edits later overwrites nothing", async () => {
  const [one, asleep] = await tabs({}, { hears: false });
  for (const words of ["a", "b", "c"]) {
    edit(one, "visit", words);
    await one.rest();
  }
  edit(asleep, "visit", "late");
  await asleep.rest();
  assert.deepEqual(titles(asleep), ["c", "late"]);
  assert.equal(asleep.keeper.state.both, 1);
});

for (const where of ["device", "passphrase", "tab"]) {
  test(`what another tab saves while the work moves to ${where} is not lost, though that tab is closed then`, async () => {
    const [one, two] = await tabs({}, { hears: false });
    const { device } = one.real;
    const { load } = device;
    device.load = async (...words) => {
      const found = await load.apply(device, words);
      device.load = load;
      edit(two, "visit", "late");
      await two.rest();
      two.close();
      return found;
    };
    await one.keeper.choose(where, "a long walk");
    assert.deepEqual([one.keeper.state.where, titles(one)], [where, ["late"]]);
  });
}

test("an entry put in an older version is kept beside the one that came meanwhile", async () => {
  const [one, two] = await tabs({}, {});
  const old = one.keeper.entry("visit");
  edit(two, "visit", "two");
  await until(() => titles(one)[0] === "two");
  one.keeper.put(changeEntry(old, { title: "one" }, one.keeper.writer));
  assert.deepEqual(titles(one), ["one", "two"]);
  assert.equal(one.keeper.state.both, 1);
});

test("tabs come to rest: the same record in each, and nothing is sent to and fro", async () => {
  const pages = await tabs({}, {}, {});
  for (const page of pages) {
    edit(page, "visit", `of ${page.keeper.writer}`);
    page.keeper.describe({ name: page.keeper.writer });
    page.keeper.put(make(page, "the same words", { id: "same" }));
  }
  for (const page of pages) await page.rest();
  const alike = () => pages.every((page) => JSON.stringify(page.keeper.record()) === JSON.stringify(pages[0].keeper.record()));
  await until(alike);
  const { saves } = browser;
  for (let at = 0; at < 50; at += 1) await new Promise(setImmediate);
  assert.equal(browser.saves, saves);
  assert.ok(alike());
});

test("a shelf that another tab wrote later is not put back by a tab that only comes to somebody's eyes", async () => {
  const [one, two] = await tabs({}, {});
  one.keeper.set("reflections.ipynb/form", "old");
  await one.rest();
  two.show();
  await until(() => two.keeper.get("reflections.ipynb/form") === "old");
  one.keeper.set("reflections.ipynb/form", "new");
  one.keeper.set("reflections.ipynb/step", "dropped");
  await one.rest();
  two.show();
  await until(() => two.keeper.get("reflections.ipynb/form") === "new");
  one.keeper.set("reflections.ipynb/step", undefined);
  await one.rest();
  two.show();
  await two.rest();
  const next = await browser.ready();
  assert.deepEqual([next.keeper.get("reflections.ipynb/form"), next.keeper.get("reflections.ipynb/step")], ["new", undefined]);
});

test("what is dropped while the page looks stays dropped", async () => {
  const [one] = await tabs({});
  one.keeper.set("reflections.ipynb/form", "old");
  await one.rest();
  one.show();
  one.keeper.set("reflections.ipynb/form", undefined);
  await one.rest();
  assert.equal(one.keeper.get("reflections.ipynb/form"), undefined);
  assert.ok(!(await browser.letters()).includes("reflections.ipynb/form"));
});

test("forgetting empties the device and every open tab, and shows that it did", async () => {
  for (const where of ["device", "passphrase", "tab"]) {
    browser = new Browser();
    const [one, two] = [await browser.ready(), await browser.ready()];
    one.keeper.put(make(one));
    two.keeper.put(make(two));
    if (where !== "tab") await one.keeper.choose(where, "a long walk");
    await Promise.all([one.rest(), two.rest()]);
    await one.keeper.forget();
    await until(() => two.loadedAgain === 1 && one.loadedAgain === 1);
    assert.ok(![await browser.letters(), one.letters(), two.letters()].some((all) => all.includes(MARK)), where);
    assert.equal(await one.keeper.left(), 0);
    const [next, other] = [await browser.ready({ session: one.session }), await browser.ready({ session: two.session })];
    assert.deepEqual([next.keeper.state.forgotten, other.keeper.state.forgotten], ["here", "elsewhere"]);
    assert.deepEqual([next.keeper.state.hasAny, next.keeper.state.where], [false, "tab"]);
    browser.close();
  }
});

test("forgetting clears what the page has in its memory alone, too", async () => {
  await (await browser.ready()).keeper.forget();
  const page = await new Browser().ready();
  const held = /** @type {any} */ (globalThis)[Symbol.for("alongside/private")];
  held.set("petals", MARK);
  await page.keeper.forget();
  assert.equal(page.loadedAgain, 1);
  assert.equal(held.size, 0);
});

test("a tab that heard nothing of a forgetting obeys it before it saves", async () => {
  for (const hasLocal of [true, false]) {
    for (const act of [(page) => page.keeper.put(make(page)), (page) => page.show(), (page) => page.keeper.choose("passphrase", "x").catch(() => null)]) {
      browser = new Browser();
      const [one, asleep] = await tabs({}, { hears: false });
      browser.local.refuses = !hasLocal;
      await one.keeper.forget();
      await act(asleep);
      await until(() => asleep.loadedAgain === 1);
      asleep.keeper.put(make(asleep));
      await asleep.real.turn;
      assert.equal((await browser.stored()).rows[0].length, 0);
      assert.ok(!asleep.letters().includes(MARK));
      browser.close();
    }
  }
});

test("a tab that keeps in itself and heard nothing obeys before it keeps", async () => {
  const [one, asleep] = [await browser.ready(), await browser.ready({ hears: false })];
  asleep.keeper.put(make(asleep));
  await one.keeper.forget();
  asleep.keeper.put(make(asleep, "more"));
  assert.equal(asleep.loadedAgain, 1);
  assert.ok(!/Zebrafink|more/.test(asleep.letters()));
});

test("a closed tab that the browser opens again brings nothing back that was forgotten since", async () => {
  for (const isLocalGone of [false, true]) {
    browser = new Browser();
    const closed = await browser.ready();
    closed.keeper.put(make(closed));
    closed.close();
    const other = await browser.ready();
    await other.keeper.forget();
    if (isLocalGone) browser.local.items.clear();
    const back = await browser.ready({ session: closed.session });
    assert.deepEqual(titles(back), []);
    assert.ok(!back.letters().includes(MARK));
    back.keeper.put(make(back, "new"));
    back.close();
    assert.deepEqual(titles(await browser.ready({ session: back.session })), ["new"]);
    browser.close();
  }
});

test("a forgetting after the browser threw all away reaches an older tab too", async () => {
  const first = await browser.ready();
  await first.keeper.forget();
  const closed = await browser.ready();
  closed.keeper.put(make(closed));
  closed.close();
  await browser.evict();
  const other = await browser.ready();
  await other.keeper.forget();
  assert.deepEqual(titles(await browser.ready({ session: closed.session })), []);
});

test("forgetting while a save runs leaves nothing, and the tab that forgot says so", async () => {
  const [one, two] = await tabs({}, {});
  edit(one, "visit", MARK);
  edit(two, "visit", MARK);
  await one.keeper.forget();
  await until(() => two.loadedAgain === 1);
  await Promise.all([one.real.turn, two.real.turn]);
  assert.equal((await browser.stored()).rows[0].length, 0);
  assert.equal((await browser.ready({ session: one.session })).keeper.state.forgotten, "here");
});

test("forgetting while a choice is being made leaves no choice and no row", async () => {
  for (const where of ["device", "passphrase", "tab"]) {
    browser = new Browser();
    const [one, two] = await tabs({}, { hears: false });
    const choosing = two.keeper.choose(where, "x").catch(() => null);
    await one.keeper.forget();
    await choosing;
    if (!two.loadedAgain) two.show();
    await until(() => two.loadedAgain === 1);
    const { rows, meta } = await browser.stored();
    assert.deepEqual([rows[0], meta[0]], [[], ["epoch"]], where);
    browser.close();
  }
});

for (const how of ["at once", "in the end"]) {
  test(`a save that the browser refuses ${how} is told, and made up for with the next change`, async () => {
    const [page] = await tabs({});
    browser.isFull = how;
    page.keeper.put(make(page));
    await until(() => page.keeper.state.trouble && !page.keeper.state.isSaving);
    assert.equal(page.said.at(-1), "alongside:not-kept");
    assert.deepEqual(titles(page), [MARK, "first"]);
    browser.isFull = "";
    page.keeper.set("reflections.ipynb/form", 1);
    await until(() => !page.keeper.state.trouble && !page.keeper.state.isSaving);
    assert.equal(page.said.at(-1), "alongside:kept");
    page.close();
    assert.deepEqual(titles(await browser.ready()), [MARK, "first"]);
  });
}

test("without a channel tabs find one another's work when they come to somebody's eyes, and forgetting is obeyed", async () => {
  browser.hasChannel = false;
  const [one, two] = await tabs({}, {});
  edit(one, "visit", "second");
  await one.rest();
  two.show();
  await until(() => titles(two)[0] === "second");
  await one.keeper.choose("passphrase", "a long walk");
  two.show();
  await until(() => two.keeper.state.where === "locked");
  two.keeper.put(make(two));
  assert.equal(two.keeper.state.trouble, true); // it is in the page only
  assert.equal(await two.keeper.unlock("a long walk"), true);
  await two.rest();
  one.show();
  await until(() => titles(one).includes(MARK));
  await two.keeper.forget();
  one.show();
  assert.equal(one.loadedAgain, 1);
});

test("a browser that cannot hand keys on asks for the passphrase in each tab", async () => {
  browser.keepsKeys = true;
  const [one, two] = await tabs({}, {});
  await one.keeper.choose("passphrase", "a long walk");
  await until(() => two.keeper.state.where === "locked");
  assert.equal(await two.keeper.unlock("a long walk"), true);
  assert.deepEqual(titles(two), ["first"]);
});

test("a tab that waits for the passphrase opens when it is given in another", async () => {
  const owner = await browser.ready();
  owner.keeper.put(make(owner));
  await owner.keeper.choose("passphrase", "a long walk");
  owner.close();
  const [one, two] = [browser.open(), browser.open()];
  await until(() => one.keeper.state.where === "locked" && two.keeper.state.where === "locked");
  await one.keeper.unlock("a long walk");
  two.show();
  await two.keeper.ready;
  assert.deepEqual(titles(two), [MARK]);
});

test("an entry that is forgotten in one tab is gone in the others, with the links to it", async () => {
  const [one, two] = await tabs({}, {});
  one.keeper.put(make(one, "links", { id: "other", links: ["visit"] }));
  await until(() => titles(two).length === 2);
  two.keeper.put(forgetEntry(two.keeper.entry("visit"), two.keeper.writer));
  await until(() => titles(one).length === 1);
  await until(() => one.keeper.entry("other").links.length === 0);
  await one.rest();
  assert.ok(!(await browser.letters()).includes("first"));
});

test("a shared host is told, and a record of the device is found by a page of another address of the same server", async () => {
  const page = await browser.ready({ isShared: true });
  assert.equal(page.keeper.state.isShared, true);
  page.keeper.put(make(page));
  await page.keeper.choose("device");
  assert.deepEqual(titles(await browser.ready({ path: "/voila/render/start.ipynb" })), [MARK]);
});
