/** "Exit this page": gone at once, and Back does not bring the words back. */
import { hasExited, noteExit } from "../js/exited.js";
import { forgetAllPrivate } from "../js/private_state.js";

/** Makes the button work. It is a link, so that it leaves even where this script has not run. */
export function startExit() {
  const button = document.getElementById("alongside-exit");
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  // it is announced as a button, and a button is also pressed with Space
  button?.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    leave();
  });
  // a page that the browser had put aside whole still has its words: load it anew, so that widgets begin at their first page
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && hasExited()) location.reload();
  });
}

/** Clears the screen, lets widgets know, and goes. */
function leave() {
  const address = document.documentElement.dataset.exitTo || "about:blank";
  document.body.replaceChildren();
  document.title = "New page";
  forgetAllPrivate();
  document.dispatchEvent(new CustomEvent("alongside:exit"));
  noteExit();
  location.replace(address);
}
