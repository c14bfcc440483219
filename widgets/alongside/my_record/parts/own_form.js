/** The Word form of the learner's organisation: its places are mapped once, and it comes back filled. It is kept nowhere. */

import { makeField, showProblems } from "../../page/js/controls.js";
import { el } from "../../page/js/dom.js";
import { isLive } from "../../page/js/record/entries.js";
import { offerDownload } from "../../page/js/record/file.js";
import { keep, kept } from "../../page/js/store.js";
import { check } from "./check.js";
import { NOTHING_WRITTEN, button, entryField, sheetForm, today, withBack } from "./pieces.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {{key: string, kind: string, label: string}} FormPlace */
/** @typedef {{name: string, label: string, words: string}} Value */
/** @typedef {{name: string, bytes: ArrayBuffer}} File */
/** @typedef {{entry: string, form: string, places: FormPlace[], values: Value[], suggested: Record<string, string>}} Looked */

const CHOOSE = { name: "form", kind: "file", label: "Choose the form", accept: [".docx", ".doc", ".docm", ".dotx"] };
const ABOUT = "Choose an empty form as a Word file (.docx), and the entry that is to fill it. Nothing else in the form changes. It passes through the server’s memory and is kept nowhere.";
const BEFORE = "You have filled this form before. What went where then is chosen below.";
const FIRST = "Say once what goes where. It is kept in your record, for the next time that you choose this form.";
const EMPTY = "Leave “Choose one” where nothing is to go.";
/** What tells places with the same label apart. @type {Record<string, string>} */
const PLACES = {
  control: "A field of the form.",
  field: "A field of the form, of the older kind.",
  cell: "An empty cell of a table.",
  marker: "Wherever it stands in [[ and ]].",
};
const LONGEST = 60;
const SHELF = "form";

/**
 * @param {Desk} desk
 * @param {string} step
 */
export function ownForm(desk, step) {
  const { file, looked } = desk.memory;
  const isThere = file && looked && isLive(desk.keeper.entry(looked.entry));
  if (isThere && step === "places") return map(desk, looked);
  if (isThere && step === "check") {
    const press = () => desk.go("form", "fill");
    return check(desk, { what: "form", entry: looked.entry }, { words: "Go on", press });
  }
  return isThere && step === "fill" ? filling(desk, file, looked) : choose(desk);
}

/** @param {Desk} desk */
function choose(desk) {
  const heading = el("h2", null, "Fill my organisation’s form");
  const entry = entryField(desk, { label: "Which entry fills it?", chosen: kept(SHELF), change: (id) => keep(SHELF, id) });
  if (!entry) return [heading, el("p", null, NOTHING_WRITTEN), withBack(desk)];
  const file = makeField(CHOOSE, { value: desk.memory.file, change: (value) => Object.assign(desk.memory, { file: value }) });
  const summary = el("div");
  const submit = async () => {
    if (showProblems([entry, file], summary)) return;
    desk.say("Looking for places to fill.");
    const { told } = await desk.ask({ ask: "form", entry: entry.value() }, desk.recordText(), file.value().bytes);
    if (!summary.isConnected) return;
    desk.say("");
    if (told.refused) return desk.refuse(told.refused);
    desk.memory.looked = { entry: entry.value(), ...told };
    desk.go("form", "places");
  };
  return [heading, el("p", null, ABOUT), summary, sheetForm(desk, "Look for places to fill", submit, file.element, entry.element)];
}

/**
 * @param {Desk} desk
 * @param {Looked} looked
 */
function map(desk, looked) {
  const before = mapping(desk, looked);
  const filled = looked.values.filter(({ words }) => words.trim());
  const options = filled.map(({ name, label, words }) => ({ value: name, label: `${label}: ${shortened(words)}` }));
  const chosen = { ...looked.suggested, ...before };
  const isAlone = ({ label = "" }) => looked.places.filter((place) => place.label === label).length === 1;
  const fields = looked.places.map((place, at) => {
    const words = { label: place.label || `Place ${at + 1}`, hint: isAlone(place) ? "" : PLACES[place.kind] };
    return makeField({ name: `place-${at}`, kind: "select", ...words, options }, { value: chosen[place.key] });
  });
  const submit = () => {
    const now = looked.places.map(({ key }, at) => [key, fields[at].value()]);
    const kind = /** @type {any} */ (desk.keeper.entry(looked.entry)).kind;
    const places = mapped(before ?? {}, filled.map(({ name }) => name), Object.fromEntries(now));
    desk.keeper.putForm({ id: looked.form, name: desk.memory.file.name, kind, places });
    desk.go("form", "check");
  };
  return [
    el("h2", null, "What goes where"),
    el("p", null, `${before ? BEFORE : FIRST} ${EMPTY}`),
    sheetForm(desk, "Continue", submit, ...fields.map(({ element }) => element)),
  ];
}

/**
 * What is to go where from now on. What this entry does not say stays where it goes for another entry.
 *
 * @param {Record<string, string>} before
 * @param {string[]} names  that this entry says
 * @param {Record<string, string | null>} now  what was chosen; null for nothing
 * @returns {Record<string, string>}
 */
export function mapped(before, names, now) {
  const unseen = Object.entries(before).filter(([, name]) => !names.includes(name));
  const chosen = Object.entries(now).flatMap(([key, name]) => (name ? [[key, name]] : []));
  return Object.fromEntries([...unseen, ...chosen]);
}

/**
 * @param {Desk} desk
 * @param {File} file
 * @param {Looked} looked
 */
function filling(desk, file, looked) {
  const result = el("div");
  const fill = async () => {
    desk.say("Filling it.");
    const ask = { ask: "fill", entry: looked.entry, places: mapping(desk, looked) ?? {}, today: today() };
    const { told, bytes } = await desk.ask(ask, desk.recordText(), file.bytes);
    if (!result.isConnected) return;
    desk.say("");
    if (told.refused) return desk.refuse(told.refused);
    offerDownload(told.name, told.type, bytes[0]);
    result.replaceChildren(...leftEmpty(looked, told.left));
    desk.say(`Your form is in your downloads: ${told.name}`);
  };
  const number = Object.keys(mapping(desk, looked) ?? {}).length;
  return [
    el("h2", null, "Your form"),
    el("p", null, number === 1 ? "1 place is to be filled." : `${number} places are to be filled.`),
    result,
    withBack(desk, button("Fill it and download", desk.calm(fill))),
  ];
}

/**
 * @param {Looked} looked
 * @param {string[]} left  keys of places
 */
function leftEmpty(looked, left) {
  if (!left.length) return [];
  const labels = looked.places.filter(({ key }) => left.includes(key)).map(({ label }) => el("li", null, label));
  const words = "These could not be filled, because they take only what is in their own list. Fill them in Word.";
  return [el("p", null, words), el("ul", null, ...labels)];
}

/**
 * What went where the last time, null for a form that is new here.
 *
 * @param {Desk} desk
 * @param {Looked} looked
 * @returns {Record<string, string> | null}
 */
function mapping(desk, { form }) {
  return desk.keeper.record().forms.find((/** @type {{id: string}} */ { id }) => id === form)?.places ?? null;
}

/** @param {string} words */
function shortened(words) {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line;
}
