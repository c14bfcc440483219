/** Printing a part of a page: the widget that somebody is in comes without the others, which may hold what is nobody's business. */

const ALONE = "data-prints-alone";

export function startPrinting() {
  window.addEventListener("beforeprint", () => document.activeElement?.closest("[data-inside]")?.setAttribute(ALONE, ""));
  window.addEventListener("afterprint", () => document.querySelector(`[${ALONE}]`)?.removeAttribute(ALONE));
}
