/** Days as the record has them, "2026-11-21", and as people write them. */

/**
 * A day as people write it; what is no day stays as it is.
 *
 * @param {string} iso
 */
export function dayInWords(iso) {
  const date = new Date(`${iso}T12:00:00`);
  if (Number.isNaN(date.valueOf())) return iso;
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/** Today, where this device is. */
export function today(now = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
