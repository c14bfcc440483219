/** ipywidgets' own controls and boxes, fetched only where a page uses them. */
import variables from "@jupyter-widgets/controls/css/labvariables.css?text";
import styles from "@jupyter-widgets/controls/css/widgets.css?text";

document.head.append(Object.assign(document.createElement("style"), { textContent: variables + styles }));

export * from "@jupyter-widgets/controls";
