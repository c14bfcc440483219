/** All that a page shows of keeping, around its one keeper. */
import { sayForgotten } from "./forgetting.js";
import { followKeeping } from "./line.js";
import { askToUnlock } from "./locked.js";
import { followHands, naturalPause } from "./moment.js";
import { openMyWork } from "./my_work.js";
import { askWhere } from "./question.js";
import { remindToDownload } from "./reminder.js";
import { showProgress } from "./suite.js";
import { offerToTakeAlong } from "./take_along.js";
import { isUndecided } from "./words.js";

/** @typedef {import("../keeper/page_keeper.js").PageKeeper} Keeper */

/** In this tab's own store: the question was left open here, and is not asked again. */
const PUT_OFF = "alongside/put-off";

/**
 * @param {Keeper} keeper
 * @param {import("../status.js").Status} status
 */
export function startKeeping(keeper, status) {
  if (keeper.state.forgotten) notePutOff(false);
  let isPutOff = hasPutOff();
  const show = followKeeping(keeper, status, () => isPutOff);
  const ask = () => askWhere(keeper, { closed: () => isUndecided(keeper.state) && putOff() });
  const putOff = () => {
    isPutOff = true;
    notePutOff(true);
    show();
  };
  opens("alongside-my-work-button", () => openMyWork(keeper));
  opens("alongside-record", () => openMyWork(keeper));
  opens("alongside-choose", ask);
  askToUnlock(keeper);
  remindToDownload(keeper);
  offerToTakeAlong(keeper);
  showProgress(keeper);
  sayForgotten(keeper);
  askOnce(keeper, () => isPutOff, ask);
}

/**
 * Asks at the first pause after something was kept.
 *
 * @param {Keeper} keeper
 * @param {() => boolean} isPutOff
 * @param {() => void} ask
 */
function askOnce(keeper, isPutOff, ask) {
  followHands();
  let isComing = false;
  const isDue = () => {
    const { state } = keeper;
    return isUndecided(state) && state.hasAny && !state.trouble && !isPutOff();
  };
  const look = async () => {
    if (isComing || !isDue()) return;
    isComing = true;
    await naturalPause();
    isComing = false;
    if (isDue() && document.getElementById("main")) ask();
  };
  // not before the page knows what this device has
  keeper.ready.then(() => {
    keeper.follow(look);
    look();
  });
}

/**
 * @param {string} id
 * @param {() => void} open
 */
function opens(id, open) {
  const button = document.getElementById(id);
  button?.addEventListener("click", open);
  if (id === "alongside-my-work-button" && button) button.hidden = false;
}

function hasPutOff() {
  try {
    return sessionStorage.getItem(PUT_OFF) !== null;
  } catch {
    return false;
  }
}

/** @param {boolean} isPutOff */
function notePutOff(isPutOff) {
  try {
    if (isPutOff) sessionStorage.setItem(PUT_OFF, "1");
    else sessionStorage.removeItem(PUT_OFF);
  } catch {
    // where nothing can be stored, nothing is asked on the next page either
  }
}
