/** The board on the screen: cards that are put under one of four by a button, by a number key, or dragged. */

import { announce } from "../../page/js/announcer.js";
import { button, linkButton, secondButton } from "../../page/js/buttons.js";
import { makeField } from "../../page/js/controls.js";
import { el, replace } from "../../page/js/dom.js";
import { LONGEST, addOwn, allCards, place, removeOwn } from "./model.js";

/** @typedef {import("./model.js").Pack} Pack */
/** @typedef {import("../parts/second.js").Holder} Holder */

/**
 * @param {Pack} pack
 * @param {Holder} holder
 * @returns {Node[]}
 */
export function board(pack, holder) {
  const whole = el("div", { class: "board" });
  /** The card whose places are shown. @type {string | null} */
  let picked = null;
  /** @type {string | null} */
  let dragged = null;
  paint();
  return [el("p", { class: "hint" }, "Choose a card, then where it lies. On a card, the keys 1 to 4 put it there, and 0 takes it back. You can also drag it by the dots before it."), whole, ownCard()];

  function paint() {
    const cards = allCards(pack, holder.values());
    const under = (/** @type {string | undefined} */ id) => cards.filter((card) => holder.values().placed?.[card] === id);
    const fields = pack.fields.map(({ id, name, gloss }) => zone(id, name, gloss, under(id), "Nothing here yet."));
    replace(whole, zone(null, "Cards", pack.not_placed, under(undefined), "Every card is placed."), el("div", { class: "fields" }, ...fields));
  }

  /**
   * @param {string | null} id
   * @param {string} name
   * @param {string} gloss
   * @param {string[]} cards
   * @param {string} none
   */
  function zone(id, name, gloss, cards, none) {
    const list = cards.length ? el("ul", { class: "cards-here" }, ...cards.map((card) => item(card, id))) : el("p", { class: "meta" }, none);
    const over = (/** @type {DragEvent} */ event) => {
      if (dragged === null) return;
      event.preventDefault();
      section.classList.add("over");
    };
    const drop = (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      if (dragged !== null) move(dragged, id);
    };
    const on = { dragover: over, drop, dragleave: () => section.classList.remove("over") };
    const section = el("section", { class: id ? "zone" : "zone hand", "data-field": id ?? "", on }, el("h3", { tabindex: "-1" }, name), el("p", { class: "meta" }, gloss), list);
    return section;
  }

  /**
   * @param {string} card
   * @param {string | null} id  where it lies
   */
  function item(card, id) {
    const isOpen = picked === card;
    const pick = () => {
      picked = isOpen ? null : card;
      paint();
      focusCard(card);
    };
    const hint = pack.cards.find(({ words }) => words === card)?.hint;
    const press = linkButton(card, pick, { class: "card", "aria-expanded": String(isOpen), "data-card": card });
    const on = {
      keydown: (/** @type {KeyboardEvent} */ event) => byKey(event, card, id),
      dragstart: (/** @type {DragEvent} */ event) => {
        dragged = card;
        // a browser that is handed words looks them up on the web where they are dropped on its bar of tabs
        event.dataTransfer?.setData("application/x-alongside-card", "");
      },
      dragend: () => {
        dragged = null;
      },
    };
    // no browser lets a parent be dragged by a button in it
    const grip = el("span", { class: "grip", "aria-hidden": "true" });
    return el("li", { draggable: "true", on }, grip, press, isOpen && hint ? el("p", { class: "meta" }, hint) : null, isOpen && places(card, id));
  }

  /**
   * @param {string} card
   * @param {string | null} id
   */
  function places(card, id) {
    const to = pack.fields.map((field, at) => field.id !== id && secondButton(`${at + 1}. ${field.name}`, () => move(card, field.id)));
    const isOwn = holder.values().own?.includes(card);
    const remove = () => {
      holder.set(removeOwn(holder.values(), card));
      picked = null;
      paint();
      announce(`“${card}” is gone.`);
      focusCard(allCards(pack, holder.values())[0]);
    };
    const back = id && secondButton("0. Take it back", () => move(card, null));
    return el("div", { class: "places", role: "group", "aria-label": `Where does “${card}” lie?` }, ...to, back, isOwn && linkButton("Remove this card", remove));
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} card
   * @param {string | null} id
   */
  function byKey(event, card, id) {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-4]$/.test(event.key)) return;
    const to = pack.fields[Number(event.key) - 1]?.id ?? null;
    if (to === id) return;
    event.preventDefault();
    move(card, to);
  }

  /**
   * @param {string} card
   * @param {string | null} to
   */
  function move(card, to) {
    const cards = allCards(pack, holder.values());
    const hand = cards.filter((one) => !holder.values().placed?.[one]);
    const next = hand[hand.indexOf(card) + 1] ?? hand[hand.indexOf(card) - 1];
    const wasInHand = hand.includes(card);
    holder.set(place(holder.values(), card, to));
    dragged = null;
    // the next card of the hand is at hand, so that one key after another places them all
    picked = wasInHand && to ? (next ?? null) : null;
    paint();
    const name = pack.fields.find(({ id }) => id === to)?.name;
    announce(name ? `“${card}” lies under “${name}”.` : `“${card}” is not placed.`);
    focusCard(picked ?? card);
  }

  /** @param {string} card */
  function focusCard(card) {
    /** @type {HTMLElement | null} */ (whole.querySelector(`[data-card="${CSS.escape(card)}"]`))?.focus();
  }

  function ownCard() {
    const field = makeField({ name: "own_card", kind: "text", label: "A card of your own", hint: pack.own_card, optional: true }, { value: holder.values().draft, change: (draft) => holder.set({ draft }) });
    const input = /** @type {HTMLInputElement} */ (field.element.querySelector("input"));
    input.maxLength = LONGEST;
    const add = (/** @type {Event} */ event) => {
      event.preventDefault();
      const changes = addOwn(pack, holder.values(), input.value);
      if (!changes) return;
      holder.set({ ...changes, draft: "" });
      announce(`“${changes.own.at(-1)}” is among the cards.`);
      field.set("");
      paint();
      input.focus();
    };
    return el("form", { class: "own-card", on: { submit: add } }, field.element, button("Add the card", () => {}, { type: "submit", class: "button second" }));
  }
}
