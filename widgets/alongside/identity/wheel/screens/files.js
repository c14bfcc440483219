/** Keeping a wheel as a file, and opening one again. */

import { announce } from "../../../page/js/announcer.js";
import { filesScreen } from "../../files.js";
import { MOST_BYTES, NAME, fileName, readWheel, wheelText } from "../file.js";
import { askedHere } from "../model.js";

/** @typedef {import("../view.js").View} View */

/** @param {View} view */
export function files(view) {
  const { pack, keeping, go } = view;
  return filesScreen(view, { what: "wheel", name: NAME, most: MOST_BYTES, fileName: () => fileName(), save, read: readWheel, take });

  function save() {
    const { wheel } = keeping.state();
    return { text: wheelText(wheel), done: () => keeping.saveAs(wheel) };
  }

  /** @param {import("../model.js").Wheel} opened */
  function take(opened) {
    const wheel = askedHere(pack, opened);
    keeping.put(wheel);
    keeping.saveAs(wheel);
    go("wheel");
    const isLess = JSON.stringify(wheel) !== JSON.stringify(opened);
    announce(`The wheel from your file is here.${isLess ? " Marks for questions that are not asked here are left out." : ""}`);
  }
}
