/** On the start page: a way back to a workbook of which this tab holds something. It never says what. */
import { el } from "../js/dom.js";
import { keptWorkbooks } from "./status.js";

/** Puts "Carry on" before the first heading of the second rank, where there is something to carry on with. */
export function offerToCarryOn() {
  const main = document.querySelector("main");
  const before = main?.querySelector("h2")?.closest(".cell");
  if (!main || !before) return;
  const kept = keptWorkbooks();
  const links = [...main.querySelectorAll("a[data-workbook], .workbooks a")].filter((link) => link instanceof HTMLAnchorElement);
  const tiles = links.filter((link) => kept.has(fileOf(link))).map((link) => tile(link));
  if (!tiles.length) return;
  const list = el("ul", null, ...tiles);
  before.before(el("div", { class: "cell tiles", id: "carry-on" }, el("h2", null, "Carry on"), list));
}

/** @param {HTMLAnchorElement} link */
function fileOf(link) {
  return decodeURIComponent(new URL(link.href).pathname.split("/").pop() ?? "");
}

/** @param {HTMLAnchorElement} link */
function tile(link) {
  const again = el("a", { href: link.getAttribute("href") }, link.textContent ?? "");
  return el("li", null, el("strong", null, again), el("br"), "Pick up where you left off in this tab, or begin again.");
}
