/** What is in the record: entries by kind, both versions of what was written twice, and a way to forget one. */

import { el } from "../../page/js/dom.js";
import { dayOf, forgetEntry, liveEntries } from "../../page/js/record/entries.js";
import { drop, keysLike } from "../../page/js/store.js";
import { KIND_NAMES, NOTHING_WRITTEN, button, inFull, inWords, latestFirst, nameOf, withBack } from "./pieces.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../page/js/record/entries.js").Entry} Entry */

const TWICE = "This was written in two places at once, and both versions were kept. Look at both, and forget the one that you do not need.";

/** @param {Desk} desk */
export function entries(desk) {
  const live = liveEntries(desk.keeper.record());
  return [
    el("h2", null, "What is in my record"),
    live.length === 0 && el("p", null, NOTHING_WRITTEN),
    ...byKind(desk, live, (entry) => el("div", null, wayBack(entry), forgetting(desk, entry))),
    withBack(desk),
  ];
}

/**
 * Entries under the names of their kinds, the latest first.
 *
 * @param {Desk} desk
 * @param {Entry[]} live
 * @param {(entry: Entry) => Node | null} [tools]  what can be done with one
 * @returns {Node[]}
 */
export function byKind(desk, live, tools = () => null) {
  const ids = new Set(live.map(({ id }) => id));
  const isCopy = (/** @type {Entry} */ entry) => entry.copy_of !== undefined && ids.has(entry.copy_of);
  return Object.entries(KIND_NAMES).flatMap(([kind, name]) => {
    const own = latestFirst(live.filter((entry) => entry.kind === kind && !isCopy(entry)));
    if (!own.length) return [];
    const items = own.map((entry) => item(desk, entry, latestFirst(live.filter((one) => one.copy_of === entry.id)), tools));
    return [el("h3", null, own.length > 1 ? `${name} (${own.length})` : name), el("ul", { class: "kept-list" }, ...items)];
  });
}

/**
 * @param {Desk} desk
 * @param {Entry} entry
 * @param {Entry[]} copies  other versions of it
 * @param {(entry: Entry) => Node | null} tools
 */
function item(desk, entry, copies, tools) {
  if (!copies.length) return el("li", null, opened(desk, entry, inWords(dayOf(entry)), tools));
  const versions = [entry, ...copies].map((one, at) =>
    opened(desk, one, `${at === 0 ? "one version" : "the other version"}, changed ${moment(one.changed)}`, tools),
  );
  const both = () => {
    for (const one of versions) one.open = true;
    versions[0].querySelector("summary")?.focus();
  };
  return el(
    "li",
    { class: "twice" },
    el("p", null, TWICE),
    button("Look at both versions", desk.calm(both), { class: "button link", "data-key": `both ${entry.id}` }),
    ...versions,
  );
}

/**
 * @param {Desk} desk
 * @param {Entry} entry
 * @param {string} when
 * @param {(entry: Entry) => Node | null} tools
 */
function opened(desk, entry, when, tools) {
  const open = (desk.memory.open ??= new Set());
  const toggle = (/** @type {Event} */ event) => {
    if (/** @type {HTMLDetailsElement} */ (event.target).open) open.add(entry.id);
    else open.delete(entry.id);
  };
  return el(
    "details",
    { open: open.has(entry.id), on: { toggle } },
    el("summary", { "data-key": entry.id }, nameOf(entry), el("span", { class: "meta" }, `, ${when}`)),
    el("div", null, ...inFull(desk, entry), tools(entry)),
  );
}

/**
 * A link to where an entry is written on.
 *
 * @param {Entry} entry
 */
function wayBack({ id, workbook }) {
  return workbook === "reflections" && el("p", null, el("a", { href: `reflections.ipynb#entry-${id}` }, "Write on in Reflections"));
}

/**
 * Forgets one entry, and asks once more before it does.
 *
 * @param {Desk} desk
 * @param {Entry} entry
 */
function forgetting(desk, entry) {
  const place = el("div", { class: "forgetting" });
  const again = el("p", { id: `forget-${entry.id}` }, `Forget “${nameOf(entry)}”? Its words go from this record. An older file of yours does not bring it back.`);
  const forget = desk.calm(() => {
    desk.memory.open?.delete(entry.id);
    keysLike(`draft/${entry.id}/`).forEach(drop); // a change of it that was being written
    desk.keeper.put(forgetEntry(entry, desk.keeper.writer));
    desk.paint("It is forgotten.");
  });
  const ask = desk.calm(() => {
    const sure = button("Forget it", forget, { "aria-describedby": again.id });
    place.replaceChildren(again, el("div", { class: "buttons" }, sure, button("Keep it", desk.calm(rest), { class: "button second" })));
    sure.focus();
  });
  const first = button("Forget this entry", ask, { class: "button link", "aria-label": `Forget this entry: ${nameOf(entry)}` });
  place.replaceChildren(first);
  return place;

  function rest() {
    place.replaceChildren(first);
    first.focus();
  }
}

/** @param {string} changed  a moment */
function moment(changed) {
  const when = new Date(changed);
  const time = when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `${when.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}, ${time}`;
}
