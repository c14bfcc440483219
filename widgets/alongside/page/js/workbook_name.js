/**
 * The name of the workbook at an address, under which everything of it is kept.
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
