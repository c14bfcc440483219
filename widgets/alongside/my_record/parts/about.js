/** About the learner, all of it optional: kept at each change. */

import { makeField, showProblems } from "../../page/js/controls.js";
import { isIso } from "../../page/js/controls/date_parts.js";
import { el } from "../../page/js/dom.js";
import { button } from "./pieces.js";

/** @typedef {import("../desk.js").Desk} Desk */

const ROLES = [
  { value: "nqsw", label: "Newly qualified social worker (NQSW)" },
  { value: "assessor", label: "Assessor" },
  { value: "facilitator", label: "Facilitator" },
  { value: "coordinator", label: "Programme coordinator" },
];
const TRACKS = [
  { value: "adults", label: "Adults" },
  { value: "child_and_family", label: "Child and family" },
  { value: "early_career", label: "Early career programme", hint: "From April 2027." },
];
const SHARE = "Write a share from 1 to 100, such as 60";

/** @param {Desk} desk */
export function about(desk) {
  const { name, programme } = desk.keeper.record();
  const put = (/** @type {string} */ part, /** @type {any} */ value) => {
    desk.keeper.describe({ programme: without({ ...desk.keeper.record().programme, [part]: value }) });
    desk.say("");
  };
  const day = (/** @type {string} */ value) => (value === "" || isIso(value)) && put("started", value || undefined);
  const fields = [
    makeField(
      { name: "name", kind: "text", label: "Name or nickname", optional: true, width: 30, hint: "Shown in the corner of each page, so that it is plain whose record is open. It stands in documents." },
      { value: name, change: (value) => desk.keeper.describe({ name: value.trim() }) },
    ),
    makeField({ name: "role", kind: "radios", label: "Your role", optional: true, options: ROLES }, { value: programme.role, change: (value) => put("role", value) }),
    makeField({ name: "track", kind: "radios", label: "Your track", optional: true, options: TRACKS }, { value: programme.track, change: (value) => put("track", value) }),
    makeField({ name: "started", kind: "date", label: "When did your year start?", optional: true, hint: "For example, 7 9 2026. The periods of the year are counted from it." }, { value: programme.started ?? "", change: day }),
    shareField(programme.part_time, (value) => put("part_time", value)),
  ];
  const summary = el("div");
  const done = () => {
    if (!showProblems(fields, summary)) desk.leave();
  };
  return [
    el("h2", null, "About you"),
    el("p", null, "Leave out whatever you like. It is kept where your record is kept, as you write it."),
    summary,
    ...fields.map(({ element }) => element),
    el("div", { class: "buttons" }, button("Done", desk.calm(done))),
  ];
}

/**
 * The share of full time, in per cent.
 *
 * @param {number | undefined} share  above 0 to 1
 * @param {(share: number | undefined) => void} change
 */
function shareField(share, change) {
  const hint = "In per cent of full time, such as 60. Leave it empty if you work full time.";
  const field = makeField(
    { name: "part_time", kind: "text", label: "If you work part time, how much?", optional: true, width: 5, hint },
    { value: share === undefined ? "" : String(Math.round(share * 100)), change: (value) => fits(value) && change(shareOf(value)) },
  );
  return { ...field, problem: () => (fits(field.value()) ? null : SHARE) };
}

/** @param {string} words */
export const fits = (words) => words.trim() === "" || /^(100|[1-9]\d?) ?%?$/.test(words.trim());

/**
 * @param {string} words
 * @returns {number | undefined}
 */
export const shareOf = (words) => (words.trim() ? Number.parseInt(words, 10) / 100 : undefined);

/** @param {Record<string, any>} programme */
function without(programme) {
  return Object.fromEntries(Object.entries(programme).filter(([, value]) => value !== undefined && value !== null));
}
