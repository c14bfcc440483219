import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { USUAL, apply, chosen, remember } from "../../widgets/alongside/page/front/settings.js";

/** @type {Map<string, string>} */
let stored;
let refuses = false;

beforeEach(() => {
  stored = new Map();
  refuses = false;
  Object.assign(globalThis, {
    localStorage: {
      getItem: (/** @type {string} */ key) => {
        if (refuses) throw new Error("storage is off");
        return stored.get(key) ?? null;
      },
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => {
        if (refuses) throw new Error("storage is off");
        stored.set(key, value);
      },
    },
    document: { documentElement: { dataset: {} } },
  });
});

test("without a choice the usual settings hold", () => {
  assert.deepEqual(chosen(), USUAL);
});

test("what was chosen is remembered, and the rest stays usual", () => {
  assert.equal(remember({ paper: "dark" }), true);
  assert.deepEqual(chosen(), { ...USUAL, paper: "dark" });
});

for (const odd of ["not JSON", "null", "7", '{"paper": "\\"><script>", "other": "x"}']) {
  test(`what is no choice is left aside: ${odd}`, () => {
    stored.set("alongside/reading", odd);
    assert.deepEqual(chosen(), USUAL);
  });
}

test("where the browser stores nothing the usual settings hold", () => {
  refuses = true;
  assert.equal(remember({ paper: "dark" }), false);
  assert.deepEqual(chosen(), USUAL);
});

test("a setting is an attribute of the page, and the usual one is none", () => {
  apply({ paper: "dark", size: "large" });
  assert.deepEqual(document.documentElement.dataset, { paper: "dark", size: "large" });
  apply({ ...USUAL });
  assert.deepEqual(document.documentElement.dataset, { paper: "cream", face: "hyperlegible" });
});
