/**
 * What a learner has entered, kept in this tab by the page itself: no kernel, no server.
 *
 * sessionStorage lives as long as the tab and ends with it. Each workbook has its own shelf.
 */

/**
 * The shelf of the workbook at an address.
 *
 * @param {string} path  an address's path, `/voila/render/allyship_stories.ipynb` for one
 * @returns {string}
 */
export function workbookName(path) {
  const last = path.split("/").filter(Boolean).pop() ?? "page";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/**
 * The full key, as sessionStorage has it.
 *
 * @param {string} key
 * @param {string} [path]
 */
export function shelf(key, path = location.pathname) {
  return `alongside/${workbookName(path)}/${key}`;
}

/**
 * Keep a value that JSON can hold. The page hears `alongside:kept`, or `alongside:not-kept` when
 * the browser refuses (storage off, or full).
 *
 * @param {string} key
 * @param {unknown} value
 * @returns {boolean} whether it is kept
 */
export function keep(key, value) {
  try {
    sessionStorage.setItem(shelf(key), JSON.stringify(value));
  } catch {
    tell("alongside:not-kept", {});
    return false;
  }
  tell("alongside:kept", { at: Date.now() });
  return true;
}

/**
 * What was kept, undefined if nothing was or it cannot be read.
 *
 * @param {string} key
 * @returns {any}
 */
export function kept(key) {
  try {
    const text = sessionStorage.getItem(shelf(key));
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Forget what was kept.
 *
 * @param {string} key
 */
export function drop(key) {
  try {
    sessionStorage.removeItem(shelf(key));
  } catch {
    // Where storage is refused, nothing was kept.
  }
}

/**
 * @param {string} name
 * @param {object} detail
 */
function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}
