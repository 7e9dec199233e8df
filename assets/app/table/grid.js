// The grid of the table page that is shown, and its columns. layouts/table says what both are, and reads
// of the address what the grid is told; here is said what a reader has changed of it.
import { all, byId, listen } from '../core/dom.js';
import { session } from '../core/session.js';
import { atMost } from '../core/tokens.js';
import { go } from '../request/routing.js';

/** @import { Answer } from './rows.js' */

/** @typedef {{ colId: string, hide?: boolean, pinned?: any, sort?: any, sortIndex?: number }} ColumnState */

/**
 * @type {{ api: any, first: Promise<Answer> | null, answer: Answer | null, asked: string, rows: string,
 *   sort: string, indicators: string }}
 * - first: the first block of rows of the address, and `answer` what it said
 * - asked: all that the address asks of the table, and `rows` that on which the rows depend
 * - sort: the order of the grid, as the address writes it
 * - indicators: those that the form shows
 */
export const grid = { api: null, first: null, answer: null, asked: '', rows: '', sort: '', indicators: '' };

/** @type {Record<string, any>} what holds for a column of which nothing is said */
const PLAIN = { hide: false, pinned: null, sort: null, sortIndex: null };

/** The data of the page that is shown. @returns {any} */
export const page = () => session.page;

/** @returns {ColumnState[]} */
const states = () => grid.api.getColumnState();

/** @param {ColumnState[]} columns */
const names = (columns) => columns.map(({ colId }) => colId).join();

/** The order of the rows, as the address writes it: `-year,area`. */
const sortOf = () =>
  states()
    .filter(({ sort }) => sort)
    .sort((a, b) => Number(a.sortIndex) - Number(b.sortIndex))
    .map(({ colId, sort }) => (sort === 'desc' ? '-' : '') + colId)
    .join();

/** The grid is there. @param {any} api its own */
export function created(api) {
  const place = byId('table-place');
  const inner = place.querySelector('[role="grid"], [role="treegrid"]');
  inner.setAttribute('aria-label', place.parentNode.getAttribute('aria-label'));
  grid.api = api;
  grid.sort = sortOf();
}

/**
 * On a narrow screen the value stands first: what it is of may be scrolled to.
 * @template T @param {T[]} columns @param {keyof T} key names them @returns {T[]}
 */
export const valueFirst = (columns, key) =>
  atMost('narrow').matches
    ? [...columns].sort((a, b) => Number(b[key] === 'value') - Number(a[key] === 'value'))
    : columns;

/** Columns and order of the address, put on the grid and on the boxes of the panel. @param {Answer} answer */
export function arrange(answer) {
  const shown = names(answer.states.filter(({ hide }) => !hide));
  const state = shown === answer.usual ? valueFirst(answer.states, 'colId') : answer.states;
  grid.api.applyColumnState({ applyOrder: true, defaultState: PLAIN, state });
  grid.sort = sortOf();
  for (const { colId, hide, pinned } of answer.states) {
    all(`[data-column="${colId}"]`).forEach((box) => {
      box.checked = box.dataset.of === 'pinned' ? Boolean(pinned) : !hide;
    });
  }
}

/** @returns {string | null} the order that a reader has given the rows since; null for none */
export function sorted() {
  const sort = sortOf();
  return sort === grid.sort ? null : sort;
}

/** @param {string} columns those shown */
const written = (columns) => (columns === grid.answer?.usual ? '' : columns);

/** A reader has dragged a column. @param {{ source: string, finished?: boolean }} event of the grid */
export function moved({ source, finished }) {
  if (!source.startsWith('ui') || finished === false) return;
  const seen = states().filter(({ hide }) => !hide);
  go({ columns: written(names(seen)), pinned: names(seen.filter(({ pinned }) => pinned)) });
}

// A box of the panel. A column that is shown again takes the place that it has kept.
listen('change', ({ target }) => {
  const { of } = target.dataset;
  if (!of || !grid.answer) return;
  const ticked = all(`[data-of=${of}]:checked`).map((box) => box.dataset.column);
  const wanted = names(grid.answer.states.filter(({ colId }) => ticked.includes(colId)));
  if (of === 'pinned') go({ pinned: wanted });
  else if (wanted) go({ columns: written(wanted) });
  else target.checked = true; // the last column stays
});
