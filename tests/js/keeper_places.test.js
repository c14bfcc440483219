/** Where the work lies: chosen, moved, locked, found again, thrown away. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { changeEntry, makeEntry } from "../../widgets/alongside/page/js/record/entries.js";
import { Storage } from "./storage.js";
import { Browser, until } from "./tabs.js";

const MARK = "Zebrafink";
/** @type {Browser} */
let browser;
beforeEach(() => (browser = new Browser()));
afterEach(() => browser.close());

function write(page, words = MARK, id = undefined) {
  const entry = makeEntry({ id, workbook: "reflections", kind: "reflection", title: words }, page.keeper.writer);
  page.keeper.put(entry);
  return entry.id;
}
const titles = (page) => page.keeper.record().entries.filter((one) => !one.forgotten).map(({ title }) => title).sort();
/** The same tab, loaded again: with what it had of its own. */
const again = async (page) => {
  page.hide();
  page.close();
  return browser.ready({ session: page.session });
};

test("before the question all lies in the tab, and a reload has it again", async () => {
  const page = await browser.ready();
  assert.deepEqual([page.keeper.state.where, page.keeper.state.isAsked, page.keeper.state.hasAny], ["tab", false, false]);
  write(page);
  assert.ok(page.letters().includes(MARK));
  assert.ok(!(await browser.letters()).includes(MARK));
  const next = await again(page);
  assert.deepEqual(titles(next), [MARK]);
  assert.equal(next.keeper.state.hasUndownloaded, true);
});

test("kept on the device it is saved at once, the tab is empty, and the next visit has it", async () => {
  const page = await browser.ready();
  write(page, "before");
  await page.keeper.choose("device");
  assert.ok(!page.letters().includes("before"));
  write(page, "after");
  await page.rest();
  assert.ok(page.said.includes("alongside:kept"));
  assert.ok(page.keeper.state.savedAt instanceof Date);
  page.close();
  const next = await browser.ready();
  assert.deepEqual([titles(next), next.keeper.state.where, next.keeper.state.isAsked], [["after", "before"], "device", true]);
});

test("with a passphrase nothing can be read in either place, also not in names and revisions", async () => {
  const page = await browser.ready({ path: `/voila/render/${MARK}.ipynb` });
  write(page, MARK, MARK);
  page.keeper.set(`${MARK}.ipynb/form`, { revision: MARK, [MARK]: 1 });
  page.keeper.describe({ name: MARK });
  await page.keeper.choose("passphrase", "a long walk");
  write(page, `${MARK} later`);
  page.keeper.set(`${MARK}.ipynb/late`, MARK);
  await page.rest();
  assert.ok(!(await browser.letters()).includes(MARK));
  assert.ok(!page.letters().includes(MARK));
  assert.equal((await browser.stored()).rows[0].length, 5);
});

test("what is locked opens with its passphrase only, and the page waits for it", async () => {
  const page = await browser.ready();
  write(page);
  await page.keeper.choose("passphrase", "a long walk");
  page.close();
  const next = browser.open();
  await until(() => next.keeper.state.where === "locked");
  let isReady = false;
  next.keeper.ready.then(() => (isReady = true));
  assert.deepEqual(titles(next), []);
  assert.equal(await next.keeper.unlock("a long way"), false);
  assert.equal(next.keeper.state.where, "locked");
  assert.equal(isReady, false);
  assert.equal(await next.keeper.unlock("a long walk"), true);
  await next.keeper.ready;
  assert.deepEqual(titles(next), [MARK]);
  write(next, "more");
  await next.rest();
  assert.ok(!(await browser.letters()).includes("more"));
});

const CHOICES = ["device", "passphrase", "tab"];
for (const first of CHOICES) {
  for (const second of CHOICES) {
    for (const third of CHOICES) {
      test(`from ${first} to ${second} to ${third} every row comes along, and none stays behind`, async () => {
        const page = await browser.ready();
        const other = await browser.ready();
        write(page);
        page.keeper.set("reflections.ipynb/form", { draft: `${MARK} draft` });
        let at = 0;
        for (const where of [first, second, third]) {
          await page.keeper.choose(where, `passphrase ${(at += 1)}`);
          write(page, `${MARK} ${at}`);
          await page.rest();
          assert.equal(page.keeper.state.where, where);
          assert.equal((await browser.letters()).includes(MARK), where === "device");
          assert.equal(page.letters().includes(MARK), where === "tab");
          if (where !== "tab") {
            await until(() => other.keeper.state.where === where && titles(other).length === at + 1);
            await other.rest();
            assert.ok(!other.letters().includes(MARK));
          }
        }
        assert.equal(titles(page).length, 4);
        assert.equal(page.keeper.get("reflections.ipynb/form").draft, `${MARK} draft`);
        const next = await again(page); // the other tab hands its keys on
        assert.deepEqual([titles(next).length, next.keeper.state.where], [4, third]);
      });
    }
  }
}

