/** What the wheel's screens may ask for. */

/** @typedef {import("./model.js").Pack & Record<string, any>} Pack */
/** @typedef {import("../parts.js").Screen} Screen */
/** @typedef {import("../parts.js").View<import("./keeping.js").Keeping, Pack>} View */

export {};
