/** Dates as people type them, in three boxes. No page needed. */

/** @typedef {{day: string, month: string, year: string}} Parts */

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const NAMES = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/**
 * One value from three boxes: "2026-11-03" if it is a date, else what was typed: "2026-nov-", "" for nothing.
 *
 * @param {Parts} parts
 * @returns {string}
 */
export function joinDate({ day, month, year }) {
  const typed = [year, month, day].map((part) => part.trim());
  if (typed.every((part) => part === "")) return "";
  const iso = isoDate(typed[0], typed[1], typed[2]);
  // A hyphen that was typed is kept as U+2010, so that the three parts can be told apart again.
  return iso ?? typed.map((part) => part.replaceAll("-", "‐")).join("-");
}

/**
 * Three boxes from one value; anything else than a text with two hyphens is no date.
 *
 * @param {unknown} value
 * @returns {Parts}
 */
export function splitDate(value) {
  const parts = typeof value === "string" ? value.split("-") : [];
  if (parts.length !== 3) return { day: "", month: "", year: "" };
  const [year, month, day] = parts;
  if (isIso(value)) return { day: String(Number(day)), month: String(Number(month)), year };
  return { day, month, year };
}

/**
 * @param {unknown} value
 * @returns {boolean} whether it is a day that exists, as "YYYY-MM-DD"
 */
export function isIso(value) {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const [year, month, day] = value.split("-");
  return isoDate(year, month, day) === value;
}

/**
 * What is wrong with a date, null for nothing.
 *
 * @param {string} label
 * @param {string} value  what `joinDate` gave
 * @returns {string | null}
 */
export function dateProblem(label, value) {
  if (isIso(value)) return null;
  const { day, month, year } = splitDate(value);
  const missing = Object.entries({ day, month, year })
    .filter(([, typed]) => !typed.trim())
    .map(([part]) => part);
  if (missing.length > 0 && missing.length < 3) return `The date for “${label}” needs a ${missing.join(" and a ")}`;
  if (/^\d+$/.test(year) && year.length !== 4) return `The year for “${label}” needs 4 numbers`;
  return `The date for “${label}” must be a day that exists, such as 27 3 2026`;
}

/**
 * Which box an error is about.
 *
 * @param {string} value
 * @returns {'day' | 'month' | 'year'}
 */
export function wrongPart(value) {
  const { day, month, year } = splitDate(value);
  if (!/^\d{1,2}$/.test(day) || Number(day) < 1 || Number(day) > 31) return "day";
  if (monthNumber(month) === null) return "month";
  return /^\d{4}$/.test(year) ? "day" : "year";
}

/**
 * @param {string} year
 * @param {string} month
 * @param {string} day
 * @returns {string | null}
 */
function isoDate(year, month, day) {
  const m = monthNumber(month);
  if (!/^\d{4}$/.test(year) || m === null || !/^\d{1,2}$/.test(day)) return null;
  const [y, d] = [Number(year), Number(day)];
  const date = new Date(Date.UTC(2000, m - 1, d));
  date.setUTCFullYear(y, m - 1, d);
  if (y < 1 || date.getUTCFullYear() !== y || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null;
  return `${year}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
}

/**
 * A month by number or by name ("3", "03", "Mar", "march"), null for none.
 *
 * @param {string} typed
 * @returns {number | null}
 */
function monthNumber(typed) {
  if (/^\d{1,2}$/.test(typed)) return Number(typed) >= 1 && Number(typed) <= 12 ? Number(typed) : null;
  const name = typed.toLowerCase().replace(/\.$/, "");
  const at = name === "sept" ? 8 : Math.max(MONTHS.indexOf(name), NAMES.indexOf(name));
  return at >= 0 ? at + 1 : null;
}
