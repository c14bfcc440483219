/** The identity wheel. Its model, and every word that somebody enters, is in this page's memory; Python hands over the pack. */

import { calm } from "../page/js/errors.js";
import { showScreens } from "./screens.js";
import { makeKeeping } from "./wheel/keeping.js";
import { files } from "./wheel/screens/files.js";
import { blank, paper, picture } from "./wheel/screens/paper.js";
import { last, start, wheel } from "./wheel/screens/work.js";

/** @type {Record<string, (view: import("./wheel/view.js").View) => import("./wheel/view.js").Screen>} */
const SCREENS = { start, wheel, picture, paper, blank, files, last };

export default {
  render: calm((/** @type {{model: any, el: HTMLElement}} */ { model, el: place }) => {
    const { wheel: pack, ground } = model.get("pack");
    const screenOf = (/** @type {string} */ page) => SCREENS[page] ?? "start";
    return showScreens({ name: "wheel", model, place, pack, ground, keeping: makeKeeping(pack), screenOf });
  }),
};
