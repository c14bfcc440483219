/** This page fetched anew in the background: its new kernel, and what its cells show. */
import { fetchPage } from "./server.js";
import { takeStates } from "./stream.js";

/**
 * @typedef {{place: string, content: DocumentFragment, states: string[]}} Cell
 * @typedef {{kernel: {id: string, name: string}, cells: Cell[]}} Fresh
 * @typedef {{is: "page", page: Fresh} | {is: "full", ahead: number, words: string} | {is: "away"} | {is: "other"}} Found
 */

/**
 * Fetches the page.
 *
 * @returns {Promise<Found>} `full` where the server has no room yet, `away` where none answers, `other` where the page is
 *   no longer what it was
 */
export async function fetchAgain() {
  try {
    const { status, text } = await fetchPage();
    return read(status, new DOMParser().parseFromString(text, "text/html"));
  } catch {
    return { is: "away" };
  }
}

/**
 * @param {number} status
 * @param {Document} page
 * @returns {Found}
 */
function read(status, page) {
  const ahead = page.documentElement.dataset.waiting;
  const words = page.getElementById("alongside-ahead")?.textContent ?? "";
  if (ahead !== undefined) return { is: "full", ahead: Number(ahead) || 0, words };
  if (status >= 500) return { is: "away" };
  const kernel = page.getElementById("alongside-kernel");
  // without its last mark the page has not come to its end
  if (kernel && !page.querySelector('[data-filled="all"]')) return { is: "away" };
  if (!kernel || !isBuiltAsThis(page)) return { is: "other" };
  const cells = [...page.querySelectorAll("template[data-fill]")].map((one) => cell(/** @type {HTMLTemplateElement} */ (one)));
  return { is: "page", page: { kernel: JSON.parse(kernel.textContent ?? "{}"), cells } };
}

/**
 * Whether a page runs our script as this one does: widgets of another build would bring another keeper with them.
 *
 * @param {Document} page
 */
function isBuiltAsThis(page) {
  const scriptOf = (/** @type {Document} */ one) => one.querySelector('script[type="module"][src*="/static/"]')?.getAttribute("src")?.split("/").pop();
  return scriptOf(page) === scriptOf(document);
}

/**
 * @param {HTMLTemplateElement} template
 * @returns {Cell}
 */
function cell(template) {
  const content = document.importNode(template.content, true);
  return { place: template.dataset.fill ?? "", content, states: takeStates(content) };
}
