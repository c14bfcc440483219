/**
 * What the player knows: the steps that the reader has taken, the screen that Python made of the last one, and how to
 * ask for the next. It knows no element.
 */

import { carryOn, hasExited } from "../../page/js/exited.js";
import { makeSteps } from "../../page/js/history.js";
import { drop, keep, kept } from "../../page/js/store.js";
import { makePair } from "./pair.js";
import { beginWalk, finishWalk, isStep, keepWalk, placesToGoOnWith } from "./walks.js";

/** @typedef {import("../../page/js/history.js").Place} Place */
/** @typedef {Record<string, any>} View  a screen, as view.py makes it */

const SHELF = { page: "shelf" };
/** When to say that an answer takes long, and when to say that it may not come, milliseconds. */
const LONG = 600;
const TOO_LONG = 8000;

/**
 * @typedef {object} Session
 * @property {() => View | null} view  null once the screen has been cleared
 * @property {() => Place} place
 * @property {() => "" | "long" | "too long"} waiting  for an answer
 * @property {() => boolean} hasMoved  whether the reader has done anything since the page was opened
 * @property {() => boolean} canCarryOn
 * @property {import("./pair.js").Pair} pair
 * @property {(paint: () => void) => () => void} watch
 * @property {(page: string, more?: Place) => void} open  a new step to another page
 * @property {(move: {choice?: string, skipped?: boolean}) => void} move  in the story
 * @property {() => void} back
 * @property {(page: string, more?: Place) => void} leaveFor  back to the first step, and from there to a page
 * @property {() => void} startAgain  with the first scene
 * @property {() => void} carryOn
 * @property {() => void} ask  once more
 * @property {() => void} clear  leave nothing on the screen
 * @property {() => void} stop
 */

/**
 * A reader's session with the model of one widget.
 *
 * @param {{get: (name: string) => any, set: (name: string, value: any) => void, save_changes: () => void,
 *   on: (name: string, callback: () => void) => void}} model
 * @returns {Session}
 */
