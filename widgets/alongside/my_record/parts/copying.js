/** A button that copies words. Where the browser does not let a page copy, it marks them, ready to be copied. */

import { copyWords } from "../../page/js/clipboard.js";
import { button } from "./pieces.js";

/** @typedef {import("../desk.js").Desk} Desk */

/**
 * @param {Desk} desk
 * @param {string} label  of what is copied
 * @param {string} words
 * @param {HTMLElement} shown  where they stand
 */
export function copyButton(desk, label, words, shown) {
  const press = async () => {
    if (await copyWords(words)) return desk.say(`Copied: ${label}`);
    getSelection()?.selectAllChildren(shown);
    desk.say("This browser does not let the page copy. The words are marked: press Ctrl and C, or choose Copy.");
  };
  return button("Copy", desk.calm(press), { class: "button second", "aria-label": `Copy: ${label}` });
}
