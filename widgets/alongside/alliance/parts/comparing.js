/** Two people's answers told to them in words: nothing is counted, and nobody is right. */

/** @typedef {"assessor" | "nqsw"} Role */
/** @typedef {{words: string, assessor?: string, nqsw?: string}} Item  what was placed or marked, and by each under what */
/** @typedef {{intro: string[], same: string, apart: string, only_one: string, nothing_apart: string, questions: {ask: string}[]}} Comparing */

/** @type {Record<Role, string>} */
const NAMES = { assessor: "the assessor", nqsw: "the NQSW" };
/** @type {Record<Role, string>} */
export const TITLES = { assessor: "The assessor", nqsw: "The NQSW" };

/** @param {string} who */
export const otherOf = (who) => /** @type {Role} */ (who === "assessor" ? "nqsw" : "assessor");

/**
 * Sentences about each item on which at least one of them said something; the assessor is named first.
 *
 * @param {Comparing} comparing
 * @param {"card" | "act"} what  the gap in which an item stands
 * @param {Item[]} items
 * @returns {{apart: string[], onlyOne: string[], same: string[]}}
 */
export function compared(comparing, what, items) {
  /** @type {{apart: string[], onlyOne: string[], same: string[]}} */
  const told = { apart: [], onlyOne: [], same: [] };
  for (const { words, assessor, nqsw } of items) {
    if (assessor && nqsw && assessor === nqsw) told.same.push(filled(comparing.same, { [what]: words, field: assessor }));
    else if (assessor && nqsw) {
      const gaps = { [what]: words, first: NAMES.assessor, second: NAMES.nqsw, first_field: assessor, second_field: nqsw };
      told.apart.push(filled(comparing.apart, gaps));
    } else if (assessor || nqsw) {
      const who = assessor ? NAMES.assessor : NAMES.nqsw;
      told.onlyOne.push(filled(comparing.only_one, { [what]: words, who, field: assessor ?? nqsw ?? "" }));
    }
  }
  return told;
}

/**
 * @param {string} sentence
 * @param {Record<string, string>} gaps
 */
function filled(sentence, gaps) {
  return sentence.replace(/\{(\w+)\}/g, (_, gap) => gaps[gap] ?? "");
}
