/** Prints the browser's constants, and then records that its code makes of whatever learners may type: one line each. */

import fc from "fast-check";
import * as entries from "../../widgets/alongside/page/js/record/entries.js";
import { keptFields } from "../../widgets/alongside/page/js/record/fields.js";
import { LIMITS } from "../../widgets/alongside/page/js/record/limits.js";
import { merge } from "../../widgets/alongside/page/js/record/merge.js";
import { ABOUT, aboutOf, changeAbout, entryName, recordOf } from "../../widgets/alongside/page/js/record/rows.js";

const { FORMAT, VERSION, MOST_TAGS, KINDS, NEVER_KEPT, ALONE } = entries;
const write = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
write({ FORMAT, VERSION, MOST_TAGS, KINDS, NEVER_KEPT: [...NEVER_KEPT].sort(), ALONE, LIMITS });

/** Letters of every sort, whole and half; sometimes more than fit. */
const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes));
const long = fc.tuple(fc.constantFrom(99, 100, 499, 500, 501), fc.constantFrom("x", "🙂", "\ud83d", "é")).map(([most, letter]) => letter.repeat(most));
const text = fc.oneof({ weight: 9, arbitrary: units }, { weight: 3, arbitrary: fc.string({ unit: "grapheme" }) }, { weight: 1, arbitrary: long });
const numbers = fc.oneof(fc.integer(), fc.double({ min: -1e9, max: 1e9 }), fc.maxSafeInteger(), fc.constantFrom(-0, NaN, Infinity, 2 ** 53));
const name = fc.constantFrom("what", "felt", "constructor", "__proto__x", "how_sure").map((one) => one.replace(/^_+/, ""));
const day = fc.oneof(fc.constantFrom("2026-02-29", "0000-01-01", "", "2026-1-1", undefined), fc.date({ noInvalidDate: true, min: new Date("0001-01-01"), max: new Date("9999-12-31") }).map((date) => date.toISOString().slice(0, 10)));

const options = fc.array(fc.record({ value: text, label: text }), { minLength: 1, maxLength: 3 });
const answer = fc.constantFrom("text", "long_text", "radios", "select", "checkboxes", "date", "scale", "file").chain((kind) => {
  const values = { checkboxes: fc.array(text, { maxLength: 3 }), scale: fc.oneof(numbers, fc.constant("prefer_not_to_say")), file: fc.constant({ name: "a" }) };
  return fc.record({ spec: fc.record({ name, kind: fc.constant(kind), label: text, options }), value: values[kind] ?? text });
});
const fields = fc.array(answer, { maxLength: 4 }).map((answers) => answers.flatMap(({ spec, value }) => keptFields([spec], { [spec.name]: value })));

const writer = fc.constantFrom("00000001", "3f9a0c1b", "__proto__", "w");
const link = fc.constantFrom("one", "two", "three");
const parts = fc.record({ title: text, fields, day, finished: fc.option(fc.boolean(), { nil: undefined }), standards: fc.array(fc.constant("pcf/knowledge"), { maxLength: 3 }), links: fc.array(link) });
const moves = fc.array(fc.record({ scene: name, choice: fc.option(name, { nil: undefined }) }, { requiredKeys: ["scene"] }), { maxLength: 4 });

const live = fc.record({ id: link, parts, writer, changes: fc.array(fc.tuple(parts, writer), { maxLength: 3 }), isGone: fc.boolean(), kind: fc.constantFrom(...KINDS), moves });
const entry = live.map(({ id, parts: given, writer: first, changes, isGone, kind, moves: way }) => {
  const workbook = "reflections";
  const path = { scenario: "team_meeting", eyes: "nqsw", moves: way };
  let made = entries.makeEntry(kind === "path" ? { id, workbook, kind, title: given.title, path } : { id, workbook, kind, ...given }, first);
  for (const [change, by] of changes) made = entries.changeEntry(made, kind === "path" ? { title: change.title } : change, by);
  return isGone ? entries.forgetEntry(made, first) : made;
});

const programme = fc.record({ role: fc.constantFrom("nqsw", "assessor"), track: fc.constant("adults"), started: day, part_time: numbers }, { requiredKeys: [] });
const forms = fc.array(fc.record({ id: link, name: text, kind: fc.constantFrom(...KINDS), places: fc.dictionary(text, text, { maxKeys: 4 }) }), { maxLength: 1 });
const about = fc.record({ name: text, programme, forms });
const whole = fc.record({ rows: fc.uniqueArray(entry, { selector: ({ id }) => id }), said: about, writer }).map(({ rows, said, writer: by }) => {
  const named = new Map(rows.map((row) => [entryName(row.id), row]));
  named.set(ABOUT, changeAbout(aboutOf(named), said, by));
  return recordOf(named);
});

for (const [one, other] of fc.sample(fc.tuple(whole, whole), { numRuns: 130, seed: Number(process.argv[2] ?? Date.now()) })) {
  write(one);
  write(merge(one, other).record);
}
