/** "Where should your work be kept?": asked once before the first save, and again when somebody wants to change it. */
import { makeRadios } from "../../js/controls/choices.js";
import { Frame } from "../../js/controls/frame.js";
import { showProblems } from "../../js/controls/summary.js";
import { el } from "../../js/dom.js";
import { button, once, openBox } from "./box.js";
import { newPassphrase } from "./passphrase.js";
import { isUndecided } from "./words.js";

/** @typedef {import("../keeper/page_keeper.js").PageKeeper} Keeper */
/** @typedef {"device" | "passphrase" | "tab"} Place */

const NO_SEALING = "This address is not secure (http), so this browser offers no encryption here.";
const SHARED =
  "This address is shared: other people run programs of their own under it, and those could read what is kept here. It is better not to keep your work, and to download your record.";
const REFUSED = "This browser refuses to store it, so your choice could not be carried out. You can still download your record.";

const CHOICES = [
  {
    value: "device",
    label: "Keep it on this device",
    hint: "For your own laptop or phone. Your work is there when you come back. Anyone who uses this device with your login can read it.",
  },
  {
    value: "passphrase",
    label: "Keep it on this device with a passphrase",
    hint: "Your work is encrypted. You are asked for the passphrase each time you open a page, unless another tab with Alongside is open. It never leaves this browser, so nobody can recover it for you: if you forget it, your work cannot be opened again.",
  },
  {
    value: "tab",
    label: "Do not keep it",
    hint: "For a shared or borrowed computer. Your work lasts as long as this tab. You can download it before you close the tab.",
  },
];

/**
 * Opens the question.
 *
 * @param {Keeper} keeper
 * @param {object} [how]
 * @param {boolean} [how.isAgain]  it was answered before
 * @param {() => void} [how.closed]
 */
export function askWhere(keeper, { isAgain = false, closed } = {}) {
  const { state } = keeper;
  const where = whereField(state, isAgain);
  const phrase = newPassphrase();
  const wrong = el("div", null);
  const send = el("button", { type: "submit", class: "button" }, isAgain ? "Save this choice" : "Continue");
  const later = button(isAgain ? "Leave it as it is" : "Decide later", () => box.close(), "second");
  const form = el(
    "form",
    { novalidate: true, on: { submit, change: show } },
    el("p", null, "What you write is not stored on our server. You can change your choice at any time, in “My work”."),
    state.isShared && el("p", { class: "notice" }, SHARED),
    where.element,
    phrase.element,
    el("div", { class: "buttons" }, send, later),
  );
  const box = openBox("alongside-question", "Where should your work be kept?", [wrong, form], () => {
    stop();
    closed?.();
  });
  // the other tab may have answered
  const stop = keeper.follow(() => !isAgain && !isUndecided(keeper.state) && box.close());
  show();
  return box;

  function show() {
    phrase.element.hidden = where.value() !== "passphrase";
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const place = /** @type {Place | null} */ (where.value());
    const fields = place === "passphrase" ? [where, ...phrase.fields] : [where];
    if (showProblems(fields, wrong) || !place) return;
    const isDone = await once(send, "Saving …", () => choose(keeper, place, phrase.value()));
    if (isDone) box.close();
    else if (isDone === false) showProblems([where], wrong, { where: REFUSED });
  }
}

/**
 * @param {Keeper} keeper
 * @param {Place} place
 * @param {string} passphrase
 * @returns {Promise<boolean>} whether it is kept there now
 */
async function choose(keeper, place, passphrase) {
  try {
    await keeper.choose(place, place === "passphrase" ? passphrase : undefined);
  } catch {
    return false;
  }
  // where a locked record lies, its passphrase comes first: the page asks for it
  return keeper.state.where === place || keeper.state.where === "locked";
}

/**
 * @param {import("../../js/keeper.js").State} state
 * @param {boolean} isAgain
 */
function whereField(state, isAgain) {
  const options = CHOICES.map((choice) =>
    choice.value === "passphrase" && !state.canSeal ? { ...choice, hint: NO_SEALING, disabled: true } : choice,
  );
  const spec = { name: "where", kind: "radios", label: "Choose one", options };
  const frame = new Frame(spec);
  const control = makeRadios(spec, frame, () => undefined);
  if (isAgain && state.isAsked) control.set(state.where);
  return {
    name: spec.name,
    label: spec.label,
    element: frame.element,
    value: control.value,
    set: control.set,
    problem: () => (control.value() ? null : "Choose where your work should be kept"),
    showError: (/** @type {string} */ sentence) => frame.showError(sentence, []),
    clearError: () => frame.clearError([]),
    target: () => frame.id,
  };
}
