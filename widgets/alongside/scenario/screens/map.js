/** The story map: a picture for the eye, and the same as a list that anyone can walk. */

import { el, svg } from "../../page/js/dom.js";
import { focusHeading } from "../../page/js/focus.js";
import { section } from "./parts.js";

/** @typedef {[string, Record<string, string | number>, ...any[]]} Tree  of SVG, as map_picture.py makes it */
/** @typedef {{letter: string, words: string, chosen: boolean, by_skipping: boolean}} Choice */
/** @typedef {{to: string, label: string, letters: string, taken: boolean}} Way */
/** @typedef {{name: string, label: string, visits: number[], skipped: number[], is_ending: boolean, choices: Choice[], ways: Way[]}} Place */

const TAGS = ["svg", "g", "rect", "path", "text"];
let made = 0;

/** @param {{picture: Tree, places: Place[]}} map */
export function mapSection({ picture, places }) {
  const drawing = drawn(picture);
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("focusable", "false");
  return section(
    "The story map",
    el(
      "p",
      null,
      "Your path is the thick line, and its scenes are numbered. Scenes with a broken edge lie on other paths. " +
        "The list under the picture says the same.",
    ),
    el("div", { class: "map" }, drawing),
    el("details", { class: "map-list" }, el("summary", null, "The map as a list"), list(places)),
  );
}

/**
 * Elements from nested lists; only shapes and words are drawn.
 *
 * @param {Tree} tree
 * @returns {SVGElement}
 */
function drawn([tag, attributes, ...children]) {
  if (!TAGS.includes(tag)) throw new TypeError("map: the picture holds something other than shapes and words");
  const inside = children.map((child) => (typeof child === "string" ? child : drawn(child)));
  return svg(/** @type {"g"} */ (tag), attributes, ...inside);
}

/** @param {Place[]} places */
function list(places) {
  const prefix = `alongside-map-${(made += 1)}`;
  const id = (/** @type {string} */ name) => `${prefix}-${name}`;
  return el("ul", { class: "places" }, ...places.map((place) => item(place, id)));
}

/**
 * @param {Place} place
 * @param {(name: string) => string} id
 */
function item(place, id) {
  const lettered = (/** @type {Choice} */ choice) => {
    const was_taken = choice.chosen || choice.by_skipping;
    const ways = place.ways
      .filter(({ letters }) => letters.includes(choice.letter))
      .map((way) => ({ ...way, taken: way.taken && was_taken }));
    const chosen = choice.chosen ? el("b", null, " You chose this.") : null;
    const skipped = choice.by_skipping ? el("b", null, " This was taken when you skipped the scene.") : null;
    return el("li", null, `${choice.letter}. ${choice.words}`, chosen, skipped, ...leadsTo(ways, id));
  };
  const others = place.ways.filter(({ letters }) => letters === "");
  const rest = others.length > 0 ? [el("li", null, unlettered(place), ...leadsTo(others, id))] : [];
  const inside = [...place.choices.map(lettered), ...rest];
  return el(
    "li",
    { class: place.visits.length > 0 ? "visited" : "unvisited" },
    el("h4", { id: id(place.name) }, place.label),
    el("p", { class: "meta" }, standing(place)),
    inside.length > 0 ? el("ul", null, ...inside) : null,
  );
}

/** @param {Place} place */
function unlettered(place) {
  if (place.visits.length === 0) return "Ways from here.";
  return place.choices.length > 0 ? "What was not open to you this time." : "The way on.";
}

/** @param {Place} place */
function standing({ visits, skipped, is_ending }) {
  const what = is_ending ? "An ending" : "A scene";
  if (visits.length === 0) return `${what} on another path.`;
  const all = visits.length === 1 ? `step ${visits[0]}` : `steps ${visits.join(" and ")}`;
  const skips = visits.length === 1 ? " You skipped it." : ` You skipped it at ${skipped.join(" and ")}.`;
  return `${what} on your path, ${all}.${skipped.length > 0 ? skips : ""}`;
}

/**
 * Where a choice leads, and where it led; each place is a link to it in the list.
 *
 * @param {Way[]} ways
 * @param {(name: string) => string} id
 */
function leadsTo(ways, id) {
  const link = (/** @type {Way} */ { to, label }) => {
    const go = (/** @type {Event} */ event) => {
      event.preventDefault();
      const heading = document.getElementById(id(to));
      if (heading) focusHeading(heading);
    };
    return el("a", { href: `#${id(to)}`, on: { click: go } }, label);
  };
  const sentence = (/** @type {string} */ words, /** @type {Way[]} */ some) =>
    some.length > 0 ? [words, ...some.flatMap((way, at) => (at === 0 ? [link(way)] : [" or ", link(way)])), "."] : [];
  const taken = ways.filter((way) => way.taken);
  const others = ways.filter((way) => !way.taken);
  return [...sentence(" It led to ", taken), ...sentence(taken.length > 0 ? " It can also lead to " : " Leads to ", others)];
}
