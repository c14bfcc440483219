/** The waiting page: asks whether there is room, says how many are ahead, and opens the workbook when its time has come. */
import { announce } from "../js/announcer.js";

const FIRST = 0.5; // seconds: a page that was loaded again has its old place back at once
const AFTER_TROUBLE = 5;
const QUIET = 30; // between two numbers that are read out
const LOST = "Connection lost. Trying again.";
const OPENING = "There is room now. The page is opening.";

/**
 * Whether words that have changed are read out: a number only now and then, anything else at once.
 *
 * @param {string} words
 * @param {number} quietFor  Seconds since something was read out.
 */
export function isWorthSaying(words, quietFor) {
  return !/ ahead of you\.$/.test(words) || quietFor >= QUIET;
}

/**
 * Keeps the page's place until it can open.
 *
 * @param {HTMLElement} line  Says how many are ahead; `data-ask` is where to ask.
 */
function wait(line) {
  let saidAt = performance.now();
  let said = line.textContent ?? "";
  let timer = 0;

  /** @param {string} words */
  const say = (words) => {
    if (line.textContent !== words) line.textContent = words;
    if (words === said) return;
    const quietFor = (performance.now() - saidAt) / 1000;
    said = "";
    if (!isWorthSaying(words, quietFor)) return;
    announce(words);
    said = words;
    saidAt = performance.now();
  };

  const ask = async () => {
    let again = AFTER_TROUBLE;
    try {
      const answer = await fetch(`${line.dataset.ask}?hidden=${document.hidden}`, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const told = await answer.json();
      if (told.is_ready) {
        say(OPENING);
        location.reload();
        return;
      }
      say(told.words);
      document.documentElement.dataset.waiting = told.ahead;
      again = told.again_in;
    } catch {
      say(LOST);
    }
    soon(again);
  };

  /** @param {number} seconds */
  const soon = (seconds) => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, seconds * 1000);
  };

  document.addEventListener("visibilitychange", () => soon(0));
  soon(FIRST);
}

const line = globalThis.document?.getElementById("alongside-ahead");
if (line) wait(line);
