// The panel of columns, and the grid's columns as the address has them.
import { all, byId, element, listen, slot } from '../core/dom.js';
import { read } from '../request/here.js';
import { go } from '../request/routing.js';
import { t } from '../words/text.js';
import { columns, definitions, grid } from './grid.js';
import { sortModel } from './order.js';

/** @import { PageState } from '../core/types.js' */

/** For each column whether it is shown and whether it is pinned. */
export function panel() {
  const list = element('ul');
  definitions().forEach(({ colId: id, headerName: title }) => {
    const row = element('li');
    const pin = check(id, 'pinned', t('table.pin'), t('table.pin_label', { column: title }));
    row.append(check(id, 'columns', title), pin);
    list.append(row);
  });
  slot('table-columns').replaceChildren(list);
}

/** @param {string} id @param {string} key @param {string} text @param {string} [label] */
function check(id, key, text, label = '') {
  const box = element('input', null, { type: 'checkbox', 'data-column': id, 'data-of': key });
  if (label) box.setAttribute('aria-label', label);
  const holder = element('label');
  holder.append(box, ` ${text}`);
  return holder;
}

/** @param {PageState | any} state */
function boxes(state) {
  /** @type {Record<string, string[]>} */
  const ticked = { columns: columns().shown(state), pinned: columns().listed(state.pinned) };
  all('[data-column]').forEach((box) => {
    box.checked = ticked[box.dataset.of].includes(box.dataset.column);
  });
}

/** The grid is there. @param {any} api its own */
export function created(api) {
  const place = byId('table-place');
  const inner = place.querySelector('[role="grid"], [role="treegrid"]');
  inner.setAttribute('aria-label', place.parentNode.getAttribute('aria-label'));
  grid.api = api;
  boxes(read());
}

/**
 * Order, pins, sorting and labels of the address, put on the grid.
 * @param {PageState | any} state
 */
export function arrange(state) {
  grid.api.applyColumnState({ applyOrder: true, state: columns().states(state, sortModel(state.sort)) });
  boxes(state);
  if (grid.labels === state.labels) return;
  grid.labels = state.labels;
  grid.api.refreshCells({ force: true });
}

/** What a reader did to the grid itself, by dragging, becomes the address. */
export function remember() {
  const patch = columns().dragged(/** @type {any} */ (read()), grid.api.getColumnState());
  if (patch) go(patch);
}

listen('change', ({ target }) => {
  const { column, of } = target.dataset || {};
  if (!column) return;
  const patch = columns().ticked(/** @type {any} */ (read()), of, column, target.checked);
  if (patch) go(patch);
  else target.checked = true; // the last column stays
});
