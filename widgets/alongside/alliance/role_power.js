/** Who holds what: cards put under one of four, compared in words, and three sentences to end with. */

import { makeField } from "../page/js/controls.js";
import { board } from "./cards/board.js";
import { fieldsOf, items, valuesOf } from "./cards/model.js";
import { TITLES } from "./parts/comparing.js";
import { pairScreens } from "./parts/pair.js";
import { staged } from "./parts/stage.js";

/** @typedef {import("./parts/second.js").Holder} Holder */

export default staged((model) => {
  const pack = model.get("pack");
  const sentences = (/** @type {Holder} */ holder) =>
    pack.sentences.map((/** @type {{id: string, opening: string, hint: string}} */ { id, opening, hint }) => {
      const change = (/** @type {string} */ words) => holder.set({ said: { ...holder.values().said, [id]: words } });
      const spec = { name: `said_${id}`, kind: "long_text", label: opening, hint, rows: 2, optional: true };
      return makeField(spec, { value: holder.values().said?.[id], change }).element;
    });
  return {
    name: "role_power",
    screens: pairScreens({
      name: "role_power",
      pack,
      what: "card",
      fieldsOf: (values, who) => fieldsOf(pack, values, { value: who, words: TITLES[who] }),
      valuesOf: (fields) => valuesOf(pack, fields),
      fill: (_, holder) => board(pack, holder),
      items: (first, second) => items(pack, first, second),
      closing: sentences,
    }),
  };
});
