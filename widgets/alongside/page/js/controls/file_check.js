/** Whether a file may be taken. No page needed. */

/** What a message to the kernel can carry, with room to spare: 10 MB is lost. */
const MOST = 8_000_000;

/**
 * What is wrong with a file, null for nothing.
 *
 * @param {import('./types.js').Spec} spec
 * @param {{name: string, size: number}} file
 * @returns {string | null}
 */
export function fileProblem(spec, { name, size }) {
  const most = Math.min(spec.max_bytes ?? MOST, MOST);
  const endings = spec.accept ?? [];
  const fits = endings.length === 0 || endings.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()));
  if (!fits) return `“${name}” is not a file of the kind asked for: ${listed(endings)}`;
  if (size === 0) return `“${name}” is empty`;
  if (size > most) return `“${name}” is ${sizeInWords(size)}. Choose a file of at most ${sizeInWords(most)}`;
  return null;
}

/**
 * What may be chosen.
 *
 * @param {import('./types.js').Spec} spec
 * @returns {string} "A .json or .txt file of at most 5 MB."
 */
export function fileInWords(spec) {
  const most = sizeInWords(Math.min(spec.max_bytes ?? MOST, MOST));
  return spec.accept?.length ? `A ${listed(spec.accept)} file of at most ${most}.` : `At most ${most}.`;
}

/**
 * @param {number} bytes
 * @returns {string} "900 bytes", "120 KB", "3.4 MB"
 */
export function sizeInWords(bytes) {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  return `${String(Math.round(bytes / 100_000) / 10)} MB`;
}

/**
 * @param {string[]} words
 * @returns {string} ".pdf, .docx or .txt"
 */
function listed(words) {
  const last = words[words.length - 1];
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${last}` : last;
}
