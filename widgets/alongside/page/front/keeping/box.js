/** A dialog that is made when it is needed and goes when it is closed; the browser keeps the focus inside. */
import { el } from "../../js/dom.js";
import { noteFocus } from "./moment.js";

/**
 * @param {string} name  begins its ids
 * @param {string} heading
 * @param {Node[]} content
 * @param {() => void} [closed]  told when it has gone, before the focus goes back
 * @returns {HTMLDialogElement}
 */
export function openBox(name, heading, content, closed) {
  const goBack = noteFocus();
  const title = el("h2", { id: `${name}-heading`, tabindex: "-1" }, heading);
  const box = el("dialog", { id: name, class: "box", "aria-labelledby": title.id }, title, ...content);
  box.addEventListener("close", () => {
    box.remove();
    goBack();
    closed?.();
  });
  document.body.append(box);
  box.showModal();
  title.focus();
  return box;
}

/**
 * @param {string} words
 * @param {() => void} press
 * @param {string} [kind]  further classes
 */
export const button = (words, press, kind = "") => el("button", { type: "button", class: `button ${kind}`.trim(), on: { click: press } }, words);

/**
 * Does something that takes a moment, once at a time; the button keeps the focus meanwhile.
 *
 * @template T
 * @param {HTMLButtonElement} send
 * @param {string} words  while it is being done
 * @param {() => Promise<T>} work
 * @returns {Promise<T | undefined>} undefined if it is being done already
 */
export async function once(send, words, work) {
  if (send.getAttribute("aria-disabled") === "true") return undefined;
  const before = send.textContent;
  send.setAttribute("aria-disabled", "true");
  send.textContent = words;
  try {
    return await work();
  } finally {
    send.removeAttribute("aria-disabled");
    send.textContent = before;
  }
}
