/** Taking an entry away: as a document that the kernel makes, or as a file that the page makes itself. */

import { announce } from "../../page/js/announcer.js";
import { secondButton } from "../../page/js/buttons.js";
import { today } from "../../page/js/days.js";
import { el } from "../../page/js/dom.js";
import { copyForAnother } from "../../page/js/record/entries.js";
import { offerDownload, recordText } from "../../page/js/record/file.js";

/** @typedef {import("../../page/js/record/entries.js").Entry} Entry */
/** @typedef {import("./stage.js").Stage} Stage */

export const NOTHING = "Nothing is written here yet.";
const BEFORE =
  "Before this leaves you, take out names and details of people who draw on care and support. “Make a document” in “My record” marks what may give somebody away.";

/**
 * What was done, next to where it was asked for, and read out.
 *
 * @returns {{element: HTMLElement, say: (words: string) => void}}
 */
export function saying() {
  const element = el("p", { class: "said" });
  return {
    element,
    say: (words) => {
      element.textContent = words;
      announce(words);
    },
  };
}

/**
 * Buttons for an entry's documents, and the copy for somebody else; a reminder stands before them.
 *
 * @param {Stage} stage
 * @param {() => Entry | null} entryOf  as it is when a button is pressed
 * @param {{copy: string}} words
 */
export function taking(stage, entryOf, { copy }) {
  const told = saying();
  const make = async (/** @type {"docx" | "pdf"} */ format) => {
    const entry = entryOf();
    if (!entry) return told.say(NOTHING);
    told.say("Making it.");
    const { told: answer, bytes } = await stage.ask({ ask: "make", entry: entry.id, format, today: today() }, recordText(copyForAnother(entry)));
    if (answer.refused) return told.say(answer.refused);
    offerDownload(answer.name, answer.type, bytes[0]);
    return told.say(`It is in your downloads: ${answer.name}`);
  };
  const giveCopy = () => {
    const entry = entryOf();
    if (!entry) return told.say(NOTHING);
    return told.say(`It is in your downloads: ${downloadCopy(entry)}`);
  };
  return {
    reminder: el("p", { class: "hint" }, BEFORE),
    buttons: [
      secondButton("Download as Word", stage.calm(() => make("docx"))),
      secondButton("Download as PDF", stage.calm(() => make("pdf"))),
      secondButton(copy, giveCopy),
    ],
    told,
  };
}

/**
 * A file of this entry alone, which opens in another record.
 *
 * @param {Entry} entry
 * @returns {string} its name
 */
export function downloadCopy(entry) {
  const name = `alongside-copy-${today()}.json`;
  offerDownload(name, "application/json", recordText(copyForAnother(entry)));
  return name;
}
