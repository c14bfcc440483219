/**
 * Something that two people fill in, each alone: first whoever's record is open, which is kept; then, if they like, the
 * other at the same screen, which is not. Then both are told where they differ.
 */

import { button, secondButton } from "../../page/js/buttons.js";
import { el } from "../../page/js/dom.js";
import { tellHandOver } from "../../page/js/hand_over.js";
import { makeEntry } from "../../page/js/record/entries.js";
import { makeUnsent } from "../../page/js/unsent.js";
import { guarded } from "./guard.js";
import { TITLES, compared, otherOf } from "./comparing.js";
import { makeSeconds } from "./second.js";
import { downloadCopy, saying } from "./taking.js";
import { buttons, paragraphs } from "./words.js";
import { listChanges, newId, writingOf, writtenList } from "./written.js";

/** @typedef {import("./comparing.js").Role} Role */
/** @typedef {import("./second.js").Holder} Holder */
/** @typedef {import("./second.js").Values} Values */
/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./stage.js").Screen} Screen */
/** @typedef {import("../../page/js/history.js").Place} Place */
/** @typedef {import("../../page/js/record/entries.js").Kept} Kept */
/**
 * @typedef {object} Activity
 * @property {string} name
 * @property {{title: string, about: string[], comparing: import("./comparing.js").Comparing}} pack
 * @property {"card" | "act"} what
 * @property {(values: Values, who: Role) => Kept[]} fieldsOf
 * @property {(fields: Kept[]) => Values} valuesOf
 * @property {(stage: Stage, holder: Holder, who: Role) => Node[]} fill
 * @property {(first: Values, second: Values) => import("./comparing.js").Item[]} items  the assessor's first
 * @property {(first: Values, second: Values) => Node | null} [more]  below the comparison
 * @property {(holder: Holder, who: Role) => Node[]} [closing]  what each does at the end
 */

/** @type {Record<Role, string>} */
const AS = { assessor: "I am the assessor", nqsw: "I am the NQSW" };
const ALONE = "You can stop here, or compare it with the other’s at this screen.";

