/** The two dialogs of every page, on native <dialog>: the browser keeps the focus inside and gives it back. */
import { USUAL, apply, chosen, remember } from "./settings.js";

/**
 * Let a button open a dialog.
 *
 * @param {string} button  Id of the button.
 * @param {string} dialog  Id of the dialog.
 * @returns {HTMLDialogElement | null}
 */
function open(button, dialog) {
  const opener = document.getElementById(button);
  const box = document.getElementById(dialog);
  if (!(opener instanceof HTMLButtonElement) || !(box instanceof HTMLDialogElement)) return null;
  opener.hidden = false;
  opener.addEventListener("click", () => {
    box.showModal();
    box.querySelector("h2")?.focus();
  });
  box.querySelector("[data-close]")?.addEventListener("click", () => box.close());
  // a click on the darkened page around the box closes it
  box.addEventListener("click", (event) => event.target === box && box.close());
  return box;
}

/** Makes "Help" work. */
export function startHelp() {
  open("alongside-help", "alongside-help-dialog");
}

/** Makes "Reading settings" work: every choice holds at once and is remembered. */
export function startReading() {
  const box = open("alongside-reading", "alongside-reading-dialog");
  if (!box) return;
  const inputs = [...box.querySelectorAll("input")];
  const show = (/** @type {Record<string, string>} */ settings) => {
    apply(settings);
    for (const input of inputs) input.checked = settings[input.name] === input.value;
  };
  show(chosen());
  box.addEventListener("change", () => {
    const settings = Object.fromEntries(inputs.filter((input) => input.checked).map((input) => [input.name, input.value]));
    apply(settings);
    remember(settings);
  });
  document.getElementById("alongside-reading-reset")?.addEventListener("click", () => {
    show({ ...USUAL });
    remember({ ...USUAL });
  });
}
