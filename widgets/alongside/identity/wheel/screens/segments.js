/** Which segments a wheel has: renamed, taken out, added from the pack or made up. */

import { announce } from "../../../page/js/announcer.js";
import { linkButton, secondButton } from "../../../page/js/buttons.js";
import { el } from "../../../page/js/dom.js";
import { adding } from "../../editing.js";
import { folded, newId } from "../../parts.js";
import { unsent } from "../../../page/js/unsent.js";
import { LONGEST, MOST_SEGMENTS, isFull, withSegment, withWords, withoutSegment } from "../model.js";

/** @typedef {import("../view.js").View} View */

const FULL = `A wheel has room for ${MOST_SEGMENTS} segments. To add another, take one out first.`;

/** @param {View} view */
export function segmentsPart(view) {
  const { pack, keeping, paint, root } = view;
  const { wheel } = keeping.state();
  const gone = pack.segments.filter(({ id }) => !wheel.segments.some((segment) => segment.id === id));
  return folded(
    view,
    "segments",
    "Add, rename or take out segments",
    el("p", { class: "hint" }, isFull(wheel) ? FULL : "What you have written stays."),
    adding(view, "A segment of your own", "Add this segment", LONGEST.label, isFull(wheel), (label) => added({ label })),
    fromPack(),
    el("ol", { class: "names", "aria-label": "The segments" }, ...wheel.segments.map(nameOf)),
  );

  /** @param {{id?: string, label: string}} segment */
  function added(segment) {
    // as it is by now: what is written does not make this part anew
    keeping.write(withSegment(keeping.state().wheel, segment));
    paint('[data-part="segments"] summary');
    announce("Added");
  }

  function fromPack() {
    if (gone.length === 0 || isFull(wheel)) return null;
    const id = newId();
    const list = el("select", { id, autocomplete: "off" }, ...gone.map((one) => el("option", { value: one.id }, one.name)));
    const add = () => added({ id: list.value, label: gone.find((one) => one.id === list.value)?.name ?? "" });
    return el("div", { class: "adding" }, el("label", { for: id }, "A segment that you took out"), el("div", { class: "line" }, list, secondButton("Add it again", add)));
  }

  /**
   * The tables and the picture stay where they are, and take the name as it is written.
   *
   * @param {string} id
   * @param {string} label
   */
  function rename(id, label) {
    keeping.write(withWords(keeping.state().wheel, id, { label }), root);
    root.querySelector(".put-back")?.remove();
    for (const place of root.querySelectorAll(`[data-name="${id}"]`)) place.textContent = label;
  }

  /**
   * @param {import("../model.js").Segment} segment
   * @param {number} at
   */
  function nameOf({ id, label }, at) {
    const name = el("input", {
      type: "text", value: label, maxlength: LONGEST.label, "aria-label": `Name of segment ${at + 1}`, ...unsent(keeping.state().spelling),
      on: { input: () => rename(id, name.value) },
    });
    const out = () => {
      keeping.put(withoutSegment(keeping.state().wheel, id));
      paint(".put-back button");
    };
    return el("li", null, el("div", { class: "line" }, name, linkButton("Take out", out, { "aria-label": `Take out segment ${at + 1}`, class: "button link" })));
  }
}
