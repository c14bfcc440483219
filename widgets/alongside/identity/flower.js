/** The Power Flower. The model, and every word that somebody enters, is in this page's memory; Python hands over the pack. */

import { calm } from "../page/js/errors.js";
import { makeKeeping } from "./flower/keeping.js";
import { files } from "./flower/screens/files.js";
import { blank, paper, picture } from "./flower/screens/paper.js";
import { both, handover, last, pick, room, share, together } from "./flower/screens/share.js";
import { beside, show } from "./flower/screens/shown.js";
import { flower, practice, start } from "./flower/screens/work.js";
import { showScreens } from "./screens.js";

/** @typedef {import("./flower/view.js").Screen} Screen */
/** @typedef {import("./flower/view.js").View} View */
/** @typedef {import("./flower/keeping.js").State} State */

/** @type {Record<string, (view: View) => Screen>} */
const SCREENS = { start, flower, picture, paper, blank, files, share, pick, show, room, together, handover, both, beside, last };
/** Pages that stand only while there is something for them; once it has ended, Back leads to the last page. @type {Record<string, (state: State) => boolean>} */
const NEEDS = {
  show: ({ picked }) => picked !== null,
  handover: ({ turn }) => turn === "second",
  both: ({ first, picked }) => first !== null && picked !== null,
  beside: ({ first, picked }) => first !== null && picked !== null,
};

export default {
  render: calm((/** @type {{model: any, el: HTMLElement}} */ { model, el: place }) => {
    const { flower: pack, ground } = model.get("pack");
    const keeping = makeKeeping(pack);
    return showScreens({ name: "flower", model, place, pack, ground, keeping, screenOf });

    /** @param {string} page */
    function screenOf(page) {
      const person = page.match(/^practice\/(.*)$/)?.[1];
      if (person && pack.practice.people.some((/** @type {any} */ one) => one.id === person)) return (/** @type {View} */ view) => practice(view, person);
      if (!(page in SCREENS)) return "start";
      return (NEEDS[page]?.(keeping.state()) ?? true) ? SCREENS[page] : "last";
    }
  }),
};
