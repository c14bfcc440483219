/** Which petals a flower has, and from where one looks at them: added from the pack or made up, renamed, taken out. */

import { el } from "../../../page/js/dom.js";
import { announce } from "../../../page/js/announcer.js";
import { button, linkButton, secondButton } from "../../../page/js/buttons.js";
import { adding } from "../../editing.js";
import { unsent } from "../../../page/js/unsent.js";
import { LONGEST, MOST_LENSES, MOST_PETALS, isFull, ownPetal, renamed, withLens, withPetal, withSet, withoutPetal } from "../model.js";
import { folded, newId } from "../../parts.js";

/** @typedef {import("../view.js").View} View */

const FULL = `A flower has room for ${MOST_PETALS} petals. To add another, take one out first.`;

/**
 * @param {View} view
 */
export function petalsPart(view) {
  const { pack, keeping, paint, root } = view;
  const { flower } = keeping.state();
  // what is written meanwhile does not make this part anew
  const now = () => keeping.state().flower;
  const free = pack.petals.filter(({ id }) => !flower.petals.some((petal) => petal.id === id));
  return folded(
    view,
    "petals",
    "Add, rename or take out petals",
    el("p", { class: "hint" }, isFull(flower) ? FULL : "Add any that matter here. What you have written stays."),
    el("div", { class: "buttons sets" }, ...pack.sets.map(({ id, name }) => secondButton(`Use ${name}`, () => takenSet(withSet(pack, now(), id))))),
    fromPack(),
    adding(view, "A petal of your own", "Add this petal", LONGEST.label, isFull(flower), (label) => taken(withPetal(now(), ownPetal(now(), label)), "Added")),
    el("ol", { class: "names", "aria-label": "The petals" }, ...flower.petals.map(nameOf)),
  );

  /** @param {import("../model.js").Flower} changed  it may have kept more than the set */
  function takenSet(changed) {
    taken(changed, `There are ${changed.petals.length} petals`);
  }

  /**
   * @param {import("../model.js").Flower} changed
   * @param {string} said
   */
  function taken(changed, said) {
    keeping.change({ flower: changed, before: null });
    paint('[data-part="petals"] summary');
    announce(said);
  }

  function fromPack() {
    if (free.length === 0 || isFull(flower)) return null;
    const id = newId();
    const list = el("select", { id, autocomplete: "off" }, ...free.map((petal) => el("option", { value: petal.id }, petal.name)));
    const add = () => {
      const petal = free.find((one) => one.id === list.value);
      if (petal) taken(withPetal(now(), { id: petal.id, label: petal.name }), `${petal.name} added`);
    };
    return el("div", { class: "adding" }, el("label", { for: id }, "A petal that others use"), el("div", { class: "line" }, list, secondButton("Add it", add)));
  }

  /**
   * The tables and the picture stay where they are, and take the name as it is written.
   *
   * @param {string} id
   * @param {string} label
   */
  function rename(id, label) {
    keeping.change({ flower: renamed(keeping.state().flower, id, label), before: null }, root);
    for (const place of root.querySelectorAll(`[data-name="${id}"]`)) place.textContent = label;
    root.querySelector(".put-back")?.remove();
  }

  /**
   * @param {import("../model.js").Petal} petal
   * @param {number} at
   */
  function nameOf({ id, label }, at) {
    const name = el("input", {
      type: "text", value: label, maxlength: LONGEST.label, "aria-label": `Name of petal ${at + 1}`, ...unsent(keeping.state().spelling),
      on: { input: () => rename(id, name.value) },
    });
    const out = () => {
      keeping.put(withoutPetal(keeping.state().flower, id));
      paint(".put-back button");
    };
    return el("li", null, el("div", { class: "line" }, name, linkButton("Take out", out, { "aria-label": `Take out petal ${at + 1}`, class: "button link" })));
  }
}

/**
 * @param {View} view
 */
export function lensPart(view) {
  const { pack, keeping, paint } = view;
  const { flower, lens } = keeping.state();
  const id = newId();
  const choose = () => {
    keeping.change({ lens: list.value }, view.root);
    paint(".lens select");
  };
  const list = el("select", { id, autocomplete: "off", translate: "no", "aria-describedby": `${id}-gloss`, value: lens, on: { change: choose } }, ...flower.lenses.map((one) => el("option", { value: one.id }, one.label)));
  const gloss = pack.lenses.find((one) => one.id === lens)?.gloss ?? "Choose another place, and you look at the same petals there. Each place has its own answers.";
  const add = (/** @type {string} */ label) => {
    const made = withLens(keeping.state().flower, label);
    keeping.change({ flower: made.flower, lens: made.id, before: null });
    paint(".lens select");
  };
  return el(
    "div",
    { class: "lens" },
    el("label", { for: id }, "Where do you look?"),
    list,
    el("p", { class: "hint", id: `${id}-gloss` }, gloss),
    folded(view, "lens", "Add a place of your own", adding(view, "A place, such as “at the team meeting”", "Add this place", LONGEST.label, flower.lenses.length >= MOST_LENSES, add)),
  );
}
