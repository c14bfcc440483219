/** Records for tests, made as learners make them. */

import { changeEntry, forgetEntry, liveEntries, makeEntry, newRecord } from "../../widgets/alongside/page/js/record/entries.js";

export const NOW = "2026-11-21T10:00:00.000Z";
export const LATER = "2026-11-22T10:00:00.000Z";
export const LATEST = "2026-11-23T10:00:00.000Z";

export const field = (value = "I knocked twice.", more = {}) => ({ name: "happened", kind: "text", label: "What happened?", value, ...more });

/** An entry called "visit" of one writer. */
export function entry(more = {}, now = NOW) {
  const { workbook = "reflections", kind = "reflection", title = "A visit", id = "visit", ...rest } = more;
  const made = makeEntry({ workbook, kind, title, id, fields: kind === "path" ? [] : [field()], ...rest }, "w1");
  return { ...made, created: now, changed: now };
}

export const path = (more = {}) =>
  entry({ id: "walk", workbook: "allyship_stories", kind: "path", path: { scenario: "team_meeting", eyes: "nqsw", moves: [{ scene: "gate" }] }, ...more });

export const record = (...entries) => ({ ...newRecord(), name: "Sam", entries });

/** The record with its "visit" changed. */
export const write = (kept, words, writer, now = LATER) => ({
  ...kept,
  entries: kept.entries.map((one) => (one.id === "visit" ? { ...changeEntry(one, { fields: [field(words)] }, writer), changed: now } : one)),
});

export const forget = (kept, writer, now = LATER) => ({
  ...kept,
  entries: kept.entries.map((one) => (one.id === "visit" ? { ...forgetEntry(one, writer), changed: now } : one)),
});

export const wordsIn = (kept) => new Set(liveEntries(kept).filter(({ fields }) => fields.length).map(({ fields }) => fields[0].value));
export const byId = (kept) => Object.fromEntries(kept.entries.map((one) => [one.id, one]));
