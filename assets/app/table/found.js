// What is said of the rows found: how many, which of them are on screen, and what to loosen without any.
import { byId, element, slot } from '../core/dom.js';
import { session } from '../core/session.js';
import { go } from '../request/routing.js';
import { number, t } from '../words/text.js';
import * as charts from './charts.js';
import { without } from './filters.js';
import { grid, options } from './grid.js';

/** @import { Answer } from './blocks.js' */

/**
 * @param {Answer} answer of the first block
 * @param {string} sort the order of its rows
 */
export function found(answer, sort) {
  const { count, total } = answer;
  grid.count = count;
  const numbers = { count: number(count, 0), total: number(total, 0) };
  slot('table-count').textContent = t(count === total ? 'table.count_all' : 'table.count', numbers);
  unknown(answer.unknown);
  charts.show(answer);
  const box = slot('table-empty');
  box.hidden = count > 0;
  byId('table-place').parentNode.hidden = count === 0;
  box.replaceChildren(...(count ? [] : ways(Object.entries(answer.looser))));
  range();
  tell(sort);
}

/** For whoever waits until the rows of an address are shown. @param {string} sort */
export function tell(sort) {
  document.body.dataset.drawn = `table|${session.page.table}|${grid.count}|${sort}|${grid.labels}`;
}

/** What of the address was not understood. @param {[string, string][]} given */
function unknown(given) {
  const note = slot('table-note');
  note.hidden = !given.length;
  const what = given.map(([key, value]) => `${session.page.filters[key] || key}: ${value}`).join('; ');
  note.textContent = given.length ? t('table.unknown', { what }) : '';
}

/** Filters to loosen, each with the rows that there were. @param {[string, number][]} looser */
function ways(looser) {
  const list = element('ul');
  looser.forEach(([filter, count]) => {
    const text = t('table.loosen', { filter: session.page.filters[filter], count: number(count, 0) });
    const button = element('button', text, { type: 'button', class: 'button-quiet' });
    button.addEventListener('click', () => go(without(filter)));
    const item = element('li');
    item.append(button);
    list.append(item);
  });
  const hint = t(looser.length ? 'table.empty_hint' : 'table.none_alone');
  return [element('h2', t('table.empty')), element('p', hint), list];
}

/** Which rows are on screen. */
export function range() {
  const node = slot('table-range');
  if (!grid.api || !node) return;
  const { top, bottom } = grid.api.getVerticalPixelRange();
  const height = options().rowHeight;
  const [first, last] = [Math.round(top / height), Math.round(bottom / height) - 1];
  const shown = grid.count > 0 && last >= first;
  const ends = { first: number(first + 1, 0), last: number(Math.min(last + 1, grid.count), 0) };
  node.textContent = shown ? t('table.range', ends) : '\u00a0';
}
