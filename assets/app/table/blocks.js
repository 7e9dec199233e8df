// Rows of the table page, which come in blocks as the grid asks for them, and the scripts of the grid itself.
import { all } from '../core/dom.js';
import { say } from '../pieces/notice.js';
import { address, read } from '../request/here.js';
import { t } from '../words/text.js';
import { found } from './found.js';
import { definitions, grid } from './grid.js';
import { followed, sortText } from './order.js';
import { created } from './panel.js';

/** @import { PageState } from '../core/types.js' */
/** @import { Charts, Places } from './charts.js' */

/**
 * @typedef {object} Answer One block of rows (layouts/table/rows.py).
 * @property {{ year: any[] } & Record<string, any[]>} columns cells by column
 * @property {Record<string, Record<string, string>>} names of codes, by column
 * @property {Record<string, any>[]} rows made from `columns`
 * @property {number} count of rows found
 * @property {number} total without any filter
 * @property {[string, string][]} unknown keys of the address and what was not understood of them
 * @property {Record<string, number>} [looser] without rows: how many there were without a filter
 * @property {Charts} [charts] with the first block
 * @property {Places} [places] with the first block
 */

/** @type {Promise<any> | null} */
let library = null;

/** @param {string} src @returns {Promise<Event>} */
const script = (src) =>
  new Promise((resolve, reject) => {
    const node = Object.assign(document.createElement('script'), { src });
    node.onload = resolve;
    node.onerror = () => reject(new Error(src));
    document.head.append(node);
  });

/**
 * The scripts of the grid, which no other page loads. The second, which the first would ask for
 * once the grid is mounted, comes beside it.
 * @param {string[]} sources
 */
export function load(sources) {
  library = library || Promise.all(sources.map(script));
  library.catch(forget);
  return library;
}

function forget() {
  library = null; // asked for anew next time
}

// Named in the document of this page: they run while Dash still starts.
const early = all('link[as="script"][href*="/dash_ag_grid/"]');
if (early.length) load(early.map((link) => link.getAttribute('href'))).catch(() => {}); // told where it is awaited

/**
 * @param {PageState} state
 * @param {string[]} [without] keys that what is asked for does not depend on
 */
export const searchOf = (state, without = []) =>
  address({ ...state, ...Object.fromEntries(without.map((key) => [key, ''])) }).split('?')[1] || '';

/**
 * Rows from place `start`; the answer's columns made into one object a row.
 * @param {PageState} state
 * @param {string} sort
 * @param {number} start
 * @returns {Promise<Answer>}
 * @throws {Error} with the server's words
 */
export async function block(state, sort, start) {
  const search = searchOf({ ...state, sort });
  const response = await fetch(`/table/rows.json?${search}&start=${start}`, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(await response.text());
  /** @type {Answer} */
  const answer = await response.json();
  for (const [column, names] of Object.entries(answer.names)) {
    grid.names[column] = Object.assign(grid.names[column] || {}, names);
  }
  const parts = Object.entries(answer.columns);
  answer.rows = answer.columns.year.map((_, i) => Object.fromEntries(parts.map(([name, cells]) => [name, cells[i]])));
  return answer;
}

/**
 * Dash's callback for the rows of one block. The order is the grid's own where the reader has
 * sorted meanwhile; an answer that another address has overtaken says nothing.
 * @param {{ api: any, startRow: number, sortModel: any[], failCallback: () => void }} request
 * @returns {Promise<{ rowData: any[], rowCount: number } | null>} null where there is nothing to show
 */
export async function rows(request) {
  const { api, startRow, sortModel: model } = request;
  const state = read(),
    sort = sortText(model),
    { turn, first } = grid;
  if (grid.api !== api) created(api);
  const own = sort === followed(state.sort, definitions());
  grid.first = null;
  try {
    const held = startRow === 0 && own ? first : null;
    const answer = await (held || block(state, own ? state.sort : sort, startRow));
    if (turn === grid.turn && startRow === 0) found(answer, sort);
    return { rowData: answer.rows, rowCount: answer.count };
  } catch (error) {
    request.failCallback();
    say(t('failed', { what: error.message }));
    return null;
  }
}

/** The first block of a page, asked for before the grid is there. @param {PageState} state */
export function ahead(state) {
  grid.first = block(state, state.sort, 0);
  grid.first.catch(() => {}); // told where it is awaited
}
