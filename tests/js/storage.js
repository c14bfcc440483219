/** A tab's storage that refuses when it is told to. */

export class Storage {
  items = new Map();
  refuses = false;
  /** How many letters one value may have. */
  most = Infinity;
  get length() {
    this.check();
    return this.items.size;
  }
  key(at) {
    this.check();
    return [...this.items.keys()][at] ?? null;
  }
  getItem(key) {
    this.check();
    return this.items.get(key) ?? null;
  }
  setItem(key, text) {
    this.check();
    if (text.length > this.most) throw new DOMException("full", "QuotaExceededError");
    this.items.set(key, text);
  }
  removeItem(key) {
    this.check();
    this.items.delete(key);
  }
  check() {
    if (this.refuses) throw new DOMException("denied", "SecurityError");
  }
}
