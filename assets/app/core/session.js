// What the browser holds of the page that is shown: one object, so that every module sees a change.

/** @import { Page, Shell, View } from './types.js' */

/**
 * @type {{ shell: Shell, page: Page | null, year: number | null, drawing: any }}
 */
export const session = {
  shell: /** @type {any} */ (null), // until the first page comes
  page: null,
  year: null,
  drawing: null, // a promise of what the view of the page draws first
};

/**
 * By the name under `view` in a page's data.
 * @type {Record<string, View & Record<string, any>>}
 */
export const views = {};

/**
 * What is done on every page, beside what its own view does.
 * @type {View[]}
 */
export const everywhere = [];

/** What is done for the page that is shown. */
export const currentView = () => views[session.page?.view || ''] || {};

/**
 * Small drawings inside a page, by the selector of the elements they are drawn in.
 * @type {Record<string, (node: any) => any>}
 */
export const drawings = {};

/**
 * What a browser keeps from visit to visit; private windows keep nothing.
 * @param {(held: Storage) => any} act
 */
export function kept(act) {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
}
