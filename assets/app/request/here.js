// The address that is shown: the state of the page.
import { session } from '../core/session.js';
import { grammarOf } from './address.js';

/** @import { PageState } from '../core/types.js' */

/** The pages and keys of layouts/request/pages.py, written into the document. */
const told = /** @type {any} */ (window).THROUGHLINE;
export const { pages, keys, version } = told;

/**
 * What only a browser knows of how a chart is seen (layouts/frame/document.py).
 * @type {{ look: () => string, narrow: MediaQueryList }} the end of a chart's address; the narrow screen
 */
export const { look, narrow } = told;

/** The answer that the document has asked for before any code was there; once. @param {string} url */
export function early(url) {
  const { early: found } = told;
  told.early = null;
  return found && found.url === url ? found.answer : null;
}
const grammar = grammarOf({ pages, keys, version });
export const { pageOf, parse, valuesOf } = grammar;

export const read = () => parse(location.pathname, location.search);

/** @param {PageState | any} state */
export function address(state) {
  const { page } = session;
  return grammar.write(state, (page && page.path === state.path && page.defaultIndicator) || '');
}
