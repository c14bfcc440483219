/**
 * My record: what a learner has written, looked at, opened from a file, and made into documents.
 *
 * The page's keeper has the record; this shows it. What only Python can do is asked of the kernel (page/js/asking.js), with
 * the record beside the question. Each part is a step in the browser's history.
 */

import { makeAsker } from "../page/js/asking.js";
import { el, replace } from "../page/js/dom.js";
import { calm, clearTrouble, followTrouble } from "../page/js/errors.js";
import { carryOn, hasExited } from "../page/js/exited.js";
import { focusHeading, keepKeys } from "../page/js/focus.js";
import { makeSteps } from "../page/js/history.js";
import { keeper } from "../page/js/keeper.js";
import { privateState } from "../page/js/private_state.js";
import { about } from "./parts/about.js";
import { cpd } from "./parts/cpd.js";
import { documents } from "./parts/documents.js";
import { entries } from "./parts/entries.js";
import { home } from "./parts/home.js";
import { opening } from "./parts/opening.js";
import { ownForm } from "./parts/own_form.js";
import { standards } from "./parts/standards.js";

/** @typedef {{part: string, step?: string}} Place */
/** @typedef {import("./desk.js").Desk} Desk */

/** @type {Record<string, (desk: Desk, step: string) => (Node | null | false)[]>} */
const PARTS = { home, about, entries, opening, documents, cpd, form: ownForm, standards };
/** Those that show what is in the record, and nothing that is being filled in. */
const FOLLOWS = ["home", "entries"];

export default {
  render: calm((/** @type {{model: any, el: HTMLElement}} */ { model, el: place }) => {
    const root = el("div", { class: "alongside my-record" });
    place.replaceChildren(root);
    keepKeys(root);
    followTrouble(model, root);
    const view = makeView(model, root);
    keeper().ready.then(view.begin);
    return view.stop;
  }),
};

/**
 * @param {any} model
 * @param {HTMLElement} root
 */
function makeView(model, root) {
  const sheet = el("div");
  const refused = el("div");
  const said = el("p", { class: "said", role: "status" });
  /** @type {import("../page/js/history.js").Steps | undefined} */
  let steps;
  let stopFollowing = () => {};
  let isOver = false;
  /** What is to be said at the next step. */
  let parting = "";
  /** The record as it is on the screen. */
  let shown = "";

  /** @type {Desk} */
  const desk = {
    keeper: keeper(),
    words: model.get("words"),
    ask: makeAsker(model),
    memory: privateState("my_record", "desk", () => ({})),
    calm: (handler) => calm(handler, root),
    go: (part, step = "") => {
      carryOn();
      steps?.go({ part, step });
    },
    back: () => steps?.back() || steps?.go({ part: "home", step: "" }),
    leave,
    recordText: () => JSON.stringify(desk.keeper.record()),
    refuse: (sentence) => {
      const words = el("p", { class: "notice refused", role: "alert", tabindex: "-1" }, sentence);
      desk.say("");
      replace(refused, words);
      words.focus();
    },
    say: (words) => {
      replace(refused);
      said.textContent = words;
    },
    paint: (words = "") => {
      parting = words;
      arrive();
    },
  };
  return { begin: calm(begin, root), stop };

  function begin() {
    if (isOver) return;
    root.append(sheet, refused, said);
    steps = makeSteps("my_record", { part: asked(), step: "" }, calm(arrive, root));
    // after "Exit this page", Back leads to no words of the learner's
    if (hasExited()) steps.cover();
    if (asked() !== "home") forgetLink();
    window.addEventListener("hashchange", byLink);
    stopFollowing = desk.keeper.follow(calm(follow, root));
    paint();
  }

  function stop() {
    isOver = true;
    steps?.stop();
    window.removeEventListener("hashchange", byLink);
    stopFollowing();
  }

  /** @returns {Place} */
  function place() {
    const { part, step } = /** @type {Place} */ (steps?.place());
    return part in PARTS ? { part, step } : { part: "home", step: "" };
  }

  /** Back to the list of what there is to do; the steps between are left behind. */
  function leave(words = "") {
    parting = words;
    const at = steps?.behind().findIndex(({ part }) => part === "home") ?? -1;
    if (at >= 0) steps?.backTo(at);
    else steps?.go({ part: "home", step: "" });
  }

  /** A link on this page leads to a part of it. */
  function byLink() {
    const part = asked();
    if (part === "home") return;
    forgetLink();
    if (part !== place().part) steps?.go({ part, step: "" });
  }

  function paint() {
    clearTrouble(root);
    desk.say("");
    const { part, step = "" } = place();
    shown = desk.recordText();
    // the page's own introduction has been read
    root.toggleAttribute("data-inside", part !== "home");
    replace(sheet, ...PARTS[part](desk, step));
  }

  function arrive() {
    paint();
    if (parting) desk.say(parting);
    parting = "";
    const heading = sheet.querySelector("h2");
    if (heading) focusHeading(heading);
  }

  /** The record has changed, here or in another tab: what has the focus keeps it. */
  function follow() {
    if (!FOLLOWS.includes(place().part) || desk.recordText() === shown) return;
    const active = document.activeElement;
    const held = sheet.contains(active) ? active?.getAttribute("data-key") : null;
    paint();
    if (held) /** @type {HTMLElement | null} */ (sheet.querySelector(`[data-key="${CSS.escape(held)}"]`))?.focus();
  }
}

/** A link may lead to a part: my_record.ipynb#documents. */
function asked() {
  const part = location.hash.slice(1);
  return part in PARTS ? part : "home";
}

/** The address does not say which part is shown, and the same link can be pressed again. */
function forgetLink() {
  history.replaceState(history.state, "", location.pathname + location.search);
}
