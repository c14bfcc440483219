/** Asks the kernel about a record: the bytes go with the question, and come with the answer. */

/** @typedef {Record<string, any> & {refused?: string}} Told  what was asked for, or why not in a sentence */
/** @typedef {{told: Told, bytes: Uint8Array<ArrayBuffer>[]}} Answer */
/** @typedef {(what: Record<string, any>, ...bytes: (string | ArrayBuffer)[]) => Promise<Answer>} Asker */

/** How long to wait before saying that there is no answer, milliseconds. */
const PATIENCE = 20_000;
/** A message of 10 MB is lost without a word. */
const MOST = 9_500_000;

export const NO_ANSWER =
  "There is no answer yet. This needs the connection to the server, and this page may have lost it. Nothing of yours is lost. Try again in a moment.";
const FAILED = "This could not be done. Your record is as it was. Try again, or try a shorter time or another format.";
const TOO_MUCH = "This is more than can be sent at once. Choose a smaller file, or download your record and keep it elsewhere.";

/**
 * @param {any} model
 * @param {number} [patience]  milliseconds
 * @returns {Asker}  it always answers: what goes wrong is a sentence in `refused`
 */
export function makeAsker(model, patience = PATIENCE) {
  /** @type {Map<number, (answer: Answer) => void>} */
  const waiting = new Map();
  model.on("msg:custom", (/** @type {any} */ content, /** @type {DataView[]} */ buffers = []) => {
    const hear = waiting.get(content?.to);
    if (!hear) return;
    const { to, failed, ...told } = content;
    waiting.delete(to);
    hear({ told: failed ? { refused: FAILED } : told, bytes: buffers.map(copied) });
  });
  return (what, ...given) => {
    const bytes = given.map((one) => (typeof one === "string" ? new TextEncoder().encode(one).buffer : one));
    if (bytes.reduce((sum, one) => sum + one.byteLength, 0) > MOST) return refused(TOO_MUCH);
    return new Promise((resolve) => {
      // another view of the same widget hears the answers too, and counts for itself
      const id = crypto.getRandomValues(new Uint32Array(1))[0];
      const late = setTimeout(() => hear({ told: { refused: NO_ANSWER }, bytes: [] }), patience);
      const hear = (/** @type {Answer} */ answer) => {
        clearTimeout(late);
        waiting.delete(id);
        resolve(answer);
      };
      waiting.set(id, hear);
      try {
        model.send({ id, ...what }, undefined, bytes);
      } catch {
        hear({ told: { refused: NO_ANSWER }, bytes: [] });
      }
    });
  };
}

/**
 * @param {string} sentence
 * @returns {Promise<Answer>}
 */
const refused = (sentence) => Promise.resolve({ told: { refused: sentence }, bytes: [] });

/** @param {DataView | ArrayBuffer} given */
function copied(given) {
  const view = given instanceof ArrayBuffer ? new Uint8Array(given) : new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  return new Uint8Array(view);
}