export function makeSession(model) {
  /** @type {View | null} */
  let view = null;
  /** @type {Set<() => void>} */
  const painters = new Set();
  let serial = Number(model.get("walk").serial ?? 0);
  /** @type {"" | "long" | "too long"} */
  let waiting = "";
  let asking = true;
  let asked = JSON.stringify(SHELF);
  let moved = false;
  /** @type {number[]} */
  let timers = [];

  const key = model.get("kept_as");
  const carry = `${key}/carry_on`;
  const pair = makePair(`${key}/two_readers`);
  const steps = makeSteps(key, SHELF, arrive);
  if (hasExited()) steps.cover();
  document.addEventListener("alongside:exit", clear);
  model.on("change:view", answered);
  begin();

  return {
    view: () => view,
    place: steps.place,
    waiting: () => waiting,
    hasMoved: () => moved,
    canCarryOn: () => ahead() !== null,
    pair,
    watch: (paint) => {
      painters.add(paint);
      return () => painters.delete(paint);
    },
    open: (page, more = {}) => act(() => steps.go({ page, ...more, ...walkFor(page, more) })),
    move: (move) => act(() => goOnWith(move)),
    back: () => act(goBack),
    leaveFor: (page, more = {}) => act(() => leaveFor(page, more)),
    startAgain: () => act(startAgain),
    carryOn: () => act(() => steps.lay(ahead() ?? [])),
    ask,
    clear,
    stop: () => {
      steps.stop();
      timers.forEach(clearTimeout);
      document.removeEventListener("alongside:exit", clear);
    },
  };

  /** The shelf is in the model from the start; anything else has to be asked for. */
  function begin() {
    const given = model.get("view");
    if (steps.place().page !== SHELF.page || given.serial !== 0) return ask();
    asking = false;
    view = given;
  }

  /** @param {() => void} step */
  function act(step) {
    if (asking && waiting !== "too long") return;
    moved = true;
    carryOn();
    step();
  }

  /**
   * The reader has come to a step: by a button, or by the browser's Back or Forward.
   *
   * @param {Place} place
   */
  function arrive(place) {
    moved = true;
    if (!["shelf", "before", "partner"].includes(place.page)) keep(carry, steps.behind());
    if (asking || view === null || JSON.stringify(place) !== asked) return ask();
    // The same screen again, as after leaving: there is nothing to ask, and a press meanwhile is not lost.
    view = { ...view };
    paint();
  }

  /** The places to carry on with, if there are any. */
  function ahead() {
    const stories = view?.stories?.map((/** @type {View} */ { scenario }) => scenario) ?? [];
    return placesToGoOnWith(kept(carry), (scenario) => stories.includes(scenario));
  }

  /**
   * The walk that a page belongs to: a new one with its first scene. What a second reader chooses is in no record.
   *
   * @param {string} page
   * @param {Place} more
   */
  function walkFor(page, { scenario, eyes, moves, reader }) {
    const { walk } = steps.place();
    if (page === "walk" && reader !== 1) return { walk: beginWalk({ scenario, eyes, moves }) };
    return page === "review" && walk ? { walk } : {};
  }

  /**
   * @param {string} page
   * @param {Place} more
   */
  function leaveFor(page, more) {
    // whoever leaves a story that has ended is through with it
    if (page !== "handover") drop(carry);
    steps.backTo(0, page === "shelf" ? undefined : { page, ...more });
  }

  /** @param {{choice?: string, skipped?: boolean}} move */
  function goOnWith(move) {
    const here = steps.place();
    const moves = [...(view?.moves ?? []), { scene: view?.scene, ...move }];
    const walk = here.walk && keepWalk(here.walk, { ...pathOf(view), moves });
    const place = { ...here, page: "walk", moves, ...(walk && { walk }) };
    // Back leads to the last decision, or to the first scene: only these stay behind as steps of their own.
    if (isStep(move, here.moves.length)) steps.go(place);
    else steps.change(place);
  }

  function goBack() {
    if (steps.back()) return;
    const kept_moves = view?.back;
    const story = { scenario: view?.scenario, eyes: view?.eyes };
    if (typeof kept_moves === "number") {
      steps.change({ ...steps.place(), page: "walk", ...story, moves: view?.moves.slice(0, kept_moves) });
    } else {
      steps.change(SHELF);
    }
  }

  function startAgain() {
    const behind = steps.behind();
    const at = behind.findLastIndex(({ page }) => page === "before" || page === "handover");
    /** @type {Place} */
    const here = { ...steps.place(), page: "walk", moves: [] };
    if (here.walk) here.walk = keepWalk(here.walk, { ...pathOf(view), moves: [] });
    steps.backTo(Math.max(0, at), here);
  }

  function ask() {
    serial += 1;
    asking = true;
    say("");
    timers.forEach(clearTimeout);
    timers = [window.setTimeout(say, LONG, "long"), window.setTimeout(say, TOO_LONG, "too long")];
    const { page, scenario = null, eyes = null, moves = [], others_moves = [] } = pair.withBoth(steps.place());
    asked = JSON.stringify(steps.place());
    model.set("walk", { serial, page, scenario, eyes, moves, others_moves });
    model.save_changes();
  }

  function answered() {
    const given = model.get("view");
    if (given.serial !== serial || !asking) return;
    asking = false;
    timers.forEach(clearTimeout);
    waiting = "";
    view = given;
    if (given.screen === "ending") finishWalk(steps.place().walk, pathOf(given));
    paint();
  }

  /** @param {"" | "long" | "too long"} now */
  function say(now) {
    const before = waiting;
    waiting = now;
    if (now !== before) paint();
  }

  function clear() {
    view = null;
    asking = true;
    timers.forEach(clearTimeout);
    paint();
  }

  function paint() {
    painters.forEach((one) => one());
  }
}

/**
 * @param {View | null} view
 * @returns {import("./walks.js").Path}
 */
const pathOf = (view) => ({ scenario: view?.scenario, eyes: view?.eyes, moves: view?.moves ?? [] });
