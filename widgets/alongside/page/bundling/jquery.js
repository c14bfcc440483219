/** In the place of jQuery, of which ipywidgets' base and anywidget need only a holder of one element that can be emptied. */

class Holder {
  /** @param {Element} element */
  constructor(element) {
    this[0] = element;
    this.length = 1;
  }

  empty() {
    this[0].replaceChildren();
    return this;
  }
}

/** @param {Element} element */
export default function holder(element) {
  return new Holder(element);
}
holder.prototype = Holder.prototype;
