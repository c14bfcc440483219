/** A board of who holds what: cards by their words, and the field under which each lies. No page needed. */

/** @typedef {{id: string, words: string, hint?: string}} Card */
/** @typedef {{id: string, name: string, gloss: string}} Field */
/** @typedef {{fields: Field[], cards: Card[], own_card: string, not_placed: string, sentences: {id: string, opening: string, hint: string}[]}} Pack */
/** @typedef {import("../parts/second.js").Values} Values  `placed`: a field's id by a card's words; `own`: words; `draft`: a card that is being written; `said`: by sentences' ids */
/** @typedef {import("../../page/js/record/entries.js").Kept} Kept */

export const LONGEST = 60;
const OWN = "own_cards";
const DRAFT = "own_card";

/**
 * Every card on the table: the pack's, then one's own.
 *
 * @param {Pack} pack
 * @param {Values} values
 * @returns {string[]}
 */
export function allCards({ cards }, { own = [], placed = {} }) {
  const known = cards.map(({ words }) => words);
  return [...new Set([...known, ...own, ...Object.keys(placed)])];
}

/**
 * @param {Values} values
 * @param {string} card
 * @param {string | null} field  null: not placed
 */
export function place({ placed = {} }, card, field) {
  const { [card]: _, ...others } = placed;
  return { placed: field ? { ...others, [card]: field } : others };
}

/**
 * @param {Pack} pack
 * @param {Values} values
 * @param {string} typed
 * @returns {Values | null} null where there is nothing new in it
 */
export function addOwn(pack, values, typed) {
  const words = typed.trim().replace(/\s+/g, " ").slice(0, LONGEST);
  return !words || allCards(pack, values).includes(words) ? null : { own: [...(values.own ?? []), words] };
}

/**
 * @param {Values} values
 * @param {string} card
 */
export function removeOwn(values, card) {
  return { own: (values.own ?? []).filter((/** @type {string} */ one) => one !== card), ...place(values, card, null) };
}

/**
 * As an entry keeps it: a list of cards for each field, so that it reads without this program.
 *
 * @param {Pack} pack
 * @param {Values} values
 * @param {{value: string, words: string}} whose
 * @returns {Kept[]}
 */
export function fieldsOf(pack, values, whose) {
  const { placed = {}, own = [], draft = "", said = {} } = values;
  const lists = pack.fields.map(({ id, name }) => {
    const value = allCards(pack, values).filter((card) => placed[card] === id);
    return { name: `holds_${id}`, kind: "list", label: name, value };
  });
  const left = own.filter((/** @type {string} */ card) => !placed[card]);
  const sentences = pack.sentences.map(({ id, opening }) => ({ name: `said_${id}`, kind: "text", label: opening, value: said[id] ?? "" }));
  const fields = [...lists, { name: OWN, kind: "list", label: "Own cards, not placed", value: left }, { name: DRAFT, kind: "text", label: "A card of your own, not added", value: draft }, ...sentences];
  return [{ name: "whose", kind: "choice", label: "Filled in by", ...whose }, ...fields.filter(({ value }) => value.length)];
}

/**
 * The way back. A card that the pack no longer has is one's own.
 *
 * @param {Pack} pack
 * @param {Kept[]} fields
 * @returns {Values}
 */
export function valuesOf(pack, fields) {
  const known = new Set(pack.cards.map(({ words }) => words));
  /** @type {{placed: Record<string, string>, own: string[], draft: string, said: Record<string, string>}} */
  const values = { placed: {}, own: [], draft: "", said: {} };
  for (const { name, value } of fields) {
    if (name === DRAFT) values.draft = value;
    if (name.startsWith("said_")) values.said[name.slice(5)] = value;
    for (const card of Array.isArray(value) ? value : []) {
      if (name.startsWith("holds_")) values.placed[card] = name.slice(6);
      if (!known.has(card)) values.own.push(card);
    }
  }
  return values;
}

/**
 * What each of two put where.
 *
 * @param {Pack} pack
 * @param {Values} assessor
 * @param {Values} nqsw
 * @returns {import("../parts/comparing.js").Item[]}
 */
export function items(pack, assessor, nqsw) {
  const nameOf = (/** @type {string | undefined} */ id) => pack.fields.find((field) => field.id === id)?.name;
  const cards = new Set([...allCards(pack, assessor), ...allCards(pack, nqsw)]);
  return [...cards].map((words) => ({ words, assessor: nameOf(assessor.placed?.[words]), nqsw: nameOf(nqsw.placed?.[words]) }));
}
