// Rows of the table page, which come in blocks as the grid asks for them, worded by the server.
import { say } from '../pieces/notice.js';
import { address, read } from '../request/here.js';
import { go } from '../request/routing.js';
import { t } from '../words/text.js';
import { found } from './found.js';
import { created, grid, sorted } from './grid.js';

/** @import { PageState } from '../core/types.js' */
/** @import { ColumnState } from './grid.js' */

/**
 * @typedef {object} Answer One block of rows (layouts/table/rows.py), and with the first what stands around
 *   them and what the grid is told (layouts/table/found.py).
 * @property {{ year: any[] } & Record<string, any[]>} columns cells by column
 * @property {Record<string, any>[]} rows made from `columns`
 * @property {number} count of rows found
 * @property {Record<string, string>} parts markup by slot
 * @property {ColumnState[]} states
 * @property {string} usual columns
 * @property {string[]} indicators of the form
 * @property {string} drawn
 */

/** @param {PageState} state @param {string[]} [without] keys that what is asked for does not depend on */
const searchOf = (state, without = []) =>
  address({ ...state, ...Object.fromEntries(without.map((key) => [key, ''])) }).split('?')[1] || '';

/** What the rows of an address depend on, as it writes it. @param {PageState} state */
export const rowsOf = (state) => searchOf(state, ['columns', 'pinned']);

/**
 * Rows of the address from place `start`; the answer's columns made into one object a row.
 * @param {number} start
 * @returns {Promise<Answer>}
 * @throws {Error} with the server's words
 */
async function block(start) {
  const response = await fetch(`/table/rows.json?${searchOf(read())}&start=${start}`, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(await response.text());
  /** @type {Answer} */
  const answer = await response.json();
  const parts = Object.entries(answer.columns);
  answer.rows = answer.columns.year.map((_, i) => Object.fromEntries(parts.map(([name, cells]) => [name, cells[i]])));
  return answer;
}

/** The first block of what the address asks, which may be asked for before the grid is there. */
export function ahead() {
  const first = block(0);
  first.catch(() => {
    if (grid.first === first) grid.first = null; // told where it is awaited; asked for anew next time
  });
  Object.assign(grid, { first, asked: searchOf(read()), rows: rowsOf(read()) });
  return first;
}

/**
 * What an address asks has changed.
 * @param {PageState} state
 */
export function again(state) {
  if (searchOf(state) === grid.asked) return;
  const same = rowsOf(state) === grid.rows;
  const first = ahead();
  if (!grid.api) return;
  if (same) {
    first.then((answer) => found(answer, first), failed);
    return;
  }
  document.body.dataset.drawn = '';
  grid.api.ensureIndexVisible(0);
  grid.api.purgeInfiniteCache();
}

/** @param {Error} error */
export const failed = (error) => say(t('failed', { what: error.message }));

/**
 * Dash's callback for the rows of one block. The order is the grid's own where the reader has sorted
 * meanwhile; an answer that another address has overtaken says nothing.
 * @param {{ api: any, startRow: number, failCallback: () => void }} request
 * @returns {Promise<{ rowData: any[], rowCount: number } | null>} null where there is nothing to show
 */
export async function rows({ api, startRow, failCallback }) {
  if (grid.api !== api) created(api);
  const sort = sorted();
  if (sort !== null) {
    grid.sort = sort;
    grid.rows = rowsOf({ ...read(), sort }); // the grid asks for them by itself
    go({ sort });
  }
  const first = startRow ? null : grid.first || ahead();
  try {
    const answer = await (first || block(startRow));
    if (first) found(answer, first);
    return { rowData: answer.rows, rowCount: answer.count };
  } catch (error) {
    failCallback();
    failed(error);
    return null;
  }
}
