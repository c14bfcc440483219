import assert from "node:assert/strict";
import { test } from "node:test";
import { calm, SENTENCE, whereItFailed } from "../../widgets/alongside/page/js/errors.js";

const MARKER = "what the learner wrote";

/** A page of the least size: it remembers events, log lines and the elements put into a place. */
function page() {
  const seen = { events: [], log: [], words: [] };
  globalThis.document = {
    dispatchEvent: (event) => seen.events.push(event),
    createElement: () => ({ setAttribute() {} }),
  };
  globalThis.console = { ...console, error: (...words) => seen.log.push(words.join(" ")) };
  const el = { querySelector: () => seen.words[0] ?? null, prepend: (node) => seen.words.push(node) };
  return { seen, el };
}

test("type and lines of code are told, the message is not", () => {
  const told = whereItFailed(new RangeError(`${MARKER}\n    at secret (diary.txt:1:1)`));
  assert.match(told, /^RangeError: .*errors\.test\.js:\d+:\d+/);
  assert.doesNotMatch(told, new RegExp(`${MARKER}|secret|diary`));
});

test("a name given to one error is not told: it may hold anything", () => {
  const error = Object.assign(new Error(MARKER), { name: MARKER });
  assert.doesNotMatch(whereItFailed(error), new RegExp(MARKER));
});

test("words that were thrown are not told", () => {
  assert.doesNotMatch(whereItFailed(MARKER), new RegExp(MARKER));
});

test("an error in render shows one sentence in its element and tells the page", () => {
  const { seen, el } = page();
  const render = calm(() => {
    throw new Error(MARKER);
  });
  assert.equal(render({ el }), undefined);
  render({ el });
  assert.deepEqual(
    seen.words.map((node) => node.textContent),
    [SENTENCE],
  );
  assert.equal(seen.events[0].type, "alongside:trouble");
  assert.equal(seen.events[0].detail.sentence, SENTENCE);
  assert.doesNotMatch(JSON.stringify([seen.log, seen.events.map((event) => event.detail)]), new RegExp(MARKER));
});

test("an error in an async handler is caught too", async () => {
  const { seen, el } = page();
  const handler = calm(
    async () => {
      throw new Error(MARKER);
    },
    () => el,
  );
  await handler();
  assert.equal(seen.words.length, 1);
});

test("where nothing fails, the result passes", () => {
  assert.equal(calm((a, b) => a + b)(1, 2), 3);
});
