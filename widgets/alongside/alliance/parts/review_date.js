/** A day in a calendar, as every calendar reads it: RFC 5545. Made in the page; nobody is asked and nobody is invited. */

const MOST_BYTES = 75;

/**
 * @param {object} event
 * @param {string} event.id  the same each time, so that a later file moves the day in the calendar
 * @param {string} event.title  it names nobody: calendars are shared
 * @param {string} event.day  "YYYY-MM-DD"
 * @param {Date} [now]
 * @returns {string}
 */
export function calendarFile({ id, title, day }, now = new Date()) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Alongside//Working agreement//EN",
    "BEGIN:VEVENT",
    `UID:${id}@alongside.invalid`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
    `SUMMARY:${escaped(title)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {string} words */
function escaped(words) {
  return words.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");
}

/**
 * A long line goes on in the next one, after a space; no character is cut in two.
 *
 * @param {string} line
 */
function folded(line) {
  const encoder = new TextEncoder();
  let [all, bytes] = ["", 0];
  for (const letter of line) {
    const more = encoder.encode(letter).length;
    if (bytes + more > MOST_BYTES) {
      all += "\r\n ";
      bytes = 1;
    }
    all += letter;
    bytes += more;
  }
  return all;
}
