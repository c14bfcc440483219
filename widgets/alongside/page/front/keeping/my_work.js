/** "My work": whose record is open, where it is kept, and how it goes with its owner or is forgotten. */
import { el, replace } from "../../js/dom.js";
import { button, openBox } from "./box.js";
import { downloadRecord, sealedDownload } from "./download.js";
import { changeOver, forgetButton } from "./forgetting.js";
import { askWhere } from "./question.js";
import { downloadedOf, whereOf } from "./words.js";

/** @typedef {import("../keeper/page_keeper.js").PageKeeper} Keeper */

const ANOTHER_ADDRESS = "This record belongs to this address. Another address is another record: take your file with you.";
const BROWSERS = "Browsers clear storage: Safari after 7 days without a visit, some work computers every night.";

/** @param {Keeper} keeper */
export function openMyWork(keeper) {
  const where = el("p", null);
  const downloaded = el("p", { role: "status" });
  const show = () => {
    replace(where, whereOf(keeper.state));
    replace(downloaded, downloadedOf(keeper.state));
  };
  const stop = keeper.follow(show);
  const close = () => box.close();
  const content = keeper.state.where === "locked"
    ? [part("Where it is kept", where)]
    : [whose(keeper), part("Where it is kept", where, change(keeper, close)), takeAlong(keeper, downloaded), onShared(keeper)];
  const forget = part("Forget everything", el("p", null, "For when you are done with this device, or it is not yours."), forgetButton(keeper, "h4"));
  const last = el("div", { class: "buttons" }, button("Close", close));
  const box = openBox("alongside-my-work", "My work", [...content, forget, last], stop);
  show();
  return box;
}

/**
 * @param {string} heading
 * @param {...import("../../js/dom.js").Child} content
 */
const part = (heading, ...content) => el("section", null, el("h3", null, heading), ...content);

/** @param {Keeper} keeper */
function whose(keeper) {
  const id = "alongside-whose";
  const name = el("input", {
    type: "text", id, class: "medium", autocomplete: "nickname", maxlength: "100", value: keeper.state.name, "aria-describedby": `${id}-hint`,
    on: { input: () => keeper.describe({ name: name.value }) },
  });
  const label = el("label", { for: id }, "Whose record is this? ", el("span", { class: "optional" }, "(optional)"));
  const hint = el("p", { class: "hint", id: `${id}-hint` }, "A name or a nickname. It stands at the top of each page, and in your file.");
  return el("div", { class: "field" }, label, hint, name);
}

/**
 * @param {Keeper} keeper
 * @param {() => void} close
 */
function change(keeper, close) {
  const press = () => {
    close();
    askWhere(keeper, { isAgain: true });
  };
  return el("p", null, button("Change where it is kept", press, "second"));
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} downloaded
 */
function takeAlong(keeper, downloaded) {
  return part(
    "Take your file with you",
    el("p", null, ANOTHER_ADDRESS),
    el("p", null, BROWSERS),
    downloaded,
    el("p", null, button("Download my record", () => downloadRecord(keeper))),
    sealedDownload(keeper),
    el("p", null, "To read it here again, or to bring it from another device: ", el("a", { href: "my_record.ipynb#opening" }, "open a file"), "."),
  );
}

/** @param {Keeper} keeper */
function onShared(keeper) {
  const place = part(
    "When somebody else takes their turn",
    el("p", null, "Your record is downloaded, unless you have just done so, and then forgotten here, in every open tab. Look for the file among this computer’s downloads, and move it to a place of your own."),
    el("p", null, button("Change over to somebody else", () => changeOver(keeper, place), "second")),
  );
  return place;
}
