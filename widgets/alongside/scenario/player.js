/** The player: shows the screen that Python made of the reader's path, and asks for the next one. */

import { announce } from "../page/js/announcer.js";
import { el } from "../page/js/dom.js";
import { calm } from "../page/js/errors.js";
import { focusHeading, keepKeys, writesOutside } from "../page/js/focus.js";
import { compare } from "./screens/compare.js";
import { button, secondButton } from "./screens/parts.js";
import { handover, partner } from "./screens/partner.js";
import { review } from "./screens/review.js";
import { after, ending, scene } from "./screens/scene.js";
import { makeSession } from "./screens/session.js";
import { before, shelf } from "./screens/shelf.js";

/** @typedef {import("./screens/parts.js").Screen} Screen */
/** @typedef {import("./screens/session.js").Session} Session */
/** @typedef {import("./screens/session.js").View} View */

/** @type {Record<string, (view: View, session: Session) => Screen>} */
const SCREENS = { shelf, before, scene, after, ending, review, partner, handover, compare, trouble };

/** anywidget makes one of these for each widget: its session lives as long as the widget does. */
export default () => {
  /** @type {Session} */
  let session;
  return {
    /** @param {{model: any}} given */
    initialize: ({ model }) => {
      session = makeSession(model);
      return session.stop;
    },
    /** @param {{el: HTMLElement}} given */
    render: ({ el: place }) => show(session, place),
  };
};

/**
 * Show a session in a place, for as long as the place is there.
 *
 * @param {Session} session
 * @param {HTMLElement} place
 */
function show(session, place) {
  const screen = el("div", { class: "screen" });
  const waiting = el("div", { role: "status" });
  const root = el("div", { class: "alongside player" }, screen, waiting);
  /** @type {View | null | undefined} */
  let shown;
  /** @type {(() => void) | undefined} */
  let leave;
  const paint = calm(() => {
    waiting.replaceChildren(...patience(session));
    if (session.view() !== shown) change();
  }, root);

  place.replaceChildren(root);
  keepKeys(root);
  paint();
  const unwatch = session.watch(paint);
  return () => {
    unwatch();
    leave?.();
  };

  function change() {
    shown = session.view();
    leave?.();
    leave = undefined;
    screen.replaceChildren();
    if (!shown) return;
    const made = SCREENS[shown.screen](shown, session);
    root.toggleAttribute("data-inside", shown.screen !== "shelf");
    leave = made.leave;
    screen.replaceChildren(...made.nodes.filter((node) => node !== null));
    if (!session.hasMoved()) return;
    if (!writesOutside(root)) focusHeading(made.heading);
    announce(made.said);
  }
}

/**
 * Words for when no answer comes.
 *
 * @param {Session} session
 */
function patience(session) {
  if (session.waiting() === "long") return [el("p", { class: "meta" }, "One moment…")];
  if (session.waiting() === "") return [];
  const words = "There is no answer yet. Your path is kept in this browser. You can wait, try again, or reload the page.";
  return [el("div", { class: "notice" }, el("p", null, words), button("Try again", session.ask))];
}

/**
 * @param {View} view
 * @param {Session} session
 * @returns {Screen}
 */
function trouble(view, session) {
  const heading = el("h2", null, "This cannot be shown");
  const ways = el(
    "div",
    { class: "buttons" },
    button("Try again", session.ask),
    secondButton("Choose a story", () => session.leaveFor("shelf")),
  );
  return {
    heading,
    said: view.sentence,
    nodes: [heading, el("p", { class: "notice trouble" }, view.sentence), view.again ? ways : null],
  };
}
