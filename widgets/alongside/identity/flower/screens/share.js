/** Showing some of it, or none: everything ends on the same last page, and nothing tells how somebody came to it. */

import { button, secondButton } from "../../../page/js/buttons.js";
import { makeField, showProblems } from "../../../page/js/controls.js";
import { el } from "../../../page/js/dom.js";
import { focusHeading } from "../../../page/js/focus.js";
import { tellHandOver } from "../../../page/js/hand_over.js";
import { lensOf } from "../model.js";
import { roomRows, rowsOf } from "../seen.js";
import { clearing } from "../../editing.js";
import { buttons, heading, paragraphs, questions, section } from "../../parts.js";
import { CLEARS, stopping } from "./work.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../view.js").Screen} Screen */
/** @typedef {import("../seen.js").Row} Row */

const MOST = 3;
const ROOM = "the_room_only";

/**
 * @param {View} view
 * @returns {Screen}
 */
export function share(view) {
  const { pack, ground, keeping, go } = view;
  const { before, show, one_screen: together, room_only: room } = pack.sharing;
  const title = heading(before.heading);
  const tile = (/** @type {import("../../parts.js").Text} */ text, /** @type {string} */ does, /** @type {() => void} */ click) =>
    el("li", { class: "tile" }, el("h3", null, text.heading), ...paragraphs(text.words.slice(0, 2)), buttons(secondButton(does, click)));
  const alone = () => {
    keeping.change({ turn: "", first: null, picked: null });
    go("pick");
  };
  return {
    heading: title,
    said: before.heading,
    nodes: [
      title,
      ...paragraphs(before.words),
      el(
        "ul",
        { class: "tiles" },
        tile(show, "Choose what to show", alone),
        tile(together, "Begin with the assessor", () => go("together")),
        tile(room, "Talk about the room", () => go("room")),
        tile({ heading: ground.declining.heading, words: ground.declining.words }, "I would rather not", () => go("last")),
      ),
      section({ heading: "Words for saying no", words: [] }, el("ul", { class: "words-to-say" }, ...ground.decline_with.map((/** @type {string} */ words) => el("li", null, `“${words}”`)))),
      buttons(secondButton("Back to my flower", () => go("flower"))),
    ],
  };
}

/**
 * Up to three petals, or the ring of the room. Only those in which something stands can be picked.
 *
 * @param {View} view
 * @returns {Screen}
 */
export function pick(view) {
  const { pack, keeping, go } = view;
  const { flower, lens, turn } = keeping.state();
  const rows = rowsOf(flower, lens).filter(({ usual, me, words }) => usual.trim() || me || words.trim());
  const title = heading(turn ? `What ${turn === "first" ? "the assessor" : "the NQSW"} wants to show` : pack.sharing.show.heading);
  const back = secondButton("Back to my flower", () => go("flower"));
  if (rows.length === 0) {
    return { heading: title, said: title.textContent ?? "", nodes: [title, el("p", null, "There is nothing to show here yet. You can fill in a petal first, or finish."), buttons(back, secondButton("Finish", () => go("last")))] };
  }
  const problems = el("div");
  // names and places of one's own are not for a browser to send away to be translated
  const ownWords = (/** @type {Element} */ place) => place.querySelectorAll("label, .hint").forEach((one) => one.setAttribute("translate", "no"));
  const options = rows.map(({ id, label }) => ({ value: id, label }));
  const room = { value: ROOM, label: "The ring about the room only", hint: "Every petal with a usual, and nothing about me.", alone: true };
  const which = makeField({
    name: "petals", kind: "checkboxes", label: `Which petals? Up to ${MOST}`, hint: `They are shown as they are ${inPlace(lensOf(flower, lens).label)}.`, missing: "Choose what to show, or go back",
    options: roomRows(rows).length ? [...options, room] : options,
  });
  ownWords(which.element);
  const words = rows.some((row) => row.words.trim())
    ? makeField({ name: "with_words", kind: "checkboxes", label: "And my own words for them?", optional: true, options: [{ value: "yes", label: "Show my own words too" }] })
    : null;
  const does = { "": "Show it now", first: "Put these away and hand over", second: "I have chosen" }[turn];
  return {
    heading: title,
    said: title.textContent ?? "",
    nodes: [
      problems,
      title,
      turn ? null : el("p", null, pack.sharing.show.words[0]),
      which.element,
      words?.element ?? null,
      turn === "first" ? el("p", { class: "notice" }, "When you hand over, your flower leaves this page, and so does an identity wheel. Only what you pick stays, put away. It is shown if the NQSW wants to show theirs too, and otherwise not. To keep the rest, save it to a file first.") : null,
      buttons(button(does, take), turn === "first" ? secondButton("Save or open a file", () => go("files")) : null, back, stopping(view)),
    ],
  };

  function take() {
    /** @type {string[]} */
    const chosen = which.value();
    const many = chosen.length > MOST ? { petals: `Choose ${MOST} at most. You have chosen ${chosen.length}` } : undefined;
    if (showProblems([which], problems, many)) return;
    const withWords = Boolean(words?.value()?.length);
    const picked = { lens: lensOf(flower, lens).label, rows: chosen[0] === ROOM ? roomRows(rows) : rows.filter(({ id }) => chosen.includes(id)).map((row) => ({ ...row, words: withWords ? row.words : "" })) };
    if (turn === "first") {
      keeping.handOver(picked);
      tellHandOver({ by: "flower", isEmptied: true });
      return go("handover");
    }
    keeping.change({ picked });
    go(turn ? "both" : "show");
  }
}

