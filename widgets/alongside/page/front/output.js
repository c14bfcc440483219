/** ipywidgets' Output widget shows what code prints. Pages of ours show no such thing, and say so where one stands. */

const WORDS = "This part shows what a program prints. It works in JupyterLab, but not on this page.";

/**
 * @param {typeof import("@jupyter-widgets/base")} base
 */
export function outputModule(base) {
  class OutputModel extends base.DOMWidgetModel {}
  class OutputView extends base.DOMWidgetView {
    render() {
      const words = document.createElement("p");
      words.className = "notice";
      words.textContent = WORDS;
      this.el.replaceChildren(words);
    }
  }
  return { OutputModel, OutputView };
}
