/** On the start page: how far the learner is, from the record alone. It names workbooks, never what is in them. */
import { el } from "../../js/dom.js";
import { progress, toContinue } from "../../js/record/progress.js";

const WORDS = { begun: "You have begun this.", finished: "You have finished this." };

/** @param {import("../keeper/page_keeper.js").PageKeeper} keeper */
export function showProgress(keeper) {
  const links = [...document.querySelectorAll("main .workbooks a")].filter((link) => link instanceof HTMLAnchorElement);
  if (!links.length) return;
  let shown = "";
  const show = () => {
    const record = keeper.record();
    const states = progress(record);
    const next = toContinue(record);
    const now = JSON.stringify([states, next]);
    if (now === shown) return;
    shown = now;
    for (const link of links) mark(link, states[workbookOf(link)]);
    offer(links.find((link) => workbookOf(link) === next));
  };
  keeper.follow(show);
  show();
}

/** @param {HTMLAnchorElement} link */
function workbookOf(link) {
  return decodeURIComponent(link.pathname.split("/").pop() ?? "").replace(/\.ipynb$/, "");
}

/**
 * @param {HTMLAnchorElement} link
 * @param {"begun" | "finished" | undefined} state
 */
function mark(link, state) {
  const tile = link.closest("li");
  tile?.querySelector(".progress")?.remove();
  if (state) tile?.append(el("p", { class: "meta progress" }, WORDS[state]));
}

/**
 * Puts "Continue" before the first heading of the second rank, where there is something to go on with.
 *
 * @param {HTMLAnchorElement | undefined} link
 */
function offer(link) {
  document.getElementById("continue")?.remove();
  const before = document.querySelector("main h2")?.closest(".cell");
  if (!link || !before) return;
  const heading = el("h3", null, el("a", { href: link.getAttribute("href") }, link.textContent ?? ""));
  const tile = el("li", { class: "tile" }, heading, el("p", null, "Go on where you left off."));
  before.before(el("div", { class: "cell", id: "continue" }, el("h2", null, "Continue"), el("ul", { class: "tiles" }, tile)));
}
