import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { forgetAllPrivate, forgetPrivate, privateState } from "../../widgets/alongside/page/js/private_state.js";

beforeEach(() => {
  globalThis.location = { pathname: "/voila/render/flower.ipynb" };
  forgetAllPrivate();
});

test("the same part is the same object, for every copy of the module", async () => {
  const copy = await import("../../widgets/alongside/page/js/private_state.js?copy");
  const petals = privateState("power_flower", "petals", () => ({ chosen: [] }));
  petals.chosen.push("a petal");
  assert.equal(copy.privateState("power_flower", "petals", () => ({ chosen: [] })), petals);
});

test("workbooks, packs and parts have each their own", () => {
  const make = () => ({});
  const one = privateState("a", "b", make);
  assert.notEqual(privateState("a", "c", make), one);
  assert.notEqual(privateState("b", "b", make), one);
  assert.notEqual(privateState('a","b', "", make), privateState("a", '","b', make));
  globalThis.location.pathname = "/voila/render/wheel.ipynb";
  assert.notEqual(privateState("a", "b", make), one);
});

test("what is forgotten is made anew", () => {
  const [one, other] = ["b", "c"].map((part) => privateState("a", part, () => ({})));
  forgetPrivate("a", "b");
  assert.notEqual(privateState("a", "b", () => ({})), one);
  assert.equal(privateState("a", "c", () => ({})), other);
  forgetAllPrivate();
  assert.notEqual(privateState("a", "c", () => ({})), other);
});

test("it is in nothing that lists what the page has", () => {
  privateState("a", "b", () => ({}));
  assert.ok(!JSON.stringify(Object.keys(globalThis)).includes("alongside"));
  assert.ok(!Object.getOwnPropertySymbols(globalThis).some((one) => Object.propertyIsEnumerable.call(globalThis, one) && String(one).includes("alongside")));
});

test("when the page goes all of it goes, and what was read out last", () => {
  const page = new EventTarget();
  globalThis.addEventListener = page.addEventListener.bind(page);
  const region = { children: ["a word"], replaceChildren: () => (region.children = []) };
  globalThis.document = { getElementById: (id) => (id === "alongside-announcer" ? region : null) };
  delete globalThis[Symbol.for("alongside/private")];
  const one = privateState("a", "b", () => ({}));
  page.dispatchEvent(new Event("pagehide"));
  assert.notEqual(privateState("a", "b", () => ({})), one);
  assert.deepEqual(region.children, []);
  region.children = ["another"];
  forgetPrivate("a", "b");
  assert.deepEqual(region.children, []);
});
