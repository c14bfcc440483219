/** Beside the status line: when it was last saved, whose record is open, and the way to choose where it is kept. */
import { announce } from "../../js/announcer.js";
import { el, replace } from "../../js/dom.js";
import { bothInWords, isUndecided, keptOf, lineOf, recordOf, savedOf } from "./words.js";

/** @typedef {import("../keeper/page_keeper.js").PageKeeper} Keeper */

/** A save that takes no longer than this is not worth a word, milliseconds. */
const LONG = 1500;

/**
 * @param {Keeper} keeper
 * @param {import("../status.js").Status} status
 * @param {() => boolean} isPutOff  the question was left open in this tab
 */
export function followKeeping(keeper, status, isPutOff) {
  const at = byId("alongside-saved-at");
  const record = byId("alongside-record");
  const choose = byId("alongside-choose");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let slow;
  const show = () => {
    const { state } = keeper;
    const isKept = (state.hasAny || state.where === "locked") && !state.trouble;
    status.keeps(lineOf(state), keptOf(state), { kept: isKept, notKept: state.trouble, locked: state.where === "locked" });
    at.textContent = isKept ? savedOf(state) : "";
    record.hidden = state.where === "locked" || !(state.hasAny || state.name);
    if (record.textContent !== recordOf(state)) record.textContent = recordOf(state);
    choose.hidden = !isUndecided(state) || !state.hasAny || !isPutOff();
    if (!state.isSaving) {
      clearTimeout(slow);
      slow = undefined;
      status.change({ saving: false });
    } else slow ??= setTimeout(() => status.change({ saving: true }), LONG);
    tellOfBoth(state.both);
  };
  keeper.follow(show);
  show();
  return show;
}

/** @param {number} number  entries of which both versions were kept */
function tellOfBoth(number) {
  const main = document.getElementById("main");
  const old = document.getElementById("alongside-both");
  if (!number || !main || old?.dataset.number === String(number)) return;
  const way = el("a", { href: "my_record.ipynb" }, "My record");
  const notice = old ?? el("div", { class: "notice", id: "alongside-both" });
  if (!old) main.prepend(notice);
  notice.dataset.number = String(number);
  replace(notice, el("p", null, bothInWords(number), " You find them in “", way, "”."));
  announce(notice.textContent ?? "");
}

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
