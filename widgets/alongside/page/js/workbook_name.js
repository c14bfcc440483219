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

/**
 * The same as entries of the record have it: "allyship_stories".
 *
 * @param {string} path
 * @returns {string}
 */
export function recordName(path) {
  const name = workbookName(path).replace(/\.ipynb$/, "").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+|_+$/g, "");
  return name.slice(0, 64) || "page";
}
