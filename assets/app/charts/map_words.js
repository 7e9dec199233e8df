// What the map says of one place: in its tooltip, in lists, and in the panel. The numbers are those of the
// series; which of them is shown, and in which class, the server has said.
import { areaName } from '../series/load.js';
import * as doubts from '../words/doubts.js';
import { t, valueText } from '../words/text.js';

/** @import { MapModel, MapView, Series } from '../core/types.js' */

/** @param {string} kind of nothing, or zero */
export const kindWords = (kind) => t(`map.kind.${kind}`);

/**
 * @param {number} value
 * @param {Series} series
 */
export const plainValue = (value, series) =>
  series.kind === 'binary' ? t(value > 0.5 ? 'legend.yes' : 'legend.no') : valueText(value, series);

/**
 * @param {MapView} view
 * @param {string} code
 */
export function cellText(view, code) {
  const cell = view.cells.get(code);
  if (!cell.known) {
    const kind = kindWords(cell.kind);
    return cell.year === null ? kind : t('map.last', { kind, year: cell.year });
  }
  const marks = view.series ? doubts.marks(view.series, code, cell.year) : [];
  if (cell.year !== view.year) marks.push(t('map.of_year', { year: cell.year }));
  const value = shown(view, code, cell);
  return marks.length ? `${value} (${marks.join(', ')})` : value;
}

// The class until the numbers have come.
function shown({ series, answer }, code, { k, year }) {
  return series ? plainValue(series.get(code, year), series) : answer.levels.find(({ level }) => level === k).text;
}

/**
 * The tooltip of a place.
 * @param {MapView} view
 * @param {string} code
 */
export function hoverText(view, code) {
  const cell = view.cells.get(code);
  const { breakdown, breakdownText } = view.answer.series;
  const lines = [`<b>${areaName(code)}</b>`, cellText(view, code)];
  if (breakdown) lines.push(breakdownText);
  if (cell.known) lines.push(`${cell.year}${view.series ? doubts.hover(view.series, code, cell.year) : ''}`);
  return lines.join('<br>');
}

/**
 * What the painter paints of a view.
 * @param {MapView} view
 * @returns {MapModel}
 */
export const modelOf = (view) => ({
  key: view.key,
  colours: view.colours,
  cls: (code) => view.cells.get(code).k,
  kind: (k) => view.answer.kinds[-k - 1],
  apart: (code) => view.cells.get(code).apart,
  outside: (code) => !view.shown.has(code),
  hover: (code) => hoverText(view, code),
});
