// The table page: a grid that asks the server for the rows on screen, and a form above it. The address
// holds every choice a reader makes.
import { all, byId, listen, slot } from '../core/dom.js';
import { session, views } from '../core/session.js';
import { atMost } from '../core/tokens.js';
import { say } from '../pieces/notice.js';
import { address, read } from '../request/here.js';
import { go, setProps } from '../request/routing.js';
import { t } from '../words/text.js';
import { ahead, load, rows, searchOf } from './blocks.js';
import { cell, tip } from './cells.js';
import { indicatorsOf, withoutAll } from './filters.js';
import { range, tell } from './found.js';
import { columns, definitions, grid } from './grid.js';
import { sortModel, sortOf } from './order.js';
import { arrange, panel, remember } from './panel.js';

/** @import { PageState } from '../core/types.js' */

/** @type {any} */
const globals = window;
const LOOKS = ['labels', 'columns', 'pinned', 'sort']; // keys that change no row; the grid says the order
const NARROWER = 0.72; // of the width of a column, on a narrow window
const FIRST_SHARE = 0.36; // of the window, for the first column at the least

/** The columns as the address wants them; the first takes what room is left. @param {PageState} state */
function laidOut(state) {
  const narrower = atMost('narrow').matches ? NARROWER : 1;
  /** @param {any} column @param {number} i */
  const widths = (column, i) =>
    i
      ? { width: column.cellClass ? column.width : column.width * narrower }
      : { flex: 1, minWidth: Math.min(column.width, window.innerWidth * FIRST_SHARE) };
  const every = definitions().map((column, i) => ({ ...column, ...widths(column, i) }));
  const orders = columns().states(/** @type {any} */ (state), sortModel(state.sort));
  return orders.map((order) => ({ ...every.find(({ colId }) => colId === order.colId), ...order }));
}

/** @param {PageState} state */
function create(state) {
  const { props, ...component } = session.page.grid;
  setProps('table-place', { children: { ...component, props: { ...props, columnDefs: laidOut(state) } } });
  grid.asked = searchOf(state, LOOKS);
}

/** @param {string[]} ids */
const known = (ids) => ids.filter((id) => session.page.indicators.includes(id));

/** @param {PageState | any} state */
function form(state) {
  all('select[data-key]').forEach((node) => {
    const value = state[node.dataset.key] === 'total' ? '' : state[node.dataset.key];
    node.value = value;
    if (node.selectedIndex < 0) node.value = '';
  });
  all('button[data-key="labels"]').forEach((node) => {
    node.setAttribute('aria-pressed', String(node.dataset.value === state.labels));
  });
  if (byId('table-indicators')) setProps('table-indicators', { value: known(indicatorsOf(state)) });
  all('a[data-table]').forEach((link) => {
    link.setAttribute('href', address({ ...state, table: link.dataset.table }));
  });
  slot('table-csv').setAttribute('href', `/table/rows.csv?${searchOf(state, ['columns', 'pinned'])}`);
}

/** @param {PageState | any} state */
async function arrived(state) {
  grid.api = null;
  grid.turn += 1;
  ahead(state);
  const filters = slot('table-filters');
  if (atMost('narrow').matches) filters.open = false;
  filters.dataset.ready = '';
  grid.labels = state.labels;
  panel();
  form(state);
  const { page } = session;
  try {
    await load(page.scripts);
    if (session.page === page) create(read());
  } catch (error) {
    say(t('failed', { what: error.message }));
  }
}

/** @param {PageState | any} state */
function apply(state) {
  form(state);
  if (!grid.api || !byId('table-grid')) return;
  const { labels } = grid;
  arrange(state);
  const asked = searchOf(state, LOOKS);
  const again = asked !== grid.asked || (labels !== state.labels && state.sort); // names sort unlike codes
  grid.asked = asked;
  if (!again) {
    tell(state.sort);
    return;
  }
  document.body.dataset.drawn = '';
  grid.turn += 1;
  grid.api.ensureIndexVisible(0);
  grid.api.purgeInfiniteCache();
}

views.table = { arrived, apply };

// What the grid calls by name: layouts/table/grid.py.
globals.dashAgGridFunctions = Object.assign(globals.dashAgGridFunctions || {}, {
  tableTab: () => false,
  tableCell: cell,
  tableTip: tip,
  tableRange: range,
  tableSorted: () => {
    const sort = grid.api ? sortOf(grid.api.getColumnState()) : read().sort;
    if (sort !== read().sort) go({ sort });
  },
  tableMoved: (/** @type {{ finished?: boolean }} */ event) => {
    if (grid.api && event.finished !== false) remember();
  },
});

/** Dash asks for the rows of a block. @param {any} request null before there is one */
export const tableRows = async (request) => (request && (await rows(request))) || globals.dash_clientside.no_update;

/** Indicators were chosen in the form. @param {string[] | null} value */
export function tableIndicators(value) {
  const now = indicatorsOf(/** @type {any} */ (read()));
  const wanted = Array.isArray(value) ? value : now;
  const { page } = session;
  const here = page && page.page === 'table' && page.path === location.pathname;
  if (here && wanted.join() !== known(now).join()) go({ indicator: '', indicators: wanted.join(',') });
  return globals.dash_clientside.no_update;
}

listen('change', ({ target }) => {
  const { key } = target.dataset || {};
  if (key && target.closest('.table-filters')) go({ [key]: target.value });
});
listen('click', ({ target }) => {
  const button = target.closest('button[data-key="labels"], [data-tl="table-reset"]');
  if (!button) return;
  if (button.dataset.key) go({ labels: button.dataset.value });
  else go(withoutAll(Object.keys(session.page.filters)));
});
