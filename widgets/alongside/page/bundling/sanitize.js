/** In the place of `sanitize-html`: descriptions of ipywidgets' controls are shown as text, so nothing has to be allowed through. */

/**
 * @param {string} source
 * @returns {string} HTML that shows the source as it was written.
 */
export default function sanitize(source) {
  const holder = document.createElement("span");
  holder.textContent = source;
  return holder.innerHTML;
}