test("a locked record is never written over: to choose this device asks for its passphrase", async () => {
  const owner = await browser.ready();
  write(owner, "locked away");
  await owner.keeper.choose("passphrase", "a long walk");
  owner.close();
  const page = browser.open();
  await until(() => page.keeper.state.where === "locked");
  page.keeper.goOnWithout();
  await page.keeper.ready;
  write(page, "since");
  const before = JSON.stringify((await browser.stored()).rows[0]);
  for (const where of ["device", "passphrase"]) {
    await page.keeper.choose(where, "another");
    assert.equal(page.keeper.state.where, "locked");
    assert.equal(JSON.stringify((await browser.stored()).rows[0]), before);
  }
  assert.equal(await page.keeper.unlock("a long walk"), true);
  assert.deepEqual(titles(page), ["locked away", "since"]);
  await page.rest();
  assert.ok(!page.letters().includes("since"));
  page.close();
  const next = browser.open({ session: page.session });
  await until(() => next.keeper.state.where === "locked");
  assert.deepEqual(titles(next), []);
});

test("going on without leaves the tab alone, also when the page comes back to somebody's eyes, and after a reload", async () => {
  const owner = await browser.ready();
  write(owner, "locked away");
  await owner.keeper.choose("passphrase", "a long walk");
  owner.close();
  const page = browser.open();
  await until(() => page.keeper.state.where === "locked");
  page.show();
  await until(() => page.real.others.waits); // it asks the other tabs
  page.keeper.goOnWithout();
  write(page, "mine");
  await page.rest();
  assert.deepEqual([page.keeper.state.where, titles(page)], ["tab", ["mine"]]);
  const next = await again(page);
  assert.deepEqual([next.keeper.state.where, next.keeper.state.isAsked, titles(next)], ["tab", true, ["mine"]]);
});

test("a passphrase that turns out to be right after the learner went on without opens the record, also after a reload", async () => {
  const owner = await browser.ready();
  write(owner, "locked away");
  await owner.keeper.choose("passphrase", "a long walk");
  owner.close();
  const page = browser.open();
  await until(() => page.keeper.state.where === "locked");
  const unlocking = page.keeper.unlock("a long walk");
  page.keeper.goOnWithout();
  write(page, "mine");
  await unlocking;
  await page.rest();
  assert.deepEqual([page.keeper.state.where, titles(page)], ["passphrase", ["locked away", "mine"]]);
  page.close();
  const next = browser.open({ session: page.session });
  await until(() => next.keeper.state.where === "locked");
});

test("a choice made twice at once ends with the last, and nothing is lost", async () => {
  const page = await browser.ready();
  write(page);
  await Promise.all([page.keeper.choose("device"), page.keeper.choose("passphrase", "a long walk"), page.keeper.choose("device")]);
  assert.deepEqual([page.keeper.state.where, titles(page)], ["device", [MARK]]);
  assert.equal((await browser.stored()).rows[0].length, 1);
});

test("two tabs that choose at the same time lose neither's words, though they hear nothing of one another", async () => {
  const [one, two] = [await browser.ready({ hears: false }), await browser.ready({ hears: false })];
  write(one, "one");
  write(two, "two");
  await Promise.all([one.keeper.choose("device"), two.keeper.choose("device")]);
  const next = await browser.ready();
  assert.deepEqual(titles(next), ["one", "two"]);
});

test("what changes while the work moves comes along", async () => {
  for (const [from, to] of [["tab", "device"], ["tab", "passphrase"], ["device", "passphrase"], ["passphrase", "device"], ["device", "tab"]]) {
    browser = new Browser();
    const page = await browser.ready();
    if (from !== "tab") await page.keeper.choose(from, "one");
    write(page, "before");
    const moving = page.keeper.choose(to, "two");
    for (let at = 0; at < 20; at += 1) {
      write(page, `meanwhile ${at}`);
      await new Promise(setImmediate);
    }
    await moving;
    await page.rest();
    assert.ok(to === "tab" || !page.letters().includes("meanwhile"), `${from} ${to}`);
    page.close();
    const next = browser.open({ session: page.session });
    if (to === "passphrase") await until(() => next.keeper.state.where === "locked");
    if (to === "passphrase") await next.keeper.unlock("two");
    await next.keeper.ready;
    assert.equal(titles(next).length, 21, `${from} ${to}`);
    browser.close();
  }
});

test("a move that the browser refuses leaves everything as it was", async () => {
  const page = await browser.ready();
  write(page);
  for (const how of ["at once", "in the end"]) {
    browser.isFull = how;
    await assert.rejects(page.keeper.choose("device"));
    assert.deepEqual([page.keeper.state.where, page.keeper.state.isAsked], ["tab", false]);
    assert.ok(page.letters().includes(MARK));
  }
  browser.isFull = "";
  await page.keeper.choose("device");
  browser.isFull = "at once";
  write(page, "unsaved");
  await until(() => page.keeper.state.trouble);
  await assert.rejects(page.keeper.choose("passphrase", "a long walk"));
  assert.equal(page.keeper.state.where, "device");
  browser.isFull = "";
  write(page, "later");
  await page.rest();
  page.close();
  assert.deepEqual(titles(await browser.ready()), [MARK, "later", "unsaved"]);
});

