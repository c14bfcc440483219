/** Beside every scene, one button away: listen, who's who, the story so far, the path, skipping, starting again. */

import { el } from "../../page/js/dom.js";
import { focusHeading } from "../../page/js/focus.js";
import { makeListener } from "./listen.js";
import { button, pathList, secondButton, voices } from "./parts.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./session.js").View} View */

let made = 0;

/**
 * @param {View} view
 * @param {Session} session
 */
export function makeTools(view, session) {
  const listener = makeListener(view);
  const panels = [
    { words: "Who’s who", make: () => whosWho(view) },
    { words: "Story so far", make: () => soFar(view) },
    { words: "Your path so far", make: () => pathSoFar(view) },
  ].map(panel);
  const toggles = panels.map(({ toggle }) => toggle);
  const skip = view.screen === "scene" ? link("Skip this scene", () => session.move({ skipped: true })) : null;
  return {
    bar: el("div", { class: "tools" }, listener.button, ...toggles, skip),
    panels: el("div", null, ...panels.map(({ place }) => place)),
    again: startAgain(session),
    leave: listener.stop,
  };

  /** @param {{words: string, make: () => HTMLElement}} one */
  function panel({ words, make }) {
    const id = `alongside-panel-${(made += 1)}`;
    const place = el("section", { id, class: "panel", hidden: true, "aria-label": words });
    const toggle = link(words, () => show(!isOpen), { "aria-expanded": "false", "aria-controls": id });
    let isOpen = false;
    return { place, toggle, show };

    /** @param {boolean} open */
    function show(open) {
      if (open) panels.forEach((other) => other.show(false));
      isOpen = open;
      place.hidden = !open;
      toggle.setAttribute("aria-expanded", String(open));
      place.replaceChildren(...(open ? [el("h2", null, words), make(), closing()] : []));
    }

    function closing() {
      return link("Close", () => {
        show(false);
        toggle.focus();
      });
    }
  }
}

/**
 * @param {string} words
 * @param {() => void} click
 * @param {object} [more]
 */
const link = (words, click, more = {}) => button(words, click, { class: "button link", ...more });

/** @param {View} view */
function whosWho({ people }) {
  const told = Object.keys(people).map((person) => ({ person, words: people[person].who }));
  return voices(told, people, "h3");
}

/** @param {View} view */
function soFar({ so_far }) {
  return el("div", null, ...so_far.map((/** @type {string} */ words) => el("p", null, words)));
}

/** @param {View} view */
function pathSoFar({ path }) {
  return path.length > 0 ? pathList(path) : el("p", null, "This is where the story begins.");
}

/** @param {Session} session */
function startAgain(session) {
  const place = el("div", { class: "start-again" });
  offer(false);
  return place;

  /** @param {boolean} focused */
  function offer(focused) {
    const start = link("Start again", confirm);
    place.replaceChildren(start);
    if (focused) start.focus();
  }

  function confirm() {
    const heading = el("h3", null, "Start this story again?");
    place.replaceChildren(
      el(
        "div",
        { class: "notice" },
        heading,
        el("p", null, "You go back to the first scene. The path that you have walked is forgotten."),
        el(
          "div",
          { class: "buttons" },
          button("Start again", session.startAgain),
          secondButton("Stay here", () => offer(true)),
        ),
      ),
    );
    focusHeading(heading);
  }
}
