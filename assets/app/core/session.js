// What the browser holds of the page that is shown: one object, so that every module sees a change.

/** @import { Area, Page, Series, Shell, View } from './types.js' */

/**
 * @type {{ shell: Shell | null, page: Page | null, series: Series | null, year: number | null,
 *   areas: { list: Area[], byCode: Record<string, Area> } | null,
 *   picked: { areas: string[], chosen: boolean, absent: string[] } | null }}
 */
export const session = { shell: null, page: null, series: null, year: null, areas: null, picked: null };

/**
 * By the name under `view` in a page's data.
 * @type {Record<string, View & Record<string, any>>}
 */
export const views = {};

/** What is done for the page that is shown. */
export const currentView = () => views[session.page && session.page.view] || {};

/**
 * Small drawings inside a page, by the selector of the elements they are drawn in.
 * @type {Record<string, (node: any) => any>}
 */
export const drawings = {};
