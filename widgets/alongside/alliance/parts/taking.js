/** Taking an entry away: as a document that the kernel makes, or as a file that the page makes itself. */

import { announce } from "../../page/js/announcer.js";
import { secondButton } from "../../page/js/buttons.js";
import { today } from "../../page/js/days.js";
import { el } from "../../page/js/dom.js";
import { focusHeading } from "../../page/js/focus.js";
import { marked, placesInWords } from "../../page/js/marks.js";
import { copyForAnother } from "../../page/js/record/entries.js";
import { offerDownload, recordText } from "../../page/js/record/file.js";
import { buttons } from "./words.js";

/** @typedef {import("../../page/js/record/entries.js").Entry} Entry */
/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {"docx" | "pdf"} Format */

const FORMATS = { docx: "Download as Word", pdf: "Download as PDF" };
export const NOTHING = "Nothing is written here yet.";
const BEFORE = "Before this leaves you, take out names and details of people who draw on care and support. Before it makes a document, this page marks what may give somebody away.";

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
  const said = saying();
  const found = el("div");
  const told = { element: el("div", null, found, said.element), say: said.say };
  /** @type {(format: Format) => Promise<void>} */
  const look = async (format) => {
    const entry = entryOf();
    found.replaceChildren();
    if (!entry) return told.say(NOTHING);
    told.say("Looking it through.");
    const { told: answer } = await stage.ask({ ask: "check", entry: entry.id }, recordText(copyForAnother(entry)));
    if (answer.refused) return told.say(answer.refused);
    const looked = wordsOf(entry);
    if (!answer.found.length) return make(format, looked);
    const { heading, nodes } = marks(answer.found, answer.incomplete);
    found.replaceChildren(...nodes, buttons(secondButton(`${FORMATS[format]} as it is`, stage.calm(() => make(format, looked)))));
    said.element.textContent = "";
    return focusHeading(heading);
  };
  /** @type {(format: Format, looked: string) => Promise<void>} */
  const make = async (format, looked) => {
    const entry = entryOf();
    if (!entry) return told.say(NOTHING);
    if (wordsOf(entry) !== looked) return look(format);
    told.say("Making it.");
    const { told: answer, bytes } = await stage.ask({ ask: "make", entry: entry.id, format, today: today() }, recordText(copyForAnother(entry)));
    if (answer.refused) return told.say(answer.refused);
    found.replaceChildren();
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
      secondButton(FORMATS.docx, stage.calm(() => look("docx"))),
      secondButton(FORMATS.pdf, stage.calm(() => look("pdf"))),
      secondButton(copy, giveCopy),
    ],
    told,
  };
}

/** @param {Entry} entry */
const wordsOf = ({ title, fields }) => JSON.stringify([title, fields]);

/**
 * What may give somebody away, in its words; it is put right where it was written.
 *
 * @param {import("../../page/js/marks.js").Part[]} parts
 * @param {string} incomplete  that these are hints
 */
function marks(parts, incomplete) {
  const heading = el("h3", null, `Look at this first. ${placesInWords(parts)}`);
  const answers = parts.flatMap(({ label, pieces }) => [el("h4", null, label), el("p", { class: "found-words" }, ...pieces.flatMap(marked))]);
  const words = "To change something, go back to where it is written. Then download it again.";
  return { heading, nodes: [heading, el("p", { class: "hint" }, incomplete), ...answers, el("p", null, words)] };
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
