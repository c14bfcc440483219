/**
 * Whether a widget may make steps in the browser's history: JupyterLab and Notebook keep their own, and JupyterLab shows
 * several notebooks on one page.
 */
export function hasOwnHistory() {
  return !document.querySelector("#jp-main-dock-panel, #main-panel");
}
