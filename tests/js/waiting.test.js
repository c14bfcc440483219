import assert from "node:assert/strict";
import { test } from "node:test";
import { isWorthSaying } from "../../widgets/alongside/page/front/waiting.js";

test("a number is read out only now and then", () => {
  assert.equal(isWorthSaying("12 people are ahead of you.", 3), false);
  assert.equal(isWorthSaying("One person is ahead of you.", 29), false);
  assert.equal(isWorthSaying("11 people are ahead of you.", 30), true);
});

test("what changes the matter is read out at once", () => {
  for (const words of ["You are next.", "There is room now. The page is opening.", "Connection lost. Trying again."]) {
    assert.equal(isWorthSaying(words, 0), true);
  }
});
