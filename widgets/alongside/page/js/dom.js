/**
 * Elements made from words and other elements, never from markup.
 *
 * A string given as a child becomes a text node, whatever it looks like, so that words from a
 * learner or a pack can never turn into HTML.
 */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * @typedef {Object<string, any>} Props
 * Attributes by name. `on` maps event names to handlers; `value`, `checked`, `selected`, `disabled`
 * and `hidden` set the property; true gives an empty attribute; false, null and undefined give none.
 */

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = ["value", "checked", "selected", "disabled", "hidden"];
const ADDRESSES = ["href", "src", "action", "formaction", "xlink:href"];

/**
 * An HTML element.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/**
 * An SVG element, for pictures.
 *
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(tag, props, ...children) {
  const element = /** @type {SVGElementTagNameMap[T]} */ (document.createElementNS(SVG, tag));
  return fill(element, props, children);
}

/**
 * Put other children in the place of those a node has.
 *
 * @template {Element} N
 * @param {N} node
 * @param {...Child} children
 * @returns {N}
 */
export function replace(node, ...children) {
  node.replaceChildren(...nodes(children));
  return node;
}

/**
 * An attribute's text, null for "leave it out".
 *
 * @param {string} name
 * @param {unknown} value
 * @returns {string | null}
 * @throws {TypeError} for `onclick` and its like, `srcdoc`, and addresses that would run code
 */
export function attribute(name, value) {
  if (value === null || value === undefined || value === false) return null;
  const text = value === true ? "" : String(value);
  if (/^on/i.test(name) || /^srcdoc$/i.test(name))
    throw new TypeError(`dom: no attribute "${name}"; use on: {…} or children`);
  // Browsers skip control characters and spaces when they read an address's scheme.
  const scheme = text.replace(/[\u0000-\u0020]/g, "").toLowerCase();
  if (ADDRESSES.includes(name.toLowerCase()) && /^(javascript|vbscript):/.test(scheme)) {
    throw new TypeError(`dom: "${name}" would run code`);
  }
  return text;
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Props | null | undefined} props
 * @param {Child[]} children
 * @returns {E}
 */
function fill(element, props, children) {
  const { on = {}, ...rest } = props ?? {};
  element.append(...nodes(children));
  for (const [name, value] of Object.entries(rest)) {
    if (isProperty(element, name)) continue;
    const text = attribute(name, value);
    if (text !== null) element.setAttribute(name, text);
  }
  // After the attributes and children: an input's value depends on its type, a select's on its options.
  for (const [name, value] of Object.entries(rest)) {
    if (isProperty(element, name) && value !== null && value !== undefined) Object.assign(element, { [name]: value });
  }
  for (const [name, handler] of Object.entries(on)) element.addEventListener(name, handler);
  return element;
}

/**
 * @param {Element} element
 * @param {string} name
 */
const isProperty = (element, name) => PROPERTIES.includes(name) && name in element;

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function nodes(children) {
  const given = children.filter((child) => child !== null && child !== undefined && child !== false);
  return given.map((child) => (typeof child === "number" ? String(child) : /** @type {Node | string} */ (child)));
}
