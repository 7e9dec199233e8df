// Words and table of the map page: all from the cells that are drawn.
import { isKnown, KINDS } from '../charts/match.js';
import { write } from '../core/dom.js';
import { session, views } from '../core/session.js';
import { fill, table } from '../pieces/chart_words.js';
import { areaName } from '../series/load.js';
import * as doubts from '../words/doubts.js';
import { t, valueText } from '../words/text.js';

/** @import { Cell, MapView, Series } from '../core/types.js' */

/** @param {string} kind of nothing, or zero */
export const kindWords = (kind) => t(`map.kind.${kind}`);

/**
 * @param {number} value
 * @param {Series} series
 */
export const plainValue = (value, series) =>
  series.kind === 'binary' ? t(value > 0.5 ? 'legend.yes' : 'legend.no') : valueText(value, series);

/**
 * @param {Cell} cell
 * @param {Pick<MapView, 'series' | 'year'>} view
 */
export function cellText(cell, { series, year }) {
  const kind = kindWords(cell.kind);
  if (!isKnown(cell)) return cell.year === null ? kind : t('map.last', { kind, year: cell.year });
  const marks = doubts.marks(series, cell.code, cell.year);
  if (cell.year !== year) marks.push(t('map.of_year', { year: cell.year }));
  const value = plainValue(cell.value, series);
  return marks.length ? `${value} (${marks.join(', ')})` : value;
}

/**
 * The tooltip of a place.
 * @param {MapView} view
 * @param {string} code
 */
export function hoverText(view, code) {
  const cell = view.cells.get(code),
    { series } = view;
  const lines = [`<b>${areaName(code)}</b>`, cellText(cell, view)];
  if (series.breakdown) lines.push(series.breakdownText);
  if (isKnown(cell)) lines.push(`${cell.year}${doubts.hover(series, code, cell.year)}`);
  return lines.join('<br>');
}

/**
 * Indicator, part, year and region of a view, as the title of its map.
 * @param {MapView} view
 */
export function titleOf({ series, year, region }) {
  const part = series.breakdown ? `, ${series.breakdownText}` : '';
  const named = document.querySelector('#map-region option:checked');
  return `${series.label}${part}, ${year}${region === 'world' ? '' : ` \u2013 ${named.textContent}`}`;
}

/** @param {MapView} view */
export function titles(view) {
  const { series, year } = view;
  const cells = [...view.shown].map((code) => view.cells.get(code));
  const known = cells.filter(isKnown).sort((a, b) => a.value - b.value);
  write('map-title', titleOf(view));
  write('map-subtitle', `${series.unit} \u00b7 ${t(`map.mode.${view.mode}`, { year })}`);
  write('map-source', `${series.source} ${series.note}`.trim());
  doubts.told.map = doubts.note(known.map((cell) => [series, cell.code, cell.year]));
  write('map-summary', [...summary(view, cells, known), ...kinds(view), ...doubts.told.map].join(' '));
}

function summary({ series, year }, cells, known) {
  const led = known.filter((cell) => cell.leads);
  const count = known.length,
    total = cells.length;
  if (!count) return [t('summary.map_empty', { year })];
  if (!led.length) return [t('doubts.none_lead', { year, count, total })];
  const show = (cell) => `${valueText(cell.value, series)} (${areaName(cell.code)})`;
  const values = t(series.kind === 'binary' ? 'summary.binary' : 'summary.map', {
    year,
    count,
    total,
    missing: total - count,
    low: show(led[0]),
    median: valueText(led[Math.floor((led.length - 1) / 2)].value, series),
    high: show(led[led.length - 1]),
    yes: led.filter((cell) => cell.value > 0.5).length,
  });
  const earlier = known.filter((cell) => cell.year !== year).length;
  return earlier ? [values, t('map.earlier', { count: earlier, year })] : [values];
}

/**
 * How many places show each kind of nothing.
 * @param {MapView} view
 */
function kinds({ counts }) {
  const found = KINDS.map((kind, i) => [kindWords(kind), counts.get(-1 - i) || 0]).filter(([, count]) => count);
  return found.length ? [t('map.kinds', { list: found.map((pair) => pair.join(' ')).join(', ') })] : [];
}

/** The table is of the view that is shown when it is opened. */
export const fillTable = () => fill('map', () => build(views.map.view));

function build(view) {
  const { series } = view;
  const areas = session.areas.list.filter((area) => view.shown.has(area.code));
  const rows = areas.map(({ code, name }) => {
    const cell = view.cells.get(code);
    if (!isKnown(cell)) return [name, '\u2014', '\u2014', kindWords(cell.kind)];
    const marks = doubts.marks(series, code, cell.year).join(', ') || t('status.A');
    const words = cell.kind === 'value' ? marks : kindWords(cell.kind);
    const why = doubts.why(series, code, cell.year);
    return [name, valueText(cell.value, series), cell.year, why ? `${words}. ${why}` : words];
  });
  const head = [t('table.area'), series.unit, t('table.year'), t('map.shown_as')];
  return table(`${titleOf(view)} (${series.unit})`, head, rows);
}
