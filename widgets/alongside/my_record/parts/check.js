/** Before a document leaves the learner: what may give somebody away is marked, and can be put right in its place. */

import { el } from "../../page/js/dom.js";
import { changeEntry } from "../../page/js/record/entries.js";
import { button } from "./pieces.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {{field: string, label: string, pieces: [string, string][]}} Part  an answer: its words, and what they may be */
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
  const many = told.entries === 1 ? "1 entry" : `${told.entries} entries`;
  const time = told.since ? `, from ${told.since} to ${told.until}` : "";
  const number = /** @type {Found[]} */ (told.found).flatMap(({ parts }) => parts).flatMap(({ pieces }) => pieces).filter(([, kind]) => kind).length;
  const marked = number === 0 ? "Nothing was marked in it." : number === 1 ? "1 place is marked." : `${number} places are marked.`;
  return [
    el("p", { role: "status" }, `It is of ${many}${time}. ${marked}`),
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
  const change = button("Change this", desk.calm(write), { class: "button link", "aria-label": `Change this: ${part.label}` });
  place.append(el("h4", null, part.label), el("p", { class: "kept-words" }, ...part.pieces.flatMap(marked)), change);
  return place;

  function write() {
    const id = `change-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
    const before = valueOf(desk, entry, part.field);
    const area = el("textarea", { id, rows: 6, value: Array.isArray(before) ? before.join("\n") : before });
    const keep = async () => {
      const words = area.value;
      put(desk, entry, part.field, Array.isArray(before) ? words.split("\n").filter((line) => line.trim()) : words);
      const section = place.closest(".found")?.parentElement;
      await again();
      desk.say("The change is kept in your record.");
      section?.querySelector("p")?.setAttribute("tabindex", "-1");
      section?.querySelector("p")?.focus();
    };
    place.replaceChildren(
      el("div", { class: "field" }, el("label", { for: id }, part.label), area),
      el("div", { class: "buttons" }, button("Keep the change", desk.calm(keep)), button("Leave it as it was", desk.calm(again), { class: "button second" })),
    );
    area.focus();
  }
}

/**
 * Words that were marked, with what they may be.
 *
 * @param {[string, string]} piece
 * @returns {(string | Node)[]}
 */
function marked([words, kind]) {
  if (!kind) return [words];
  return [el("mark", null, words), el("span", { class: "mark-kind" }, ` (${kind}?)`)];
}

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
  const changes = field === "" ? { title: String(value) } : { fields };
  desk.keeper.put(changeEntry(entry, changes, desk.keeper.writer));
}
