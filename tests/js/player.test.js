import assert from "node:assert/strict";
import { test } from "node:test";
import { dayInWords } from "../../widgets/alongside/page/js/days.js";
import { found } from "../../widgets/alongside/page/js/history.js";
import { localVoice, spoken } from "../../widgets/alongside/scenario/screens/listen.js";
import { quoted, sceneOf } from "../../widgets/alongside/scenario/screens/parts.js";

const SHELF = { page: "shelf" };
const trail = { visit: "a", places: [SHELF, { page: "before" }, { page: "walk" }], at: 2 };

test("an entry of the trail that was kept is where it begins again", () => {
  assert.equal(found({ visit: "a", at: 1 }, trail, SHELF).at, 1);
  assert.deepEqual(found({ visit: "a", at: 1 }, trail, SHELF).places, trail.places);
});

for (const [what, state, kept] of [
  ["no entry", undefined, trail],
  ["nothing kept", { visit: "a", at: 1 }, undefined],
  ["another visit", { visit: "b", at: 1 }, trail],
  ["a number past the end", { visit: "a", at: 9 }, trail],
  ["something that is no trail", { visit: "a", at: 0 }, { visit: "a", places: "?" }],
]) {
  test(`with ${what} it begins at the first place`, () => {
    const { places, at } = found(state, kept, SHELF);
    assert.deepEqual([places, at], [[SHELF], 0]);
  });
}

const speech = (...voices) => ({ getVoices: () => voices.map(([name, lang, localService]) => ({ name, lang, localService })) });

test("only a voice on this machine reads aloud, a British one first", () => {
  assert.equal(localVoice(undefined), null);
  assert.equal(localVoice(speech()), null);
  assert.equal(localVoice(speech(["cloud", "en-GB", false], ["de", "de-DE", true])), null);
  assert.equal(localVoice(speech(["us", "en-US", true], ["gb", "en_GB", true], ["cloud", "en-GB", false])).name, "gb");
  assert.equal(localVoice(speech(["us", "en-US", true])).name, "us");
});

const people = { a: { name: "You" }, b: { name: "Adaeze" } };

test("what is read aloud says who speaks", () => {
  const view = { screen: "scene", heading: "The desk", people, passages: [{ by: null, words: "It rains." }, { by: "a", words: "Well." }], choices: [] };
  assert.deepEqual(spoken(view), ["The desk.", "It rains.", "You say: Well."]);
});

test("a scene that was skipped is not read aloud, what happened in it is", () => {
  const view = { screen: "after", people, passages: [{ by: "b", words: "SKIPPED" }], meant: [], last: { skipped: true, happened: "She left." } };
  assert.deepEqual(spoken(view), ["She left."]);
});

test("words have one pair of quotation marks", () => {
  assert.equal(quoted("Well."), "“Well.”");
  assert.equal(quoted("“Well.”"), "“Well.”");
});

test("the number of scenes is a promise of about so many, not more", () => {
  assert.equal(sceneOf({ number: 3, number_of_scenes: 10 }), "scene 3 of about 10");
  assert.equal(sceneOf({ number: 12, number_of_scenes: 10 }), "scene 12");
});

test("a day is written as people write it", () => {
  assert.equal(dayInWords("2026-11-21"), "21 November 2026");
  assert.equal(dayInWords("last year"), "last year");
});
