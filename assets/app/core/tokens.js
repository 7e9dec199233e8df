// Colours and sizes of assets/tokens.json, which reach the browser as custom properties: layouts/tokens.py.
import { dark, element } from './dom.js';

/** @typedef {'light' | 'dark'} Scheme */

/** @type {Map<string, string>} by scheme and name */
const held = new Map();

/** @returns {Scheme} what the page is shown in */
export const scheme = () => (dark() ? 'dark' : 'light');

/**
 * Plotly and saved pictures need plain colours, where a style sheet would name the property.
 * @param {string} name of a colour or size, the names of its groups before it: `tone-met-fill`
 * @param {Scheme} [of] for colours; that of the page where it is left out
 * @returns {string} as the file has it
 */
export function token(name, of = scheme()) {
  const key = `${of} ${name}`;
  const found = held.get(key) || read(`--${name.replaceAll('_', '-')}`, of);
  if (found) held.set(key, found);
  return found;
}

/** @type {Map<Scheme, CSSStyleDeclaration>} what an element has that stands in these colours for good */
const styles = new Map();

/** @param {string} property @param {Scheme} of */
function read(property, of) {
  if (!styles.has(of)) {
    const probe = element('i', null, { hidden: '', 'data-colours': of });
    document.body.append(probe);
    styles.set(of, getComputedStyle(probe));
  }
  return /** @type {CSSStyleDeclaration} */ (styles.get(of)).getPropertyValue(property).trim();
}

/**
 * @param {string} name of a width in the tokens
 * @returns {MediaQueryList} whether the window is at most as wide
 */
export const atMost = (name) => window.matchMedia(`(max-width: ${token(`width-${name}`)})`);
