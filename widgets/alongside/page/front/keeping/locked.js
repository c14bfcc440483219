/** What stands at the top of a page while the record is locked: the words of the page stay readable below. */
import { showProblems } from "../../js/controls/summary.js";
import { el } from "../../js/dom.js";
import { focusHeading } from "../../js/focus.js";
import { button, once } from "./box.js";
import { forgetButton } from "./forgetting.js";
import { passphraseField, showBox } from "./passphrase.js";

/** @typedef {import("../keeper/page_keeper.js").PageKeeper} Keeper */

const WRONG = "This is not the passphrase. Capital letters and spaces count.";
const WORDS = "Enter your passphrase, and the exercises on this page open. You can also go on without it: then this tab begins with nothing, and nothing is saved over your record.";

/** @param {Keeper} keeper */
export function askToUnlock(keeper) {
  /** @type {HTMLElement | null} */
  let panel = null;
  const show = () => {
    const isLocked = keeper.state.where === "locked";
    if (isLocked && !panel) document.getElementById("main")?.prepend((panel = lockedPanel(keeper)));
    if (isLocked || !panel) return;
    const hadFocus = panel.contains(document.activeElement);
    panel.remove();
    panel = null;
    const heading = document.querySelector("main h1");
    if (hadFocus && heading instanceof HTMLElement) focusHeading(heading);
  };
  keeper.follow(show);
  show();
}

/** @param {Keeper} keeper */
function lockedPanel(keeper) {
  const problem = (/** @type {string} */ value) => (value ? null : "Enter your passphrase");
  const field = passphraseField({ name: "unlock", label: "Passphrase", autocomplete: "current-password", problem });
  const wrong = el("div", null);
  const send = el("button", { type: "submit", class: "button" }, "Unlock");
  const without = button("Go on without it", () => keeper.goOnWithout(), "second");
  const buttons = el("div", { class: "buttons" }, send, without);
  const form = el("form", { novalidate: true, on: { submit } }, field.element, showBox(field.input), buttons);
  const more = el("details", null, el("summary", null, "I have forgotten the passphrase"), el("p", null, "Nobody can recover it. You can forget the locked record, and begin again or open a file that you have downloaded."), forgetButton(keeper, "h3"));
  const heading = el("h2", { id: "alongside-locked" }, "Your record is locked");
  return el("section", { class: "locked notice", "aria-labelledby": heading.id }, wrong, heading, el("p", null, WORDS), form, more);

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (showProblems([field], wrong)) return;
    const isRight = await once(send, "Unlocking …", () => keeper.unlock(field.value()));
    if (isRight === false) showProblems([field], wrong, { unlock: WRONG });
  }
}
