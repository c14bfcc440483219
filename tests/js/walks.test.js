import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keeper, setKeeper } from "../../widgets/alongside/page/js/keeper.js";
import { forgetEntry, liveEntries } from "../../widgets/alongside/page/js/record/entries.js";
import { beginWalk, finishWalk, keepWalk, lastWalk, placesOf, placesToGoOnWith } from "../../widgets/alongside/scenario/screens/walks.js";

const START = { scenario: "borrowed_desk", eyes: "tom", moves: [] };
const LEFT = { scene: "window" };
const CHOSE = { scene: "desk", choice: "quiet" };
const WENT_ON = { scene: "desk" };
const SKIPPED = { scene: "card", choice: "card", skipped: true };
const everywhere = () => true;
const paths = () => liveEntries(keeper().record(), ["path"]);
const along = (...moves) => ({ ...START, moves });

beforeEach(() => {
  globalThis.sessionStorage = { length: 0, key: () => null, getItem: () => null, setItem: () => {}, removeItem: () => {} };
  globalThis.document = { dispatchEvent: () => {} };
  globalThis.location = { pathname: "/voila/render/allyship_stories.ipynb" };
  setKeeper(undefined);
});

test("a walk is one entry of names, without a word of the story", () => {
  const id = beginWalk(START);
  assert.equal(keepWalk(id, along(LEFT, { ...CHOSE, words: "Say nothing" })), id);
  finishWalk(id, along(LEFT, CHOSE, WENT_ON));
  const [entry, ...others] = paths();
  assert.deepEqual(others, []);
  assert.deepEqual([entry.workbook, entry.title, entry.fields, entry.finished], ["allyship_stories", "A path through a story", [], true]);
  assert.deepEqual(entry.path, along(LEFT, CHOSE, WENT_ON));
});

test("what was skipped is marked, and what was not has no mark", () => {
  const id = keepWalk(beginWalk(START), along({ ...LEFT, choice: null, skipped: false }, SKIPPED));
  assert.deepEqual(paths().find((one) => one.id === id).path.moves, [LEFT, SKIPPED]);
});

test("from a walk that has ended, or was forgotten, it is another walk", () => {
  const first = beginWalk(START);
  finishWalk(first, along(LEFT, CHOSE));
  const second = keepWalk(first, along(LEFT, SKIPPED));
  assert.notEqual(second, first);
  assert.deepEqual(paths().map(({ finished }) => Boolean(finished)).sort(), [false, true]);
  keeper().put(forgetEntry(keeper().entry(second), keeper().writer));
  finishWalk(second, along(LEFT));
  assert.equal(paths().length, 1, "nothing brings back what was forgotten");
  assert.notEqual(keepWalk(second, along(LEFT)), second);
});

test("the same moves again are no change", () => {
  const id = beginWalk(START);
  const before = keeper().entry(id);
  keepWalk(id, START);
  assert.deepEqual(keeper().entry(id), before);
});

test("of a walk, the places are those that the walker's own steps made", () => {
  const entry = { id: "w", path: along(LEFT, CHOSE, WENT_ON, SKIPPED) };
  const taken = placesOf(entry).map(({ page, moves, walk }) => (page === "walk" ? [moves.length, walk] : page));
  assert.deepEqual(taken, ["before", [0, "w"], [1, "w"], [3, "w"], [4, "w"]]);
  assert.deepEqual(placesOf({ id: "w", path: START }).length, 2);
});

test("the last walk that is not finished is offered, of a story that is here", () => {
  assert.equal(placesToGoOnWith(undefined, everywhere), null);
  const older = beginWalk(START);
  const newer = beginWalk({ ...START, scenario: "rota" });
  keeper().put({ ...keeper().entry(newer), changed: "2099-01-01T00:00:00.000Z" });
  assert.equal(lastWalk(everywhere).id, newer);
  assert.equal(lastWalk((scenario) => scenario !== "rota").id, older);
  finishWalk(newer, START);
  assert.equal(placesToGoOnWith([], everywhere).at(-1).walk, older);
});

test("the places of the last visit come first, unless their walk was forgotten, walked past or left by going back", () => {
  const id = keepWalk(beginWalk(START), along(LEFT, CHOSE));
  const shelf = { page: "shelf" };
  const visit = [shelf, { page: "walk", walk: id, moves: [LEFT] }];
  assert.deepEqual(placesToGoOnWith(visit, everywhere), visit.slice(1));
  assert.equal(placesToGoOnWith([shelf, { page: "walk", walk: id, moves: [] }], everywhere).at(-1).moves.length, 2);
  const second = [shelf, { page: "walk", reader: 1, moves: [LEFT] }];
  assert.deepEqual(placesToGoOnWith(second, everywhere), second.slice(1));
  finishWalk(id, along(LEFT, CHOSE));
  const review = [shelf, { page: "review", walk: id, moves: [LEFT, CHOSE] }];
  assert.deepEqual(placesToGoOnWith(review, everywhere), review.slice(1));
  assert.equal(placesToGoOnWith(visit, everywhere), null, "back out of a walk that had ended");
  keeper().put(forgetEntry(keeper().entry(id), keeper().writer));
  assert.equal(placesToGoOnWith(review, everywhere), null);
});
