/**
 * What the cells show comes after the page's words, each as a <template> and then an empty mark that says it is whole.
 * Each is put into its place as it comes.
 */

/**
 * @param {(content: DocumentFragment, place: Element) => void} fill  Puts one cell's content into its place.
 * @returns {Promise<boolean>} when the page has ended: whether all cells have come
 */
export function followStream(fill) {
  return new Promise((done) => {
    let ended = false;
    const look = () => {
      for (const mark of document.querySelectorAll("i[data-filled]")) {
        const template = mark.previousElementSibling;
        mark.remove();
        if (template instanceof HTMLTemplateElement) place(template, fill);
        ended ||= mark.getAttribute("data-filled") === "all";
      }
      // the page can also end without its last mark: the server went away
      if (ended || document.readyState === "complete") {
        observer.disconnect();
        for (const waiting of document.querySelectorAll(".cell > .waiting")) waiting.remove();
        done(ended);
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { childList: true, subtree: true });
    window.addEventListener("load", look, { once: true });
    look();
  });
}

/**
 * @param {HTMLTemplateElement} template
 * @param {(content: DocumentFragment, place: Element) => void} fill
 */
function place(template, fill) {
  const name = template.dataset.fill ?? "";
  const target = document.querySelector(`[data-cell="${CSS.escape(name)}"]`) ?? document.querySelector("main");
  template.remove();
  if (!target) return;
  target.querySelector(":scope > .waiting")?.remove();
  fill(/** @type {DocumentFragment} */ (document.importNode(template.content, true)), target);
}

/**
 * Takes the states of widgets out of what a cell shows.
 *
 * @param {DocumentFragment} content
 * @returns {string[]} as JSON
 */
export function takeStates(content) {
  const found = [...content.querySelectorAll('script[type="application/vnd.jupyter.widget-state+json"]')];
  for (const one of found) one.remove();
  return found.map((one) => one.textContent ?? "");
}
