// Title, summary and table of the map: the words of what it draws, from the same numbers.
import { classColours, rangeOfSeries } from '../charts/classes.js';
import { codes, map } from '../charts/world_map.js';
import { element, slot, write } from '../core/dom.js';
import { session } from '../core/session.js';
import { areaName } from '../series/load.js';
import * as doubts from '../words/doubts.js';
import { decimalsOf, number, t, valueText } from '../words/text.js';

/** @import { Series } from '../core/types.js' */

function rowOf(cells, tag, first) {
  const line = element('tr');
  line.append(
    ...cells.map((text, i) =>
      i ? element(tag, text, tag === 'th' ? { scope: 'col' } : {}) : element('th', text, { scope: first }),
    ),
  );
  return line;
}

/**
 * @param {string} caption
 * @param {(string | number)[]} head
 * @param {(string | number)[][]} rows the first cell of each names the row
 * @returns {HTMLElement}
 */
export function table(caption, head, rows) {
  const wrap = element('div', null, { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': caption });
  const node = element('table'),
    top = element('thead'),
    body = element('tbody');
  top.append(rowOf(head, 'th', 'col'));
  body.append(...rows.map((cells) => rowOf(cells, 'td', 'row')));
  node.append(element('caption', caption), top, body);
  wrap.append(node);
  return wrap;
}

/**
 * @param {string} chart the start of the names of disclosure and holder
 * @param {() => HTMLElement} build
 */
export function fill(chart, build) {
  const holder = slot(`${chart}-table`);
  const box = slot(`${chart}-details`);
  if (!holder || !box) return;
  const now = () => {
    if (box.open) holder.replaceChildren(build());
  };
  box.ontoggle = now;
  now();
}

/** @param {Series} series @param {number} year */
export function titles(series, year) {
  write('map-title', `${series.label}, ${year}`);
  write('map-subtitle', series.unit);
  write('map-source', `${series.source} ${series.note}`.trim());
}

// Places with a value that leads this year, lowest to highest.
function ranked(series, year) {
  const led = codes()
    .flat()
    .filter((code) => series.leads(code, year));
  return led.map((code) => ({ code, value: series.get(code, year) })).sort((a, b) => a.value - b.value);
}

/** @param {Series} series @param {number} year */
export function mapSummary(series, year) {
  const rows = ranked(series, year);
  const places = codes().flat(),
    total = places.length;
  const count = places.filter((code) => !Number.isNaN(series.get(code, year))).length;
  const told = (doubts.told.map = doubts.note(places.map((code) => [series, code, year])));
  if (!rows.length) {
    const words = t(count ? 'doubts.none_lead' : 'summary.map_empty', { year, count, total });
    write('map-summary', [words, ...told].join(' '));
    return;
  }
  const show = (row) => `${valueText(row.value, series)} (${areaName(row.code)})`;
  const middle = rows[Math.floor((rows.length - 1) / 2)];
  const words = t(series.kind === 'binary' ? 'summary.binary' : 'summary.map', {
    year,
    count,
    total,
    missing: total - count,
    low: show(rows[0]),
    median: valueText(middle.value, series),
    high: show(rows[rows.length - 1]),
    yes: rows.filter((row) => row.value > 0.5).length,
  });
  write('map-summary', [words, ...told].join(' '));
}

/**
 * @param {Series} series
 * @param {string} code
 * @param {[number, number][]} points year and value, at least one
 */
export function courseWords(series, code, points) {
  const [first, last] = [points[0], points[points.length - 1]];
  return t(points.length > 1 ? 'summary.line' : 'summary.line_one', {
    area: areaName(code),
    first: first[0],
    last: last[0],
    from: valueText(first[1], series),
    to: valueText(last[1], series),
  });
}

/** @param {Series} series @param {number} year */
export const mapTable = (series, year) =>
  fill('map', () => {
    const places = new Set(codes().flat());
    const rows = session.areas.list
      .filter((area) => places.has(area.code))
      .map(({ code, name }) => {
        const value = series.get(code, year);
        if (Number.isNaN(value)) return [name, '\u2014', t(`missing.${series.statusOf(code, year) || 'none'}`)];
        const marks = doubts.marks(series, code, year).join(', ') || t('status.A');
        const why = doubts.why(series, code, year);
        return [name, number(value, decimalsOf(value, series)), why ? `${marks}. ${why}` : marks];
      });
    return table(`${series.label}, ${year} (${series.unit})`, [t('table.area'), String(year), t('table.status')], rows);
  });

/** The legend of the shared map: one swatch a class with its range and how many places it holds this year. */
export function legend() {
  const holder = slot('legend');
  if (!holder) return;
  const { series, year } = map;
  const places = [...codes().flat()];
  const counts = new Array(series.uppers.length + 1).fill(0);
  places.forEach((code) => {
    counts[series.classOf(series.get(code, year)) + 1] += 1;
  });
  const colours = classColours(series);
  const items = series.uppers.map((_, k) => item(colours[k], rangeOfSeries(series, k), counts[k + 1]));
  items.push(item(null, t('legend.none'), counts[0]));
  const apart = places.filter((code) => series.apart(code, year)).length;
  if (apart) items.push(item('', t('doubts.legend'), apart));
  holder.replaceChildren(element('p', t('legend.title', { unit: series.unit }), { class: 'legend-title' }), ...items);
}

function item(colour, text, count) {
  const node = element('span', null, { class: 'legend-item' });
  const kind = colour ? 'swatch' : colour === null ? 'swatch swatch-none' : 'swatch swatch-doubt';
  const swatch = element('span', null, { class: kind });
  if (colour) swatch.style.background = colour;
  node.append(swatch, element('span', text), element('span', `(${count})`, { class: 'muted' }));
  return node;
}
