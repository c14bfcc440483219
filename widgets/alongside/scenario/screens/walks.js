/**
 * Walks through stories as entries of the record: names of scenes and choices, no text. One entry is one walk; going back
 * changes nothing in it, choosing anew does.
 */

import { keeper } from "../../page/js/keeper.js";
import { changeEntry, isLive, liveEntries, makeEntry } from "../../page/js/record/entries.js";
import { recordName } from "../../page/js/workbook_name.js";

/** @typedef {import("../../page/js/history.js").Place} Place */
/** @typedef {import("../../page/js/record/entries.js").Entry} Entry */
/** @typedef {import("../../page/js/record/entries.js").Move} Move */
/** @typedef {{scenario: string, eyes: string, moves: Move[]}} Path */

/** It stands in lists and documents that somebody may glance at: no story is named. */
const TITLE = "A path through a story";

/** @param {string | undefined} id  of a walk */
function walkOf(id) {
  const row = id ? keeper().entry(id) : undefined;
  return isLive(row) && row.path ? row : null;
}

/**
 * Begin a walk.
 *
 * @param {Path} path
 * @returns {string} its id
 */
export function beginWalk(path) {
  const made = { workbook: recordName(location.pathname), kind: "path", title: TITLE, path: plain(path) };
  const entry = makeEntry(made, keeper().writer);
  keeper().put(entry);
  return entry.id;
}

/**
 * Keep the way that a walk has taken. One that has come to its end stays as it was, and so does one that was forgotten:
 * from there it is another walk.
 *
 * @param {string} id
 * @param {Path} path
 * @returns {string} the id of the walk now
 */
export function keepWalk(id, path) {
  const entry = walkOf(id);
  if (!entry || entry.finished) return beginWalk(path);
  putIfChanged(entry, { path: plain(path) });
  return id;
}

/**
 * A walk has come to an ending.
 *
 * @param {string | undefined} id
 * @param {Path} path
 */
export function finishWalk(id, path) {
  const entry = walkOf(id);
  if (entry && !entry.finished) putIfChanged(entry, { path: plain(path), finished: true });
}

/**
 * The walk that was last changed of those that are not finished.
 *
 * @param {(scenario: string) => boolean} isHere  whether this shelf has the story
 * @returns {Entry | null}
 */
export function lastWalk(isHere) {
  const open = liveEntries(keeper().record(), ["path"]).filter(({ finished, path }) => !finished && path && isHere(path.scenario));
  return open.reduce((last, one) => (last && last.changed > one.changed ? last : one), /** @type {Entry | null} */ (null));
}

/**
 * The places to go on with: those that were kept here, unless their walk was forgotten or another was walked since.
 *
 * @param {unknown} trail  the places of the last visit, the shelf first
 * @param {(scenario: string) => boolean} isHere
 * @returns {Place[] | null}
 */
export function placesToGoOnWith(trail, isHere) {
  const last = lastWalk(isHere);
  const here = Array.isArray(trail) && trail.length > 1 ? trail : null;
  const place = here?.at(-1);
  const walked = walkOf(place?.walk);
  const isLatest = walked && !(last && last.changed > walked.changed) && !wentBack(place, walked);
  if (here && (!place.walk || isLatest)) return here.slice(1);
  return last && placesOf(last);
}

/**
 * Whether a reader left a walk by going back: out of one that had ended, or to the first scene.
 *
 * @param {Place} place
 * @param {Entry} entry
 */
function wentBack({ moves = [] }, { finished, path }) {
  const taken = path?.moves.length ?? 0;
  return finished ? moves.length < taken : taken > 0 && moves.length === 0;
}

/**
 * The places that lead to where a walk stands, as somebody who walks it makes them: a step for each decision.
 *
 * @param {Entry} entry
 * @returns {Place[]}
 */
export function placesOf({ id, path }) {
  const { scenario = "", eyes = "", moves = [] } = path ?? {};
  const place = (/** @type {number} */ taken) => ({ page: "walk", scenario, eyes, moves: moves.slice(0, taken), walk: id });
  const steps = moves.flatMap((move, at) => (isStep(move, at) ? [at] : []));
  // the place after a step is shown until the next one is taken
  const ends = [0, ...steps.map((_, at) => steps[at + 1] ?? moves.length)];
  return [{ page: "before", scenario }, ...ends.map(place)];
}

/**
 * Whether a move is a step that the browser's Back undoes: a decision, or leaving the first scene.
 *
 * @param {{choice?: string, skipped?: boolean}} move
 * @param {number} at  how many came before it
 */
export function isStep({ choice, skipped }, at) {
  return choice !== undefined || Boolean(skipped) || at === 0;
}

/**
 * @param {Entry} entry
 * @param {Partial<Entry>} changes
 */
function putIfChanged(entry, changes) {
  const changed = changeEntry(entry, changes, keeper().writer);
  if (changed !== entry) keeper().put(changed);
}

/**
 * Names only, whatever else came with them.
 *
 * @param {Path} path
 * @returns {Path}
 */
function plain({ scenario, eyes, moves }) {
  const names = moves.map(({ scene, choice, skipped }) => ({
    scene,
    ...(choice === undefined || choice === null ? {} : { choice }),
    ...(skipped ? { skipped } : {}),
  }));
  return { scenario, eyes, moves: names };
}
