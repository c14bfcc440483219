/** Before a document leaves the learner: what may give somebody away is marked, and can be put right in its place. */

import { el } from "../../page/js/dom.js";
import { focusHeading } from "../../page/js/focus.js";
import { changeEntry } from "../../page/js/record/entries.js";
import { marked, placesInWords } from "../../page/js/marks.js";
import { drop, keep, kept } from "../../page/js/store.js";
import { button } from "./pieces.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../page/js/marks.js").Part} Part */
/** @typedef {{entry: string, title: string, kind: string, day: string, parts: Part[]}} Found */

/**
 * @param {Desk} desk
 * @param {Record<string, any>} what  the document is to be of, as the kernel is asked
 * @param {{words: string, press: (pressed: HTMLElement) => any}} onward  what comes when it has been checked
 */
export function check(desk, what, { words, press }) {
  const found = el("div", { "aria-busy": "true" }, el("p", { role: "status" }, "Looking it through."));
  const onward = button(words, desk.calm(() => press(onward)), { hidden: true });
  const again = desk.calm(async () => {
    const { told } = await desk.ask({ ask: "check", ...what }, desk.recordText());
    if (!found.isConnected) return;
    found.removeAttribute("aria-busy");
    if (told.refused) {
      found.replaceChildren(button("Look it through again", again, { class: "button second" }));
      return desk.refuse(told.refused);
    }
    onward.hidden = told.entries === 0;
    found.replaceChildren(...result(desk, told, again));
  });
  again();
  return [
    el("h2", null, "Check it before it leaves you"),
    el("p", { class: "notice" }, desk.words.incomplete),
    found,
    el("div", { class: "buttons" }, onward, button("Back", desk.calm(desk.back), { class: "button second" })),
  ];
}

/**
 * @param {Desk} desk
 * @param {Record<string, any>} told
 * @param {() => any} again
 */
function result(desk, told, again) {
  if (told.entries === 0) return [el("p", null, `There are no reflections from ${told.since} to ${told.until}. Choose another time.`)];
  const many = told.entries === 1 ? "1 entry is" : `${told.entries} entries are`;
  const time = told.since ? `, from ${told.since} to ${told.until}` : "";
  const places = placesInWords(/** @type {Found[]} */ (told.found).flatMap(({ parts }) => parts));
  return [
    el("p", { role: "status" }, `${many} in it${time}. ${places}`),
    ...told.found.map((/** @type {Found} */ one) => entryOf(desk, one, again)),
  ];
}

/**
 * @param {Desk} desk
 * @param {Found} found
 * @param {() => any} again
 */
function entryOf(desk, { entry, title, kind, day, parts }, again) {
  return el(
    "section",
    { class: "found" },
    el("h3", null, title.trim() || kind),
    el("p", { class: "meta" }, `${kind}, ${day}`),
    ...parts.map((part) => partOf(desk, entry, part, again)),
  );
}

/**
 * An answer with its marks; "Change this" makes it a field.
 *
 * @param {Desk} desk
 * @param {string} entry
 * @param {Part} part
 * @param {() => any} again
 */
function partOf(desk, entry, part, again) {
  const place = el("div", { class: "found-part" });
  const write = () => {
    const { area, buttons } = editor(desk, entry, part, settle);
    place.replaceChildren(el("div", { class: "field" }, el("label", { for: area.id }, part.label), area), buttons);
    return area;
  };
  const change = { class: "button link", "aria-label": `Change this: ${part.label}` };
  const words = el("p", { class: "kept-words" }, ...part.pieces.flatMap(marked));
  place.append(el("h4", null, part.label), words, button("Change this", desk.calm(() => write().focus()), change));
  // a reload in the middle of a change comes back to it
  if (kept(draftOf(entry, part)) !== undefined) write();
  return place;

  /** @param {string} said */
  async function settle(said) {
    const list = place.closest(".found")?.parentElement;
    drop(draftOf(entry, part));
    await again();
    desk.say(said);
    const first = list?.querySelector("p");
    if (first) focusHeading(first);
  }
}

/**
 * @param {Desk} desk
 * @param {string} entry
 * @param {Part} part
 * @param {(said: string) => any} settle
 */
function editor(desk, entry, part, settle) {
  const before = valueOf(desk, entry, part.field);
  const draft = draftOf(entry, part);
  const area = el("textarea", {
    id: `change-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`,
    rows: 6,
    autocomplete: "off", // as in a form: else the browser writes the words to its disk
    value: kept(draft) ?? (Array.isArray(before) ? before.join("\n") : before),
    on: { input: () => keep(draft, area.value) },
  });
  const take = () => {
    const lines = area.value.split("\n").filter((line) => line.trim());
    put(desk, entry, part.field, Array.isArray(before) ? lines : area.value);
    return settle("The change is kept in your record.");
  };
  const leave = () => settle("It is as it was.");
  const second = button("Leave it as it was", desk.calm(leave), { class: "button second" });
  return { area, buttons: el("div", { class: "buttons" }, button("Keep the change", desk.calm(take)), second) };
}

/**
 * Where a change is kept while it is being written.
 *
 * @param {string} entry
 * @param {Part} part
 */
const draftOf = (entry, part) => `draft/${entry}/${part.field}`;

/**
 * @param {Desk} desk
 * @param {string} id
 * @param {string} field  its name; "" for the title
 * @returns {string | string[]}
 */
function valueOf(desk, id, field) {
  const entry = /** @type {any} */ (desk.keeper.entry(id));
  return field === "" ? entry.title : entry.fields.find((/** @type {any} */ one) => one.name === field).value;
}

/**
 * @param {Desk} desk
 * @param {string} id
 * @param {string} field
 * @param {string | string[]} value
 */
function put(desk, id, field, value) {
  const entry = /** @type {import("../../page/js/record/entries.js").Entry} */ (desk.keeper.entry(id));
  const fields = entry.fields.map((one) => (one.name === field ? { ...one, value } : one));
  const changes = field === "" ? { title: String(value).replace(/\s+/g, " ") } : { fields };
  desk.keeper.put(changeEntry(entry, changes, desk.keeper.writer));
}
