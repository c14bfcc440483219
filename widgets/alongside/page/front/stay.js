/** Where a reader is on the page while what its cells show is made anew: the focus, and what is chosen but not yet sent. */
import { el } from "../js/dom.js";

/** How long the new views may take to show what the old ones showed, milliseconds. */
const PATIENCE = 8000;
const FIELDS = "input, textarea, select";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
/** @typedef {{cell: string, tag: string, kind: string, words: string, at: number}} Address */

/** @type {Element | null} the last thing in a cell that had the focus */
let last = null;
let typedAt = 0;
/** How long nobody types between two thoughts, and how long to wait for such a moment, milliseconds. */
const PAUSE = 700;
const LONGEST = 10_000;

/** Follows the focus and the keys through the cells, for as long as the page lives. */
export function followReader() {
  const inCell = (/** @type {EventTarget | null} */ target) => target instanceof Element && Boolean(target.closest("[data-cell]"));
  document.addEventListener("focusin", ({ target }) => {
    if (inCell(target)) last = /** @type {Element} */ (target);
  });
  document.addEventListener("keydown", ({ target }) => {
    if (inCell(target)) typedAt = Date.now();
  });
}

/** Waits for a pause in the typing: what is typed while views are made anew would go nowhere. */
export async function quietMoment() {
  const end = Date.now() + LONGEST;
  while (Date.now() - typedAt < PAUSE && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, PAUSE / 7));
}

/**
 * Notes where the reader is.
 *
 * @param {Element} notice  the page's own notice: who presses its button comes from a cell, and goes back to it
 * @returns {() => Promise<void>} brings them back there; to be called when the new views are being shown
 */
export function noteWhere(notice) {
  const active = document.activeElement;
  const isOnNotice = Boolean(active && notice.contains(active));
  const from = active?.closest("[data-cell]") ? active : isOnNotice || active === document.body ? last : null;
  const wanted = from?.isConnected ? addressOf(from) : null;
  const selection = wanted ? selectionOf(from) : null;
  const fields = /** @type {Field[]} */ ([...document.querySelectorAll("[data-cell]")].flatMap((cell) => [...cell.querySelectorAll(FIELDS)]));
  const entered = fields.filter((field) => isShown(field) && isEntered(field)).map((field) => ({ address: addressOf(field), value: field.value }));
  const places = [...document.querySelectorAll("[data-cell]")].filter((place) => place instanceof HTMLElement);
  // the page keeps its length, so that nothing jumps
  for (const place of places) place.style.minHeight = `${place.offsetHeight}px`;

  return async () => {
    const isMoved = () => !isNowhere() && !notice.contains(document.activeElement);
    let isBack = !wanted;
    if (!wanted && isOnNotice) focus(headingOf(null), null);
    await until(() => {
      for (const one of [...entered]) if (enter(one)) entered.splice(entered.indexOf(one), 1);
      const found = wanted && !isBack && !isMoved() ? find(wanted) : null;
      if (found) focus(found, selection);
      isBack ||= Boolean(found);
      return entered.length === 0 && (isBack || isMoved());
    });
    for (const place of places) place.style.minHeight = "";
    if (!isBack && !isMoved()) focus(headingOf(wanted), null);
  };
}

/**
 * @param {Element} element
 * @returns {Address}
 */
function addressOf(element) {
  const cell = element.closest("[data-cell]");
  const address = {
    cell: cell?.getAttribute("data-cell") ?? "", tag: element.tagName, kind: kindOf(element), words: wordsOf(element), at: 0,
  };
  return { ...address, at: alike(address).indexOf(element) };
}

/** @param {Address} address */
function alike({ cell, tag, kind, words }) {
  const place = document.querySelector(`[data-cell="${CSS.escape(cell)}"]`);
  return [...(place?.querySelectorAll(tag) ?? [])].filter((one) => kindOf(one) === kind && wordsOf(one) === words);
}

/** @param {Address} address */
function find(address) {
  const found = alike(address)[address.at];
  return found instanceof HTMLElement && isShown(found) ? found : null;
}

/**
 * What is folded away comes back with its view. Else its words would wait for the next field that unfolds, whosoever it is.
 *
 * @param {Element} element
 */
const isShown = (element) => element.getClientRects().length > 0;

/** @param {Element} element */
function kindOf(element) {
  if (!(element instanceof HTMLInputElement)) return "";
  return ["radio", "checkbox"].includes(element.type) ? `${element.type} ${element.value}` : element.type;
}

/** @param {Element} element  Its ids are other ones in each view; its words are the same. */
function wordsOf(element) {
  const { labels } = /** @type {any} */ (element);
  const named = (element.getAttribute("aria-labelledby") ?? "").split(" ").flatMap((id) => document.getElementById(id) ?? []);
  const naming = labels?.length ? [...labels] : named;
  const said = naming.length ? naming.map((/** @type {Element} */ one) => one.textContent).join(" ") : element.getAttribute("aria-label");
  return said ?? (element.matches(FIELDS) ? (element.getAttribute("placeholder") ?? "") : (element.textContent ?? ""));
}

/** @param {Field} field */
function isEntered(field) {
  if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)) return field.checked;
  return field.value !== "" && field.type !== "file";
}

/**
 * @param {{address: Address, value: string}} entered
 * @returns {boolean} whether the field is there
 */
function enter({ address, value }) {
  const field = /** @type {Field | null} */ (find(address));
  if (!field) return false;
  if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)) {
    if (field.checked) return true;
    field.checked = true;
  } else if (field.value === value) return true;
  else field.value = value;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  return true;
}

/** @param {Element | null} element */
function selectionOf(element) {
  const { selectionStart, selectionEnd } = /** @type {any} */ (element ?? {});
  return typeof selectionStart === "number" ? [selectionStart, selectionEnd] : null;
}

/**
 * @param {HTMLElement} element
 * @param {number[] | null} selection
 */
function focus(element, selection) {
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) {
    element.setAttribute("tabindex", "-1");
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  element.focus({ preventScroll: true });
  if (selection) /** @type {HTMLTextAreaElement} */ (element).setSelectionRange(selection[0], selection[1]);
}

/** @param {Address | null} address */
function headingOf(address) {
  const place = document.querySelector(`[data-cell="${CSS.escape(address?.cell ?? "")}"]`);
  const found = place?.querySelector("h2, h3") ?? document.querySelector("main");
  return found instanceof HTMLElement ? found : el("div", null);
}

/** Tells whether the focus is lost: what had it is no longer there. */
const isNowhere = () => !document.activeElement || document.activeElement === document.body;

/**
 * Waits until something shows, or until it is too late for it.
 *
 * @param {() => boolean} isThere
 * @returns {Promise<void>}
 */
function until(isThere) {
  return new Promise((resolve) => {
    const end = () => {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    };
    const look = () => isThere() && end();
    const observer = new MutationObserver(look);
    observer.observe(document.querySelector("main") ?? document.body, { childList: true, subtree: true, attributes: true });
    const timer = setTimeout(end, PATIENCE);
    look();
  });
}
