// The table page: a grid that asks the server for the rows on screen, and a form above it. The address
// holds every choice a reader makes.
import { all, listen, slot } from '../core/dom.js';
import { script } from '../core/script.js';
import { views } from '../core/session.js';
import { atMost } from '../core/tokens.js';
import { address, read } from '../request/here.js';
import { go, setProps } from '../request/routing.js';
import { range } from './found.js';
import { grid, moved, page, valueFirst } from './grid.js';
import { again, ahead, failed, rows, rowsOf } from './rows.js';

/** @import { PageState } from '../core/types.js' */

/** @type {any} */
const globals = window;

/**
 * The scripts of the grid, which no other page loads. The second, which the first would ask for
 * once the grid is mounted, comes beside it.
 * @param {string[]} sources
 */
const load = (sources) => Promise.all(sources.map(script));

// Named in the document of this page: they run while Dash still starts.
const early = all('link[as="script"][href*="/dash_ag_grid/"]');
if (early.length) load(early.map((link) => link.getAttribute('href'))).catch(() => {}); // told where it is awaited

function create() {
  const { props, ...component } = page().grid;
  const small = atMost('narrow').matches;
  const columns = read().columns ? props.columnDefs : valueFirst(props.columnDefs, 'field');
  const columnDefs = columns.map((/** @type {any} */ { narrow, ...column }) => ({
    ...column,
    ...(small ? narrow : {}),
  }));
  setProps('table-place', { children: { ...component, props: { ...props, columnDefs } } });
}

/** @param {PageState} state */
function form(state) {
  all('.table-filters select').forEach((node) => {
    node.value = state[node.dataset.key];
    if (node.selectedIndex < 0) node.selectedIndex = 0;
  });
  all('.table-tools [aria-pressed]').forEach((node) => {
    node.setAttribute('aria-pressed', String(JSON.parse(node.dataset.go).labels === state.labels));
  });
  all('a[data-table]').forEach((link) => {
    link.setAttribute('href', address({ ...state, columns: '', pinned: '', table: link.dataset.table }));
  });
  slot('table-csv').setAttribute('href', `/table/rows.csv?${rowsOf(state)}`);
}

/** @param {PageState} state */
async function arrived(state) {
  const here = page();
  Object.assign(grid, { api: null, answer: null, indicators: here.indicators.join() });
  ahead();
  const filters = slot('table-filters');
  if (atMost('narrow').matches) filters.open = false;
  filters.dataset.ready = '';
  form(state);
  try {
    await load(here.scripts);
    if (page() === here) create();
  } catch (error) {
    failed(error);
  }
}

/** @param {PageState} state */
function apply(state) {
  form(state);
  again(state);
}

views.table = { arrived, apply };

// What the grid calls by name: layouts/table/grid.py.
globals.dashAgGridFunctions = Object.assign(globals.dashAgGridFunctions || {}, {
  tableRange: range,
  tableMoved: moved,
});

/** Dash asks for the rows of a block. @param {any} request null before there is one */
export const tableRows = async (request) => (request && (await rows(request))) || globals.dash_clientside.no_update;

/** Indicators were chosen in the form. @param {string[] | null} value */
export function tableIndicators(value) {
  const chosen = (value || []).join();
  const { path, indicator, indicators } = read();
  const asked = [indicator, indicators].filter(Boolean).join();
  const here = page()?.page === 'table' && page().path === path;
  if (here && chosen !== grid.indicators && chosen !== asked) {
    grid.indicators = chosen;
    go({ indicator: '', indicators: chosen });
  }
}

listen('change', ({ target }) => {
  if (target.closest('.table-filters select')) go({ [target.dataset.key]: target.value });
});
