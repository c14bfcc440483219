/** Keeping a flower as a file, and opening one again. */

import { announce } from "../../../page/js/announcer.js";
import { filesScreen } from "../../files.js";
import { MOST_BYTES, NAME, fileName, flowerText, readFlower } from "../file.js";
import { withPackLenses } from "../model.js";
import { asShown } from "../seen.js";
import { howMuch } from "./paper.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../model.js").Flower} Flower */

/** @param {View} view */
export function files(view) {
  const { pack, keeping, go } = view;
  const asked = howMuch(view, "What goes into the file?", () => {});
  return filesScreen(view, { what: "flower", name: NAME, most: MOST_BYTES, fileName: () => fileName(), save, read: readFlower, take, asked });

  function save() {
    const { flower, shown } = keeping.state();
    const part = asShown(flower, shown);
    return { text: flowerText(part), done: () => keeping.saveAs(part) };
  }

  /** @param {Flower} opened */
  function take(opened) {
    const flower = withPackLenses(pack, opened);
    keeping.put(flower);
    keeping.saveAs(flower);
    keeping.change({ lens: flower.lenses[0].id, shown: "all" });
    go("flower");
    announce("The flower from your file is here.");
  }
}
