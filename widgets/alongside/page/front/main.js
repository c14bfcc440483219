/** The page's front end: small, and enough for a page that shows only words. Widgets come with live.js. */
import { startHelp, startReading } from "./dialogs.js";
import { startExit } from "./exit.js";
import { PageKeeper } from "./keeper/page_keeper.js";
import { startKeeping } from "./keeping/keeping.js";
import { setKeeper } from "../js/keeper.js";
import { fetchAhead } from "./modules.js";
import { startPrinting } from "./printing.js";
import { Status } from "./status.js";
import { followStream, takeStates } from "./stream.js";

/**
 * Waits for the part of the page that this script may overtake: it is loaded while the page is still coming.
 *
 * @param {string} selector
 * @returns {Promise<Element | null>} null when the page has ended without it
 */
function arrives(selector) {
  return new Promise((resolve) => {
    const look = () => {
      const found = document.querySelector(selector);
      if (!found && document.readyState === "loading") return;
      observer.disconnect();
      document.removeEventListener("DOMContentLoaded", look);
      resolve(found);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", look);
    look();
  });
}

/**
 * Gives a kernel to a page that has one, as soon as its id is in the page.
 *
 * @param {Status} status
 * @returns {Promise<import("./live.js").Live | null>}
 */
async function startLive(status) {
  const data = await arrives("#alongside-kernel");
  const module = document.getElementById("alongside-live");
  if (!data || !(module instanceof HTMLLinkElement)) return null;
  // the build has put a hash into the file's name, and the page knows it
  const { Live } = /** @type {typeof import("./live.js")} */ (await import(module.href));
  return new Live(JSON.parse(data.textContent ?? "{}"), status);
}

/** Before any widget asks for it. */
function startKeeper() {
  const { root, sharedHost } = document.documentElement.dataset;
  const keeper = new PageKeeper(new URL(root ?? ".", location.href).pathname, sharedHost !== undefined);
  setKeeper(keeper);
  return keeper;
}

async function start() {
  const keeper = startKeeper();
  await arrives("#alongside-help-dialog .buttons");
  const status = new Status();
  startExit();
  startReading();
  startHelp();
  startPrinting();
  startKeeping(keeper, status);
  if (!document.querySelector(".cell > .waiting")) return;
  const live = startLive(status);
  /** @type {Promise<void | undefined>[]} */
  const views = [];
  const isWhole = await followStream((content, place) => {
    const widgets = [...content.querySelectorAll(".widget[data-model]")];
    const states = takeStates(content);
    states.forEach(fetchAhead);
    place.append(content);
    views.push(Promise.all([live, keeper.ready]).then(([host]) => host?.show(states, widgets)));
  });
  await Promise.allSettled(views);
  status.change({ starting: false, ready: true });
  if (isWhole) (await live)?.settle();
}

start();
