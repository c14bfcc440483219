/** Which standards hold on a day. The page says it by itself: the kernel may be gone. */

/** @typedef {{tag: string, title: string}} Standard */
/**
 * @typedef {object} Pack  a set of standards, as `packs_to_choose_from` in standards.py gives it
 * @property {string} name
 * @property {string} title
 * @property {string} short
 * @property {string} valid_from  a day, a month or a year
 * @property {string | null} valid_to
 * @property {string[]} tracks
 * @property {string[]} roles
 * @property {string | null} note  what is missing in it, and why
 * @property {Standard[]} standards
 */

/**
 * The packs that hold on a day, for a track and a role where these are known; the rule is that of standards.py.
 *
 * @param {Pack[]} packs
 * @param {string} day  "2026-11-21"
 * @param {import("../page/js/record/entries.js").Programme} [programme]
 * @returns {Pack[]}
 */
export function inForce(packs, day, { track, role } = {}) {
  return packs.filter((pack) => {
    const fitsRole = !["nqsw", "assessor"].includes(role ?? "") || pack.roles.includes(role ?? "");
    return holds(pack, day) && fitsRole && (!track || pack.tracks.includes(track));
  });
}

/**
 * A standard's title with its set's, also when it no longer holds; the tag itself where it is not known.
 *
 * @param {Pack[]} packs
 * @param {string} tag
 */
export function titleOf(packs, tag) {
  for (const { standards, short } of packs) {
    const found = standards.find((one) => one.tag === tag);
    if (found) return `${found.title} (${short})`;
  }
  return tag;
}

/**
 * A date that names only the month or the year holds for all of it.
 *
 * @param {Pack} pack
 * @param {string} day
 */
function holds({ valid_from, valid_to }, day) {
  const last = valid_to ?? "9999";
  return valid_from <= day.slice(0, valid_from.length) && day.slice(0, last.length) <= last;
}
