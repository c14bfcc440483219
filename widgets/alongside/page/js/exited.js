/** Whether the learner left this tab's page by "Exit this page": then no words of theirs are shown until they carry on. */

const MARK = "alongside/exited";

/** @returns {boolean} */
export function hasExited() {
  try {
    return sessionStorage.getItem(MARK) !== null;
  } catch {
    return false;
  }
}

/** The learner leaves by "Exit this page". */
export function noteExit() {
  try {
    sessionStorage.setItem(MARK, "1");
  } catch {
    // storage is off, so nothing was kept that could come back
  }
}

/** The learner carries on, or begins something else. */
export function carryOn() {
  try {
    sessionStorage.removeItem(MARK);
  } catch {
    // Where storage is refused, there was no mark.
  }
}
