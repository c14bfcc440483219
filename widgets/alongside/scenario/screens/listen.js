/** Reads a page of a story aloud, with voices on this machine only: others would send the words away. */

import { el } from "../../page/js/dom.js";

/** @typedef {import("./session.js").View} View */

/**
 * A button that is there only where the machine has a voice for English.
 *
 * @param {View} view
 * @returns {{button: HTMLElement, stop: () => void}}
 */
export function makeListener(view) {
  const speech = globalThis.speechSynthesis;
  const button = el("button", { type: "button", class: "button link", hidden: true, on: { click: toggle } }, "Listen");
  let speaking = false;
  let turn = 0;
  find();
  speech?.addEventListener?.("voiceschanged", find);
  return { button, stop: leave };

  function find() {
    button.hidden = localVoice(speech) === null;
  }

  function toggle() {
    if (speaking) return stop();
    const voice = localVoice(speech);
    if (!voice) return find();
    speech.cancel();
    turn += 1;
    const now = turn;
    const said = spoken(view).map((words) => Object.assign(new SpeechSynthesisUtterance(words), { voice, lang: voice.lang }));
    said[said.length - 1].addEventListener("end", () => now === turn && paint(false));
    said.forEach((one) => {
      one.addEventListener("error", () => now === turn && paint(false));
      speech.speak(one);
    });
    paint(true);
  }

  function stop() {
    turn += 1;
    if (speaking) speech.cancel();
    paint(false);
  }

  function leave() {
    speech?.removeEventListener?.("voiceschanged", find);
    stop();
  }

  /** @param {boolean} now */
  function paint(now) {
    speaking = now;
    button.textContent = speaking ? "Stop listening" : "Listen";
  }
}

/**
 * A voice for English that works without a network, British if there is one.
 *
 * @param {SpeechSynthesis | undefined} speech
 * @returns {SpeechSynthesisVoice | null}
 */
export function localVoice(speech) {
  const own = (speech?.getVoices() ?? []).filter((voice) => voice.localService && /^en([-_]|$)/i.test(voice.lang));
  return own.find((voice) => /^en[-_]GB/i.test(voice.lang)) ?? own[0] ?? null;
}

/**
 * A page of a story as sentences to be spoken, in order.
 *
 * @param {View} view
 * @returns {string[]}
 */
export function spoken(view) {
  const says = (/** @type {{by: string | null, words: string}} */ { by, words }) =>
    by === null ? words : `${speaker(view.people[by].name)}: ${words}`;
  const told = (/** @type {{person: string, words: string}} */ { person, words }) =>
    `${view.people[person].name}: ${words}`;
  const passages = view.passages.map(says);
  if (view.screen === "ending") return [`${view.heading}.`, ...passages, ...view.ending.left_with.map(told)];
  if (view.screen === "scene") return [`${view.heading}.`, ...passages, ...choices(view)];
  if (view.last.skipped) return [view.last.happened];
  return [`You chose: ${view.last.words}`, ...passages, ...view.meant.map(told)];
}

/** @param {string} name */
const speaker = (name) => (name === "You" ? "You say" : `${name} says`);

/** @param {View} view */
function choices(view) {
  if (view.choices.length === 0) return [];
  return [view.ask, ...view.choices.map((/** @type {{words: string}} */ { words }, /** @type {number} */ at) => `${at + 1}. ${words}`)];
}
