/** The Power Flower. The model, and every word that somebody enters, is in this page's memory; Python hands over the pack. */

import { announce } from "../page/js/announcer.js";
import { calm, followTrouble } from "../page/js/errors.js";
import { el } from "../page/js/dom.js";
import { focusHeading, keepKeys } from "../page/js/focus.js";
import { guard, makeKeeping } from "./flower/keeping.js";
import { files } from "./flower/screens/files.js";
import { paper, picture } from "./flower/screens/paper.js";
import { both, handover, last, pick, room, share, together } from "./flower/screens/share.js";
import { beside, show } from "./flower/screens/shown.js";
import { flower, practice, start } from "./flower/screens/work.js";
import { makeSteps } from "./steps.js";

/** @typedef {import("./flower/parts.js").Screen} Screen */
/** @typedef {import("./flower/parts.js").View} View */
/** @typedef {import("./flower/keeping.js").State} State */

/** @type {Record<string, (view: View) => Screen>} */
const SCREENS = { start, flower, picture, paper, files, share, pick, show, room, together, handover, both, beside, last };
/** Pages that stand only while there is something for them; after a reload there is not. @type {Record<string, (state: State) => boolean>} */
const NEEDS = {
  show: ({ picked }) => picked !== null,
  handover: ({ turn }) => turn === "second",
  both: ({ first, picked }) => first !== null && picked !== null,
  beside: ({ first, picked }) => first !== null && picked !== null,
};

export default {
  render: calm((/** @type {{model: any, el: HTMLElement}} */ { model, el: place }) => {
    const screen = el("div", { class: "screen" });
    const sheet = el("div", { class: "print-sheet" });
    const root = el("div", { class: "alongside flower" }, screen, sheet);
    place.replaceChildren(root);
    keepKeys(root);
    followTrouble(model, root);
    return show_(model.get("pack"), root, screen, sheet);
  }),
};

/**
 * Show the flower in a place, for as long as the place is there.
 *
 * @param {{flower: any, ground: any}} packs
 * @param {HTMLElement} root
 * @param {HTMLElement} screen
 * @param {HTMLElement} sheet
 * @returns {() => void} stop
 */
function show_({ flower: pack, ground }, root, screen, sheet) {
  const keeping = makeKeeping(pack);
  const steps = makeSteps("power_flower", "start", calm(() => paint(""), root));
  /** @type {Screen} */
  let shown;
  /** @type {View} */
  const view = { pack, ground, keeping, root, go: steps.go, back: steps.back, paint: (focus) => paint(focus) };
  const print = () => sheet.replaceChildren(...(shown.sheet?.() ?? []));
  const unprint = () => sheet.replaceChildren();
  const blank = () => {
    screen.replaceChildren();
    unprint();
  };
  const repaint = calm(() => paint(), root);
  const unwatch = keeping.watch((by) => by !== root && root.isConnected && repaint());
  const unguard = guard(keeping, blank, repaint);
  window.addEventListener("beforeprint", print);
  window.addEventListener("afterprint", unprint);
  if (!keeping.state().isSeen) steps.become("start");
  keeping.state().isSeen = true;
  paint();
  return () => {
    unwatch();
    unguard();
    steps.stop();
    window.removeEventListener("beforeprint", print);
    window.removeEventListener("afterprint", unprint);
  };

  /**
   * @param {string} [focus]  a selector; "" for the heading, and nothing moves without it
   */
  function paint(focus) {
    shown = screenFor(steps.page());
    screen.replaceChildren(...shown.nodes.filter((node) => node !== null));
    root.toggleAttribute("data-inside", steps.page() !== "start");
    root.toggleAttribute("data-has-sheet", Boolean(shown.sheet));
    shown.shown?.();
    if (focus === undefined) return;
    const target = focus ? screen.querySelector(focus) : null;
    if (target instanceof HTMLElement && focus !== "h2") return target.focus();
    focusHeading(shown.heading);
    if (focus === "") announce(shown.said);
  }

  /** @param {string} page */
  function screenFor(page) {
    const person = page.match(/^practice\/(.*)$/)?.[1];
    if (person && pack.practice.people.some((/** @type {any} */ one) => one.id === person)) return practice(view, person);
    const isThere = page in SCREENS && (NEEDS[page]?.(keeping.state()) ?? true);
    if (!isThere) steps.become(page in SCREENS ? "flower" : "start");
    return SCREENS[steps.page()](view);
  }
}
