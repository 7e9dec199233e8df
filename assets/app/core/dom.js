// Elements: finding those that pages name, and making new ones.

/**
 * The element that a page names by `data-tl`.
 * @param {string} name
 * @param {ParentNode} [root]
 * @returns {any} the element, or null
 */
export const slot = (name, root = document) => root.querySelector(`[data-tl="${name}"]`);

/**
 * @param {string} id
 * @returns {any} the element, or null
 */
export const byId = (id) => document.getElementById(id);

/**
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {any[]}
 */
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/**
 * @param {string} tag
 * @param {string | number | null} [text]
 * @param {Record<string, string | number> | null} [props] attributes
 * @returns {any} the new element
 */
export function element(tag, text, props) {
  const node = document.createElement(tag);
  if (text !== undefined && text !== null) node.textContent = String(text);
  for (const [key, value] of Object.entries(props || {})) node.setAttribute(key, String(value));
  return node;
}

/**
 * Listen to what happens anywhere in a node; by default in the document.
 * @param {string} type
 * @param {(event: any) => void} act
 * @param {{ on?: EventTarget, capture?: boolean }} [where]
 */
export const listen = (type, act, { on = document, capture = false } = {}) => on.addEventListener(type, act, capture);

/**
 * Write text where it differs, so that screen readers hear only what has changed.
 * @param {string} name of a slot that may be missing
 * @param {string} text
 */
export function write(name, text) {
  const node = slot(name);
  if (node && node.textContent !== text) node.textContent = text;
}

/**
 * Give an element the content that markup says. Only what differs is touched, so that the focus and an
 * open list stay where they are.
 * @param {Element | null} node may be missing
 * @param {string} markup
 */
export function become(node, markup) {
  if (!node) return;
  const next = /** @type {Element} */ (node.cloneNode(false));
  next.innerHTML = markup;
  follow(node, next);
}

/** @param {any} node @param {any} next what it is to be; loses its content where the shapes differ */
function follow(node, next) {
  const { value } = next;
  node
    .getAttributeNames()
    .forEach((/** @type {string} */ name) => next.hasAttribute(name) || node.removeAttribute(name));
  for (const { name, value: text } of next.attributes)
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  const [old, young] = [node.children, next.children];
  const alike = [node, next].every(
    ({ children, childNodes }) => children.length && children.length === childNodes.length,
  );
  if (alike && old.length === young.length && [...old].every(({ tagName }, i) => tagName === young[i].tagName))
    [...old].forEach((child, i) => follow(child, young[i]));
  else if (node.innerHTML !== next.innerHTML) node.replaceChildren(...next.childNodes);
  if (node.tagName === 'SELECT') node.value = value; // where a reader has chosen, attributes say nothing
}

export const dark = () => document.documentElement.dataset.colours === 'dark';

/** The next frame has been painted. */
export const painted = () =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
  });