test("what does not fit into the tab stays where it was, and not a word of it in the tab", async () => {
  const page = await browser.ready();
  await page.keeper.choose("passphrase", "a long walk");
  write(page);
  write(page, "long ".repeat(90));
  await page.rest();
  page.session.most = 400;
  await assert.rejects(page.keeper.choose("tab"), { name: "QuotaExceededError" });
  assert.equal(page.keeper.state.where, "passphrase");
  assert.ok(!page.letters().includes(MARK));
  await page.rest();
  assert.equal((await browser.stored()).rows[0].length, 2);
});

test("a move to the tab that the device refuses leaves not a word in the tab", async () => {
  const page = await browser.ready();
  await page.keeper.choose("passphrase", "a long walk");
  write(page);
  await page.rest();
  browser.isFull = "at once";
  await assert.rejects(page.keeper.choose("tab"));
  assert.deepEqual([page.keeper.state.where, page.keeper.state.isAsked], ["passphrase", true]);
  assert.ok(!page.letters().includes(MARK));
});

test("a row on the device that cannot be read is passed over, and saving over it is told as trouble", async () => {
  const page = await browser.ready();
  await page.keeper.choose("device");
  const id = write(page);
  write(page, "whole");
  await page.rest();
  await browser.spoil(`:record/entry/${id}`);
  const next = await browser.ready();
  assert.deepEqual(titles(next), ["whole"]);
  next.keeper.put(changeEntry({ ...page.keeper.entry(id), revision: {} }, { title: "mine" }, next.keeper.writer));
  await until(() => next.keeper.state.trouble && !next.keeper.state.isSaving);
  assert.deepEqual(titles(next), ["mine", "whole"]);
});

test("storage that the browser throws away while the page is open is filled again, whoever notices first", async () => {
  for (const notice of [(page) => write(page, "after"), (page) => page.show()]) {
    for (const where of ["device", "passphrase"]) {
      browser = new Browser();
      const page = await browser.ready();
      await page.keeper.choose(where, "a long walk");
      write(page);
      await page.rest();
      await browser.evict();
      notice(page);
      await page.rest();
      assert.equal(page.keeper.state.where, where);
      assert.equal((await browser.stored()).rows[0].length, titles(page).length);
      page.close();
      const next = browser.open();
      await until(() => next.keeper.state.where !== "tab");
      if (where === "passphrase") assert.equal(await next.keeper.unlock("a long walk"), true);
      assert.ok(titles(next).includes(MARK));
      browser.close();
    }
  }
});

for (const hasBegun of [false, true]) test(`a page that goes before a save has ${hasBegun ? "ended" : "begun"} leaves it in the tab, from where the next page takes it`, async () => {
  const page = await browser.ready();
  await page.keeper.choose("device");
  write(page);
  if (hasBegun) await until(() => page.real.underway.length);
  page.hide();
  page.close();
  assert.ok(page.letters().includes(MARK));
  browser.isFull = "at once";
  const next = await browser.ready({ session: page.session });
  assert.deepEqual([titles(next), next.keeper.state.trouble], [[MARK], true]);
  browser.isFull = "";
  write(next, "more");
  await next.rest();
  assert.ok(!next.letters().includes(MARK));
  page.close();
  next.close();
  assert.deepEqual(titles(await browser.ready()), [MARK, "more"]);
});

test("a browser without IndexedDB keeps in the tab, says so, and refuses the device", async () => {
  browser.hasIndexedDB = false;
  const page = await browser.ready();
  write(page);
  await assert.rejects(page.keeper.choose("device"));
  assert.deepEqual([page.keeper.state.where, page.keeper.state.trouble], ["tab", false]);
  await page.keeper.choose("tab");
  assert.equal(page.keeper.state.isAsked, true);
  const next = await again(page);
  assert.deepEqual([titles(next), next.keeper.state.isAsked], [[MARK], true]);
  await next.keeper.forget();
  assert.equal(next.letters().includes(MARK), false);
  assert.equal(await next.keeper.left(), null);
});

test("a browser that refuses every storage holds the work in the page, and says so", async () => {
  browser.hasIndexedDB = false;
  browser.local.refuses = true;
  const session = new Storage();
  session.refuses = true;
  const page = await browser.ready({ session });
  write(page);
  assert.deepEqual([page.keeper.state.trouble, page.said, titles(page)], [true, ["alongside:not-kept"], [MARK]]);
  await page.keeper.choose("tab");
  assert.equal(page.keeper.state.isAsked, true);
});

test("an entry that is changed in its place is saved there", async () => {
  const page = await browser.ready();
  await page.keeper.choose("device");
  const id = write(page);
  page.keeper.put(changeEntry(page.keeper.entry(id), { title: "changed" }, page.keeper.writer));
  await page.rest();
  page.close();
  assert.deepEqual(titles(await browser.ready()), ["changed"]);
});
