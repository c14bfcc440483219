import assert from "node:assert/strict";
import { test } from "node:test";
import { countCpd, peersOf } from "../../widgets/alongside/reflections/cpd.js";
import { inForce, titleOf } from "../../widgets/alongside/reflections/in_force.js";
import { newestFirst } from "../../widgets/alongside/reflections/links.js";
import { today } from "../../widgets/alongside/page/js/days.js";

const entry = (id, more = {}) => ({ id, kind: "cpd", created: "2026-01-01T09:00:00.000Z", fields: [], links: [], ...more });
const PEER = entry("talk", { kind: "peer_reflection", fields: [{ name: "they_saw", value: "Who spoke first." }] });
const record = (...entries) => ({ entries });

test("two pieces a year, one with a peer, by 30 November", () => {
  const kept = record(entry("a", { day: "2025-12-01" }), entry("b", { day: "2026-11-30", links: ["talk"] }), entry("c", { day: "2025-11-30" }), PEER);
  const asked = "Social Work England asks for two by 30 November 2026, at least one of them with a peer.";
  assert.deepEqual(countCpd(kept, "2026-11-21"), { pieces: 2, withPeer: 1, until: "2026-11-30", sentence: `2 pieces of CPD this year, 1 with a peer. ${asked}` });
  assert.equal(countCpd(kept, "2026-11-30").until, "2026-11-30");
  assert.equal(countCpd(kept, "2026-12-01").until, "2027-11-30");
  assert.match(countCpd(kept, "2026-12-01").sentence, /^No piece of CPD this year yet\./);
  assert.match(countCpd(record(entry("a", { day: "2026-01-01" })), "2026-02-01").sentence, /^1 piece of CPD this year, none with a peer\./);
});

test("a piece is with a peer by its own words, or by a reflection linked in either direction that says something", () => {
  const own = entry("a", { fields: [{ name: "peer", value: "To wait." }] });
  const blank = entry("a", { fields: [{ name: "peer", value: "  " }] });
  const withPeer = (...entries) => countCpd(record(...entries), "2026-02-01").withPeer;
  assert.equal(withPeer(own), 1);
  assert.equal(withPeer(blank), 0);
  assert.equal(withPeer(blank, { ...PEER, links: ["a"] }), 1);
  assert.equal(withPeer(blank, { ...PEER, links: ["a"], fields: [{ name: "they_saw", value: "" }] }), 0);
  assert.deepEqual(peersOf(record(PEER), { id: "a", links: [] }), []);
});

const PACK = {
  name: "kss", short: "KSS", title: "Statements", tracks: ["adults"], roles: ["nqsw"], note: null,
  valid_from: "2018-12", valid_to: "2027-03-31", standards: [{ tag: "kss/law", title: "The law" }],
};

for (const [what, day, programme, holds] of [
  ["the month before its first", "2018-11-30", {}, false],
  ["the first day of its first month", "2018-12-01", {}, true],
  ["its last day", "2027-03-31", {}, true],
  ["the day after", "2027-04-01", {}, false],
  ["its track", "2026-01-01", { track: "adults" }, true],
  ["another track", "2026-01-01", { track: "child_and_family" }, false],
  ["another role", "2026-01-01", { role: "assessor" }, false],
  ["a role that has no standards of its own", "2026-01-01", { role: "coordinator" }, true],
]) {
  test(`on ${what} a set ${holds ? "holds" : "does not hold"}`, () => {
    assert.equal(inForce([PACK], day, programme).length === 1, holds);
  });
}

test("a set with no end holds on, and one of a year holds for all of it", () => {
  assert.equal(inForce([{ ...PACK, valid_from: "2018", valid_to: null }], "2018-01-01").length, 1);
  assert.equal(inForce([{ ...PACK, valid_from: "2018", valid_to: "2019" }], "2019-12-31").length, 1);
});

test("a standard is named with its set, and by its tag where nobody knows it", () => {
  assert.equal(titleOf([PACK], "kss/law"), "The law (KSS)");
  assert.equal(titleOf([PACK], "other/law"), "other/law");
});

test("the newest stands first, by the day that it is about", () => {
  const entries = [entry("old", { day: "2026-01-02" }), entry("new", { day: "2026-03-01" }), entry("begun")];
  assert.deepEqual(newestFirst(entries).map(({ id }) => id), ["new", "old", "begun"]);
});

test("today is the day where this device is", () => {
  assert.equal(today(new Date(2026, 0, 5, 23, 59)), "2026-01-05");
});
