/** A choice of a time: a period of the year, or days of one's own. */

import { makeField } from "../../page/js/controls.js";
import { el } from "../../page/js/dom.js";

/** @typedef {import("../desk.js").Desk} Desk */

const PERIODS = [
  { value: "0-3", label: "The first three months" },
  { value: "3-6", label: "Months three to six" },
  { value: "6-12", label: "Months six to twelve" },
];
const OWN = { value: "own", label: "Days of my own choice" };
const NO_START = "Write when you started under “About you”, and the periods of the year are offered too.";

/**
 * @param {Desk} desk
 * @param {{time?: string, since?: string, until?: string}} chosen
 * @param {(part: string) => (value: any) => void} change
 */
export function daysFields(desk, chosen, change) {
  const hasStart = Boolean(desk.keeper.record().programme.started);
  const options = hasStart ? [...PERIODS, OWN] : [OWN];
  const time = makeField({ name: "time", kind: "radios", label: "Which time?", hint: hasStart ? "" : NO_START, options }, { value: chosen.time, change: change("time") });
  const since = makeField({ name: "since", kind: "date", label: "From which day?" }, { value: chosen.since ?? "", change: change("since") });
  const until = makeField({ name: "until", kind: "date", label: "To which day?" }, { value: chosen.until ?? "", change: change("until") });
  const own = el("div", null, since.element, until.element);
  const later = { ...until, problem: () => until.problem() ?? (until.value() < since.value() ? "The last day must not be before the first" : null) };
  return {
    element: el("div", null, time.element, own),
    /** @param {string | undefined} now */
    show: (now) => {
      own.hidden = now !== "own";
    },
    fields: () => (time.value() === "own" ? [time, since, later] : [time]),
  };
}
