/** On an address that is shared with strangers: a reminder to download, and a warning before what is not downloaded goes. */
import { el } from "../../js/dom.js";
import { button } from "./box.js";
import { downloadRecord } from "./download.js";

/** @typedef {import("../keeper/page_keeper.js").PageKeeper} Keeper */

/** How long after a press on a link a page may take to go, milliseconds. */
const TO_GO = 2000;

/** @param {Keeper} keeper */
export function remindToDownload(keeper) {
  if (!keeper.state.isShared) return;
  const words = el("p", null);
  const bar = el("aside", { class: "reminder", "aria-label": "Before you leave", hidden: true }, words, button("Download my record", () => downloadRecord(keeper), "second"));
  document.body.append(bar);
  const show = () => {
    const { where, hasUndownloaded } = keeper.state;
    const said = where === "tab" ? "Your work goes when you close this tab." : "This address is shared, and may not be here tomorrow.";
    if (words.textContent !== said) words.textContent = said;
    if (!hasUndownloaded && bar.contains(document.activeElement)) document.getElementById("main")?.focus({ preventScroll: true });
    bar.hidden = !hasUndownloaded;
  };
  keeper.follow(show);
  show();
  warnBeforeLeaving(() => keeper.state.hasUndownloaded && keeper.state.where === "tab");
}

/** @param {() => boolean} wouldLose */
function warnBeforeLeaving(wouldLose) {
  let isOurs = 0;
  let hasExited = false;
  // from page to page of ours, and when the page loads itself again, this tab keeps what it has
  document.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("a[href], #alongside-trouble button") : null;
    if (pressed && (!(pressed instanceof HTMLAnchorElement) || pressed.origin === location.origin)) isOurs = Date.now();
  });
  document.addEventListener("alongside:exit", () => {
    hasExited = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (hasExited || Date.now() - isOurs < TO_GO || !wouldLose()) return;
    event.preventDefault();
    event.returnValue = true; // Safari and older browsers ask only then
  });
}
