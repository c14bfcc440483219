/** Copying words. Where the address is not secure there is no clipboard, and the browser's older way is taken. */

/**
 * @param {string} words
 * @returns {Promise<boolean>} false where the browser lets no page copy
 */
export async function copyWords(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return copyMarked(words);
  }
}

/** @param {string} words */
function copyMarked(words) {
  const held = document.activeElement;
  const area = document.createElement("textarea");
  area.value = words;
  area.setAttribute("aria-hidden", "true");
  area.style.cssText = "position:fixed;top:0;left:-200vw";
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (held instanceof HTMLElement) held.focus({ preventScroll: true });
  }
}
