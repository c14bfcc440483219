/**
 * What every part of the page works with.
 *
 * @typedef {object} Desk
 * @property {ReturnType<typeof import("../page/js/keeper.js").keeper>} keeper
 * @property {{titles: Record<string, string>, incomplete: string}} words  from Python
 * @property {import("../page/js/asking.js").Asker} ask
 * @property {Record<string, any>} memory  of this page: files that were chosen and what was said of them; a reload clears it
 * @property {<A extends any[], R>(handler: (...given: A) => R) => (...given: A) => R | undefined} calm
 * @property {(part: string, step?: string) => void} go  to another part or step
 * @property {() => void} back  one step
 * @property {(words?: string) => void} leave  back to the list of what there is to do, and say something there
 * @property {() => string} recordText  the record, to go beside a question
 * @property {(sentence: string) => void} refuse  says below the part why something cannot be done, and takes the reader there
 * @property {(words: string) => void} say  a status, below the part
 * @property {(words?: string) => void} paint  shows the part anew, from its heading, and says something
 */

export {};