/** @param {Activity} activity */
export function pairScreens(activity) {
  const made = { name: activity.name, workbook: "power_in_our_relationship", kind: "answers", title: activity.pack.title };
  const seconds = makeSeconds(activity.name);
  const own = (/** @type {Place} */ place) => ownHolder(activity, made, place);
  return guarded({ home, mine, handover, other, compare, closing, end }, { isUnsaved: seconds.isUnsaved, forget: seconds.forget });

  /** @param {Stage} stage */
  function home(stage) {
    const heading = el("h2", null, activity.pack.title);
    const whoOf = (/** @type {Kept[]} */ fields) => fields.find(({ name }) => name === "whose")?.value ?? "assessor";
    const list = writtenList(stage, made, "In your record", ({ id, fields }) => stage.go({ page: "mine", id, who: whoOf(fields) }));
    const begin = Object.entries(AS).map(([who, words]) => secondButton(words, () => stage.go({ page: "mine", id: newId(made), who })));
    const lead = el("p", null, list ? "Begin another:" : "To begin, say who you are.");
    return { heading, nodes: [heading, ...paragraphs(activity.pack.about), list, lead, buttons(...begin)], follow: listChanges(stage, made) };
  }

  /**
   * @param {Stage} stage
   * @param {Place} place
   * @returns {Screen}
   */
  function mine(stage, place) {
    const holder = own(place);
    const heading = el("h2", null, `${activity.pack.title}: ${TITLES[/** @type {Role} */ (place.who)].toLowerCase().replace("nqsw", "NQSW")}`);
    const on = (/** @type {string} */ page) => () => stage.go({ ...place, page });
    const compareWords = `Compare with ${otherOf(place.who) === "nqsw" ? "the NQSW" : "the assessor"}`;
    // begun with it, so that the list leads back to both also where nothing was put here
    const hand = () => {
      holder.set({});
      on("handover")();
    };
    const goOn = activity.closing ? secondButton("Go on alone", on("closing")) : secondButton("Finish", on("end"));
    const nodes = [heading, el("p", { class: "meta" }, "It is kept in the record that is open, as you go."), ...activity.fill(stage, holder, place.who)];
    nodes.push(el("p", null, ALONE), buttons(button(compareWords, hand), goOn, secondButton("Back", () => stage.back())));
    return { heading, nodes, leave: holder.follow(stage) };
  }

  /**
   * @param {Stage} stage
   * @param {Place} place
   * @returns {Screen}
   */
  function handover(stage, place) {
    const heading = el("h2", null, "Hand over the screen");
    const who = otherOf(place.who);
    tellHandOver({ by: activity.name, isEmptied: false });
    const words = [
      "What the first of you did is put away until both have finished.",
      `${TITLES[who]}: what you put here is not kept. It is in this page only, and goes when the page is left or loaded again. You can download it at the end.`,
      "You do not owe this. You can also look at the other’s and talk.",
    ];
    const go = button(AS[who], () => stage.go({ ...place, page: "other" }));
    return { heading, nodes: [heading, ...paragraphs(words), buttons(go, secondButton("Back", () => stage.back()))] };
  }

  /**
   * @param {Stage} stage
   * @param {Place} place
   * @returns {Screen}
   */
  function other(stage, place) {
    const who = otherOf(place.who);
    const heading = el("h2", null, `${activity.pack.title}: ${who === "nqsw" ? "the NQSW" : "the assessor"}`);
    const go = button("Show both", () => stage.go({ ...place, page: "compare" }));
    const filled = el("div", null, ...activity.fill(stage, seconds.of(place.id), who));
    makeUnsent(filled, "input, textarea");
    const nodes = [heading, el("p", { class: "notice" }, "This is not kept. It goes when the page is left or loaded again."), filled];
    return { heading, nodes: [...nodes, buttons(go, secondButton("Back", () => stage.back()))] };
  }

  /**
   * @param {Stage} stage
   * @param {Place} place
   * @returns {Screen}
   */
  function compare(stage, place) {
    const heading = el("h2", null, "Both, in words");
    const values = [own(place).values(), seconds.of(place.id).values()];
    const [first, then] = place.who === "assessor" ? values : values.reverse();
    const { apart, onlyOne, same } = compared(activity.pack.comparing, activity.what, activity.items(first, then));
    const { intro, nothing_apart, questions } = activity.pack.comparing;
    const list = (/** @type {string[]} */ words) => el("ul", null, ...words.map((one) => el("li", null, one)));
    const part = (/** @type {string} */ title, /** @type {string[]} */ words) => words.length > 0 && el("section", null, el("h3", null, title), list(words));
    const on = () => stage.go({ ...place, page: activity.closing ? "closing" : "end" });
    return {
      heading,
      nodes: [
        heading,
        ...paragraphs(intro),
        apart.length ? part("Where you differ", apart) : same.length > 0 && el("p", null, nothing_apart),
        part("Where one of you said something", onlyOne),
        part("Where you said the same", same),
        activity.more?.(first, then) ?? null,
        part("To talk about", questions.map(({ ask }) => ask)),
        buttons(button("Continue", on), secondButton("Back", () => stage.back())),
      ],
    };
  }

  /**
   * @param {Stage} stage
   * @param {Place} place
   * @returns {Screen}
   */
  function closing(stage, place) {
    const heading = el("h2", null, "To end with");
    const holder = own(place);
    const second = seconds.of(place.id);
    const theirs = el("div", null, ...(activity.closing?.(second, otherOf(place.who)) ?? []));
    makeUnsent(theirs, "input, textarea");
    const both = second.isEmpty() ? [] : [el("h3", null, TITLES[otherOf(place.who)]), el("p", { class: "meta" }, "Not kept."), theirs];
    const first = activity.closing?.(holder, place.who) ?? [];
    const nodes = both.length ? [el("h3", null, TITLES[/** @type {Role} */ (place.who)]), ...first, ...both] : first;
    const on = button("Finish", () => stage.go({ ...place, page: "end" }));
    return { heading, nodes: [heading, ...nodes, buttons(on, secondButton("Back", () => stage.back()))], leave: holder.follow(stage) };
  }

  /**
   * @param {Stage} stage
   * @param {Place} place
   * @returns {Screen}
   */
  function end(stage, place) {
    const heading = el("h2", null, "You can stop here");
    const who = otherOf(place.who);
    const second = seconds.of(place.id);
    const told = saying();
    const download = () => {
      const fields = activity.fieldsOf(second.values(), who);
      const name = downloadCopy(makeEntry({ workbook: made.workbook, kind: made.kind, title: made.title, id: newId(made), fields, finished: true }, stage.keeper.writer));
      second.noteSaved();
      told.say(`It is in your downloads: ${name}`);
    };
    const clear = () => {
      second.clear();
      stage.arrive();
    };
    const done = () => {
      second.clear();
      own(place).finish();
      stage.leave();
    };
    const theirs = [
      el("h3", null, TITLES[who]),
      el("p", null, "What you put here is not kept. You can take it with you as a file, which opens in your own record. “Done” clears it."),
      buttons(secondButton("Download mine", download), secondButton("Clear mine", clear)),
      told.element,
    ];
    return {
      heading,
      nodes: [
        heading,
        el("p", null, "What you found can go into your working agreement, in your own words. Nothing of it goes there by itself."),
        ...(second.isEmpty() ? [] : theirs),
        buttons(button("Done", done), secondButton("Back", () => stage.back())),
      ],
    };
  }
}

/**
 * The first person's, as an entry of the record.
 *
 * @param {Activity} activity
 * @param {import("./written.js").Made} made
 * @param {Place} place
 */
function ownHolder(activity, made, { id, who }) {
  const writing = writingOf(made, id, []);
  let values = activity.valuesOf(writing.entry?.fields ?? []);
  const again = (/** @type {Stage} */ stage) => () => stage.again();
  return {
    values: () => values,
    set: (/** @type {Values} */ changes) => {
      values = { ...values, ...changes };
      writing.change({ fields: activity.fieldsOf(values, who) });
    },
    finish: () => writing.entry && writing.change({ finished: true }),
    follow: (/** @type {Stage} */ stage) =>
      writing.follow({ isBusy: () => stage.sheet.contains(document.activeElement) && document.hasFocus(), show: again(stage), gone: () => stage.leave() }, stage.sheet),
  };
}

