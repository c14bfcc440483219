/** The reading settings as this browser remembers them: attributes of <html> that tokens.css listens to. */

const KEY = "alongside/reading";

/** Each setting and its usual choice. */
export const USUAL = Object.freeze({ paper: "cream", size: "", lines: "", letters: "", face: "hyperlegible" });

/**
 * What the reader has chosen, the usual choice where nothing was.
 *
 * @returns {Record<string, string>}
 */
export function chosen() {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    // storage is off, or holds something else: the usual settings serve
  }
  const words = Object.entries(kept).filter(([name, value]) => name in USUAL && /^[a-z]*$/.test(String(value)));
  return { ...USUAL, ...Object.fromEntries(words) };
}

/**
 * Show the page with these settings.
 *
 * @param {Record<string, string>} settings
 */
export function apply(settings) {
  for (const [name, value] of Object.entries(settings)) {
    if (value) document.documentElement.dataset[name] = value;
    else delete document.documentElement.dataset[name];
  }
}

/**
 * Remember these settings in this browser.
 *
 * @param {Record<string, string>} settings
 * @returns {boolean} whether the browser lets us
 */
export function remember(settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
    return true;
  } catch {
    return false;
  }
}
