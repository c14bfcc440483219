/** Two hats: for everyday acts, which one is on, and how the NQSW would know; compared in words. */

import { makeField } from "../page/js/controls.js";
import { el } from "../page/js/dom.js";
import { keptFields } from "../page/js/record/fields.js";
import { TITLES } from "./parts/comparing.js";
import { pairScreens } from "./parts/pair.js";
import { staged } from "./parts/stage.js";

/** @typedef {import("./parts/second.js").Values} Values */
/** @typedef {import("./parts/comparing.js").Role} Role */
/** @typedef {{hats: {id: string, name: string, gloss: string}[], acts: {id: string, words: string, hint?: string}[], ask: Record<Role, string>, say_aloud: string[]}} Pack */

export default staged((model) => {
  const pack = model.get("pack");
  return {
    name: "two_hats",
    screens: pairScreens({
      name: "two_hats",
      pack,
      what: "act",
      fieldsOf: (values, who) => fieldsOf(pack, values, who),
      valuesOf: (fields) => Object.fromEntries(fields.filter(({ name }) => name !== "whose").map(({ name, value }) => [name, value])),
      fill: (_, holder, who) => fill(pack, holder, who),
      items: (assessor, nqsw) => items(pack, assessor, nqsw),
      more: (assessor, nqsw) => more(pack, assessor, nqsw),
    }),
  };
});

/**
 * The questions about one act, as a record has them.
 *
 * @param {Pack} pack
 * @param {Pack["acts"][number]} act
 * @param {Role} who
 */
function specsOf({ hats, ask }, { id, words }, who) {
  const options = hats.map(({ id: value, name: label }) => ({ value, label }));
  return [
    { name: `hat_${id}`, kind: "radios", label: words, options, optional: true, heading: 3 },
    { name: `how_${id}`, kind: "text", label: `${words}: ${ask[who]}`, optional: true },
  ];
}

/**
 * @param {Pack} pack
 * @param {Values} values
 * @param {Role} who
 */
function fieldsOf(pack, values, who) {
  const whose = { name: "whose", kind: "choice", label: "Filled in by", value: who, words: TITLES[who] };
  return [whose, ...keptFields(pack.acts.flatMap((act) => specsOf(pack, act, who)), values)];
}

/**
 * @param {Pack} pack
 * @param {Values} assessor
 * @param {Values} nqsw
 * @returns {import("./parts/comparing.js").Item[]}
 */
function items({ acts, hats }, assessor, nqsw) {
  const nameOf = (/** @type {string} */ id) => hats.find((hat) => hat.id === id)?.name;
  return acts.map(({ id, words }) => ({ words, assessor: nameOf(assessor[`hat_${id}`]), nqsw: nameOf(nqsw[`hat_${id}`]) }));
}

/**
 * @param {Pack} pack
 * @param {import("./parts/second.js").Holder} holder
 * @param {Role} who
 */
function fill(pack, holder, who) {
  const glosses = el("dl", { class: "hats" }, ...pack.hats.map(({ name, gloss }) => el("div", null, el("dt", null, name), el("dd", null, gloss))));
  const act = (/** @type {Pack["acts"][number]} */ one) => {
    const fields = specsOf(pack, one, who).map((spec) =>
      // in its group the question need not name the act again
      makeField(spec.kind === "text" ? { ...spec, label: pack.ask[who] } : spec, { value: holder.values()[spec.name], change: (value) => holder.set({ [spec.name]: value }) }),
    );
    return el("div", { class: "act", role: "group", "aria-label": one.words }, one.hint ? el("p", { class: "hint" }, one.hint) : null, ...fields.map(({ element }) => element));
  };
  return [glosses, ...pack.acts.map(act), aloud(pack)];
}

/** @param {Pack} pack */
function aloud({ say_aloud }) {
  const words = say_aloud.map((one) => el("li", null, `“${one}”`));
  return el("section", null, el("h3", null, "Ways to say which hat is on"), el("ul", null, ...words));
}

/**
 * How each says that the NQSW would know.
 *
 * @param {Pack} pack
 * @param {Values} assessor
 * @param {Values} nqsw
 */
function more(pack, assessor, nqsw) {
  const said = (/** @type {Values} */ values, /** @type {Role} */ who, /** @type {string} */ id) => {
    const words = values[`how_${id}`]?.trim();
    return words ? el("p", null, el("b", null, `${TITLES[who]}: `), words) : null;
  };
  const rows = pack.acts.flatMap(({ id, words }) => {
    const both = [said(assessor, "assessor", id), said(nqsw, "nqsw", id)];
    return both.some(Boolean) ? [el("h4", null, words), ...both.filter((one) => one !== null)] : [];
  });
  return rows.length ? el("section", null, el("h3", null, "How the NQSW would know"), ...rows) : null;
}
