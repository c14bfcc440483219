/** What is sealed opens with its passphrase, in its place and whole; otherwise not at all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { SEALED, canSeal, hiddenName, isSealed, keysFrom, newLock, seal, sealText, unseal, unsealText } from "../../widgets/alongside/page/js/record/sealing.js";

const WORDS = '{"words":"I wasn’t sure 🙂 \\ud800"}';
const file = await sealText(WORDS, "a long walk");
const keys = await keysFrom("a long walk", { salt: newLock().salt, iterations: 10 });
const flipped = (bytes, at) => Uint8Array.from(new Uint8Array(bytes), (byte, place) => (place === at ? byte ^ 1 : byte));

test("a file opens with its passphrase and no other, and holds no word of it", async () => {
  const read = JSON.parse(JSON.stringify(file));
  assert.ok(canSeal() && isSealed(read));
  assert.equal(await unsealText(read, "a long walk"), WORDS);
  for (const other of ["a long walk ", "A long walk", "", "a"]) assert.equal(await unsealText(read, other), null);
  assert.ok(!JSON.stringify(read).includes("sure"));
  assert.equal(read.iterations, 600_000);
});

test("a passphrase is the same however its letters are put together", async () => {
  const sealed = await sealText("x", "caf\u00e9");
  assert.equal(await unsealText(sealed, "cafe\u0301"), "x");
});

test("the same words twice are sealed in two ways", async () => {
  const [one, other] = [await seal(keys, "x", "here"), await seal(keys, "x", "here")];
  assert.notDeepEqual(one.iv, other.iv);
  assert.notEqual((await sealText("x", "y")).salt, (await sealText("x", "y")).salt);
});

test("a changed byte anywhere, or another place, opens nothing", async () => {
  const { iv, sealed } = await seal(keys, WORDS, "here");
  assert.equal(await unseal(keys, { iv, sealed }, "here"), WORDS);
  assert.equal(await unseal(keys, { iv, sealed }, "there"), null);
  for (let at = 0; at < sealed.byteLength; at += 1) {
    assert.equal(await unseal(keys, { iv, sealed: flipped(sealed, at) }, "here"), null);
  }
  assert.equal(await unseal(keys, { iv: flipped(iv, 0), sealed }, "here"), null);
  assert.equal(await unseal(keys, { iv, sealed: sealed.slice(1) }, "here"), null);
});

test("a damaged file opens nothing", async () => {
  for (const part of ["salt", "iv", "data"]) {
    const damaged = { ...file, [part]: `${file[part][0] === "A" ? "B" : "A"}${file[part].slice(1)}` };
    assert.equal(await unsealText(damaged, "a long walk"), null);
  }
  assert.equal(await unsealText({ ...file, data: "A" }, "a long walk"), null);
});

test("what is no sealed record is not taken for one", () => {
  const wrong = [
    null, 5, "x", [], {}, { format: SEALED }, { ...file, format: "alongside-record" }, { ...file, version: 2 }, { ...file, kdf: "none" },
    { ...file, cipher: "ROT13" }, { ...file, iterations: 0 }, { ...file, iterations: 1e9 }, { ...file, iterations: "600000" },
    { ...file, iterations: 1.5 }, { ...file, salt: "" }, { ...file, salt: 5 }, { ...file, iv: "<b>" }, { ...file, data: undefined },
  ];
  for (const given of wrong) assert.equal(isSealed(given), false, JSON.stringify(given)?.slice(0, 60));
});

test("a row's name says nothing, is always the same, and another with other keys", async () => {
  const other = await keysFrom("a long walk", newLock());
  const name = await hiddenName(keys, ":record/entry/visit");
  assert.equal(name, await hiddenName(keys, ":record/entry/visit"));
  assert.notEqual(name, await hiddenName(keys, ":record/entry/other"));
  assert.notEqual(name, await hiddenName(other, ":record/entry/visit"));
  assert.ok(!Buffer.from(name, "base64").toString("latin1").includes("visit"));
});

test("keys cannot be read out", async () => {
  for (const key of Object.values(keys)) await assert.rejects(crypto.subtle.exportKey("raw", key));
});
