import assert from "node:assert/strict";
import { test } from "node:test";
import {
  againProblem, bothInWords, downloadedOf, forgottenInWords, isUndecided, keptOf, lineOf, momentInWords, passphraseProblem, recordOf, savedOf, whatGoes, whereOf,
} from "../../widgets/alongside/page/front/keeping/words.js";

const NOW = new Date(2026, 10, 22, 15, 0);
const SAVED = new Date(2026, 10, 22, 14, 5);
const state = (more) => ({
  where: "tab", isAsked: false, isShared: false, canSeal: true, savedAt: SAVED, isSaving: false, trouble: false, both: 0,
  downloadedAt: null, hasUndownloaded: false, hasAny: true, name: "", forgotten: "", ...more,
});

test("the line says what is true of each place", () => {
  assert.equal(lineOf(state({})), "Kept in this tab only");
  assert.equal(lineOf(state({ isAsked: true })), "Kept in this tab until you close it");
  assert.equal(lineOf(state({ where: "device" })), "Saved on this device");
  assert.equal(lineOf(state({ where: "passphrase" })), "Saved on this device, locked with your passphrase");
  assert.match(lineOf(state({ where: "device", trouble: true })), /^Not saved: .+ Download your record\.$/);
});

test("where strangers share the address nothing is left to decide", () => {
  assert.equal(isUndecided(state({})), true);
  assert.equal(isUndecided(state({ isShared: true })), false);
  assert.equal(lineOf(state({ isShared: true })), "Kept in this tab until you close it");
});

test("a time is said only of what outlives the tab", () => {
  assert.equal(savedOf(state({}), NOW), "");
  assert.equal(savedOf(state({ where: "device" }), NOW), "14:05");
  assert.equal(savedOf(state({ where: "device", trouble: true }), NOW), "");
  assert.equal(savedOf(state({ where: "passphrase", savedAt: null }), NOW), "");
  assert.equal(momentInWords(new Date(2026, 10, 21, 9, 30), NOW), "09:30 on 21 November 2026");
});

test("no sentence promises more than the place holds", () => {
  assert.equal(keptOf(state({})), "What you typed is kept in this tab.");
  assert.equal(keptOf(state({ where: "device" })), "What you typed is saved on this device.");
  assert.equal(whereOf(state({ where: "device" }), NOW), "On this device, in this browser. Last saved at 14:05.");
  assert.match(whereOf(state({}), NOW), /not chosen yet/);
  assert.match(whereOf(state({ where: "device", trouble: true }), NOW), /refuses/);
});

test("whose record it is", () => {
  assert.equal(recordOf(state({ name: " Amina " })), "Record: Amina");
  assert.equal(recordOf(state({ name: "  " })), "Record: no name yet");
});

test("when it was downloaded, and whether that is all", () => {
  assert.equal(downloadedOf(state({}), NOW), "Not downloaded yet.");
  assert.equal(downloadedOf(state({ downloadedAt: SAVED.toISOString() }), NOW), "Last downloaded at 14:05.");
  assert.match(downloadedOf(state({ downloadedAt: SAVED.toISOString(), hasUndownloaded: true }), NOW), /Something has changed since\.$/);
});

test("a passphrase is long enough and typed twice alike", () => {
  assert.equal(passphraseProblem(""), "Enter a passphrase");
  assert.match(passphraseProblem("1234567"), /at least 8/);
  assert.match(passphraseProblem("😀😀😀😀"), /at least 8/);
  assert.equal(passphraseProblem("12345678"), null);
  assert.equal(againProblem("short", "other"), null);
  assert.match(againProblem("12345678", ""), /second time/);
  assert.match(againProblem("12345678", "12345679"), /not the same/);
  assert.equal(againProblem("12345678", "12345678"), null);
});

test("numbers have their words", () => {
  assert.match(bothInWords(1), /^One entry was/);
  assert.match(bothInWords(3), /^3 entries were/);
  assert.match(whatGoes(0, ""), /begun on these pages/);
  assert.match(whatGoes(1, "Amina"), /1 entry, the name “Amina”/);
  assert.match(whatGoes(2, ""), /2 entries/);
  assert.match(forgottenInWords("here", 0)[1], /nothing/);
  assert.match(forgottenInWords("elsewhere", 1)[1], /^1 thing is left/);
  const [title, words] = forgottenInWords("here", null);
  assert.match(words, /did not let the page look/);
  assert.doesNotMatch(title + words, /everything is forgotten|nothing/i);
});
