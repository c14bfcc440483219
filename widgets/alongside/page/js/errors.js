/**
 * When something in a widget fails: one calm sentence for the learner, lines of code for us.
 *
 * An error's message may quote what a learner wrote, so it is neither shown nor logged.
 */

export const SENTENCE = "Something went wrong on this page. Reload it to carry on from where you were.";

/**
 * Wrap a widget's `render` or a handler, so that its error shows one calm sentence.
 *
 * @template {any[]} A
 * @template R
 * @param {(...given: A) => R} render  may be async
 * @param {Element | (() => Element | null)} [place]  where the sentence goes; for a `render`, its own `el`
 * @returns {(...given: A) => R | undefined}
 */
export function calm(render, place) {
  return (...given) => {
    /** @param {unknown} error */
    const failed = (error) => {
      showTrouble(placeOf(place, given), error);
      return undefined;
    };
    try {
      const result = render(...given);
      return result instanceof Promise ? /** @type {R} */ (result.catch(failed)) : result;
    } catch (error) {
      return failed(error);
    }
  };
}

/**
 * Show the calm sentence (once) at the top of a place, tell the page, and log where it happened.
 *
 * @param {Element | null} place
 * @param {unknown} error
 */
export function showTrouble(place, error) {
  const where = whereItFailed(error);
  console.error(`Alongside: ${where}`);
  say(place, SENTENCE, where);
}

/**
 * Show what a widget's Python says when it fails (the trait `trouble` of `alongside.calm.CalmWidget`).
 *
 * @param {{get: (name: string) => any, on: (name: string, callback: () => void) => void}} model
 * @param {Element} place
 */
export function followTrouble(model, place) {
  model.on("change:trouble", () => say(place, String(model.get("trouble").sentence), "kernel"));
}

/**
 * Take the sentence away: what failed is tried again.
 *
 * @param {Element} place
 */
export function clearTrouble(place) {
  place.querySelector(".trouble")?.remove();
}

/**
 * @param {Element | null} place
 * @param {string} sentence
 * @param {string} where
 */
function say(place, sentence, where) {
  if (place && !place.querySelector(".trouble")) {
    const words = document.createElement("p");
    words.className = "notice trouble";
    words.setAttribute("role", "alert");
    words.textContent = sentence;
    place.prepend(words);
  }
  document.dispatchEvent(new CustomEvent("alongside:trouble", { detail: { sentence, where } }));
}

/**
 * An error's type and lines of code, without its message.
 *
 * @param {unknown} error
 * @returns {string} `TypeError: paint (player.js:12:3), render (player.js:40:9)`
 */
export function whereItFailed(error) {
  if (!(error instanceof Error)) return "a value that is not an error was thrown";
  const message = String(error.message ?? "");
  const stack = String(error.stack ?? "");
  // The message may itself hold lines that look like lines of code.
  const after = message && stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack;
  const lines = [...after.matchAll(/^\s*at (?:([\w$.<> ]+) \()?\S*?([\w.-]+:\d+:\d+)\)?$/gm)];
  const found = lines.map(([, name, line]) => (name ? `${name} (${line})` : line)).slice(0, 8);
  // A type's name is code, but an instance can carry any `name`: take the class's own.
  const type = error.constructor?.name || "Error";
  return found.length ? `${type}: ${found.join(", ")}` : type;
}

/**
 * @param {Element | (() => Element | null) | undefined} place
 * @param {any[]} given
 * @returns {Element | null}
 */
function placeOf(place, given) {
  if (typeof place === "function") return place();
  return place ?? given[0]?.el ?? null;
}