/** @param {string} lens */
const inPlace = (lens) => `in “${lens}”`;

/**
 * @param {View} view
 * @returns {Screen}
 */
export function room(view) {
  const { pack, keeping, go } = view;
  const { flower, lens } = keeping.state();
  const rows = roomRows(rowsOf(flower, lens));
  const { heading: words, words: told } = pack.sharing.room_only;
  const title = heading(words);
  const show = () => {
    keeping.change({ turn: "", first: null, picked: { lens: lensOf(flower, lens).label, rows } });
    go("show");
  };
  return {
    heading: title,
    said: words,
    nodes: [title, ...paragraphs(told), questions(pack.sharing.room_questions), buttons(rows.length ? button("Show the ring about the room", show) : button("Begin with the room", () => go("flower")), secondButton("Finish", () => go("last")))],
  };
}

/**
 * @param {View} view
 * @returns {Screen}
 */
export function together(view) {
  const { pack, keeping, go } = view;
  const { heading: words, words: told } = pack.sharing.one_screen;
  const title = heading(words);
  const begin = () => {
    keeping.change({ turn: "first", first: null, picked: null });
    go("flower");
  };
  return { heading: title, said: words, nodes: [title, ...paragraphs(told), buttons(button("The assessor begins", begin), secondButton("Back", view.back), stopping(view))] };
}

/**
 * The page between two people. Nothing of the first one's flower is behind it.
 *
 * @param {View} view
 * @returns {Screen}
 */
export function handover(view) {
  const { pack, go } = view;
  const { heading: words, words: told } = pack.sharing.hand_over;
  const title = heading(words);
  return {
    heading: title,
    said: words,
    nodes: [title, ...paragraphs(told), buttons(secondButton("Stop here", () => go("last")), secondButton("Fill in mine", () => go("flower")), secondButton("Open a file of mine", () => go("files")))],
  };
}

/**
 * The assessor chose by handing over; the NQSW chooses here, and no answer stands on the screen for the other to read.
 *
 * @param {View} view
 * @returns {Screen}
 */
export function both(view) {
  const { go } = view;
  const title = heading("Before both are shown");
  const told = [
    "NQSW, this page is for you alone. The assessor chose by handing over.",
    "Nothing of yours or theirs is shown unless you want both shown. Whichever you press, you come to the same last page.",
  ];
  return {
    heading: title,
    said: "Before both are shown",
    nodes: [title, ...paragraphs(told), buttons(secondButton("Show both", () => go("beside")), secondButton("Show neither, and finish", () => go("last")))],
  };
}

/** The next part for a pair, wherever the page has one: its styles show it only there. */
function toAgreement() {
  const go = () => {
    const there = document.querySelector(".alongside.agreement h2");
    if (there instanceof HTMLElement) focusHeading(there);
  };
  return button("Go to our working agreement", go, { class: "button to-agreement" });
}

/**
 * The last page, the same however one came to it.
 *
 * @param {View} view
 * @returns {Screen}
 */
export function last(view) {
  const { pack, ground, keeping, go } = view;
  const { end } = pack.sharing;
  if (keeping.state().turn || keeping.state().picked) keeping.change({ turn: "", first: null, picked: null }, view.root);
  const title = heading(end.heading);
  return {
    heading: title,
    said: end.heading,
    nodes: [
      title,
      ...paragraphs(end.words),
      section({ heading: "To think or talk about", words: [] }, questions(pack.debrief)),
      section(ground.if_it_hurts),
      buttons(toAgreement(), secondButton("Back to the flower", () => go("flower")), secondButton("Save or open a file", () => go("files")), secondButton("Print", () => go("paper"))),
      clearing(view, CLEARS),
    ],
  };
}
