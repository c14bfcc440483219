/** Forgetting all that is kept here: asked once more before, and shown afterwards. */
import { el, replace } from "../../js/dom.js";
import { focusHeading } from "../../js/focus.js";
import { liveEntries } from "../../js/record/entries.js";
import { button } from "./box.js";
import { downloadRecord } from "./download.js";
import { focusAnything } from "./moment.js";
import { forgottenInWords, whatGoes } from "./words.js";

/** @typedef {import("../keeper/page_keeper.js").PageKeeper} Keeper */

/** How long the browser has to take a file over from the page before the page goes, milliseconds. */
const TO_TAKE_OVER = 1000;
/** Whoever has just downloaded it, perhaps locked, is not given a second file, milliseconds. */
const JUST_NOW = 10 * 60_000;

const REFUSED =
  "This browser refuses to clear its store just now, so nothing was forgotten. Close the other tabs with Alongside and try again, or clear this address’s data in the browser’s own settings.";

/**
 * The button that forgets everything, and what it asks first.
 *
 * @param {Keeper} keeper
 * @param {"h3" | "h4"} rank  of the heading above the question
 * @returns {HTMLElement}
 */
export function forgetButton(keeper, rank) {
  const place = el("div", null);
  begin();
  return place;

  function begin() {
    replace(place, el("p", null, button("Forget everything on this device", ask, "second")));
  }

  function ask() {
    const { where, name } = keeper.state;
    const question = el(rank, null, "Forget everything on this device?");
    const goes = where === "locked" ? "This goes, in every open tab: the locked record." : whatGoes(liveEntries(keeper.record()).length, name.trim());
    const last = "It cannot be brought back, except from a file that you have downloaded.";
    const no = () => {
      begin();
      place.querySelector("button")?.focus();
    };
    const buttons = el("div", { class: "buttons" }, button("Yes, forget it all", forget), button("No, leave it", no, "second"));
    replace(place, question, el("p", null, goes), el("p", null, last), buttons);
    focusHeading(question);
  }

  async function forget() {
    if (!(await isForgotten(keeper))) sayRefused(place, begin);
  }
}

/**
 * One learner leaves, and another begins: the record goes into a file, and from here.
 *
 * @param {Keeper} keeper
 * @param {HTMLElement} place  for a sentence, if the browser refuses
 */
export async function changeOver(keeper, place) {
  const { hasUndownloaded, downloadedAt } = keeper.state;
  if (hasUndownloaded || !downloadedAt || Date.now() - Date.parse(downloadedAt) > JUST_NOW) {
    downloadRecord(keeper);
    await new Promise((resolve) => setTimeout(resolve, TO_TAKE_OVER));
  }
  if (!(await isForgotten(keeper))) sayRefused(place);
}

/**
 * @param {Keeper} keeper
 * @returns {Promise<boolean>} false where the browser refuses to forget
 */
async function isForgotten(keeper) {
  try {
    await keeper.forget();
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {HTMLElement} place
 * @param {() => void} [first]  puts the place back to what it was
 */
function sayRefused(place, first) {
  first?.();
  place.querySelector("[role=alert]")?.remove();
  const refused = el("p", { role: "alert", tabindex: "-1" }, REFUSED);
  place.append(refused);
  refused.focus();
}

/**
 * Says on the page that was loaded again that all is gone, and counts what is left.
 *
 * @param {Keeper} keeper
 */
export async function sayForgotten(keeper) {
  const { forgotten } = keeper.state;
  const main = document.getElementById("main");
  if (!forgotten || !main) return;
  await keeper.ready;
  const [title, words] = forgottenInWords(forgotten, await keeper.left());
  const heading = el("h2", null, title);
  main.prepend(el("div", { class: "notice", id: "alongside-forgotten" }, heading, el("p", null, words)));
  focusAnything(heading);
}
