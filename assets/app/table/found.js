// What the first block of rows brings beside them: what stands around the grid, and its columns.
import { byId, slot } from '../core/dom.js';
import { setProps } from '../request/routing.js';
import { number, t } from '../words/text.js';
import { arrange, grid, page, sorted } from './grid.js';

/** @import { Answer } from './rows.js' */

/**
 * @param {Answer} answer
 * @param {Promise<Answer>} first that brought it; another address, or order, may have overtaken it
 */
export function found(answer, first) {
  if (first !== grid.first || sorted() !== null) return;
  grid.answer = answer;
  for (const [name, markup] of Object.entries(answer.parts)) {
    const node = slot(name);
    node.dataset.markup = markup; // frame/markup.js puts it in place
    node.hidden = !markup;
  }
  byId('table-place').parentNode.hidden = !answer.count;
  const indicators = answer.indicators.join();
  if (indicators !== grid.indicators) setProps('table-indicators', { value: answer.indicators });
  grid.indicators = indicators;
  arrange(answer);
  range();
  document.body.dataset.drawn = answer.drawn; // for whoever waits until the rows are shown
}

/** Which rows are on screen. */
export function range() {
  const node = slot('table-range');
  if (!grid.answer || !node) return;
  const { top, bottom } = grid.api.getVerticalPixelRange();
  const { rowHeight } = page().grid.props.dashGridOptions;
  const { count } = grid.answer;
  const [first, last] = [Math.round(top / rowHeight), Math.round(bottom / rowHeight) - 1];
  const ends = { first: number(first + 1, 0), last: number(Math.min(last + 1, count), 0) };
  node.textContent = count > 0 && last >= first ? t('table.range', ends) : '\u00a0';
}
