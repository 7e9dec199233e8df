// The legend of the map page: classes with how many places each holds, the kinds of nothing, and
// the years in use. Pointing at a row lets its places stand out on map, tiles and list.
import { rangeOf } from '../charts/classes.js';
import { isKnown, KINDS } from '../charts/match.js';
import { element, slot } from '../core/dom.js';
import { views } from '../core/session.js';
import * as doubts from '../words/doubts.js';
import { t } from '../words/text.js';
import { swatch } from './patterns.js';
import { rove, upDown } from './walk.js';
import { kindWords } from './words.js';

/** @import { MapView } from '../core/types.js' */

/**
 * @typedef {object} Row
 * @property {HTMLElement} button
 * @property {HTMLElement} bar
 * @property {HTMLElement} count
 * @property {(view: MapView) => string[]} codes places that it stands for
 * @property {number} [k] its class
 * @property {boolean} [apart] it stands for the values drawn apart
 * @property {boolean} [years] it stands for years
 */

const MOST_YEARS = 6;
/** @type {Row[]} */
let rows = [];
/** @type {Row | null} */
let pinned = null;

/**
 * Build the rows for a scheme; `update` then only changes numbers.
 * @param {MapView} view
 */
export function build(view) {
  const holder = slot('map-legend');
  rows = [];
  pinned = null;
  const { scheme, colours } = view;
  const any = !Number.isNaN(scheme.lowest);
  const classes = any ? scheme.uppers.map((_, k) => row(colours[k], '', rangeOf(scheme, k), k)) : [];
  const kinds = KINDS.filter((kind) => kind !== 'zero' || scheme.kind !== 'binary').map((kind) =>
    row('', kind, kindWords(kind), -1 - KINDS.indexOf(kind)),
  );
  const first = block('classes', t('map.legend.classes', { unit: view.series.unit }), classes);
  const cells = doubts.cellsOfAreas(view.series, view.codes);
  if (any && cells.some(([series, code, year]) => series.apart(code, year))) first.append(apart(scheme));
  holder.replaceChildren(
    first,
    block('nothing', t('map.legend.nothing'), kinds),
    block('years', t('map.legend.years'), []),
  );
  update(view);
}

function block(name, title, list) {
  const node = element('div', null, { class: `legend-block legend-${name}` });
  const box = element('div', null, { role: 'group', 'aria-labelledby': `legend-${name}`, 'data-legend': name });
  box.append(...list);
  node.append(element('h3', title, { id: `legend-${name}` }), box);
  rove(box, '.legend-row', upDown);
  if (list[0]) list[0].setAttribute('tabindex', '0');
  return node;
}

function row(colour, kind, label, k) {
  const places = (view) => [...view.shown].filter((code) => view.cells.get(code).k === k);
  const found = make(swatch(colour, kind), label, places);
  found.k = k;
  return found.button;
}

// Values drawn apart keep the colour of their class; this row counts and shows them.
function apart(scheme) {
  const found = make(swatch('', '', scheme.uppers.length - 1), t('doubts.legend'), isApart);
  found.apart = true;
  found.button.setAttribute('tabindex', '0');
  return found.button;
}
const isApart = (view) => [...view.shown].filter((code) => view.cells.get(code).apart);

function make(sample, label, codes) {
  const button = element('button', null, {
    type: 'button',
    class: 'legend-row',
    tabindex: '-1',
    'aria-pressed': 'false',
  });
  const bar = element('span', null, { class: 'legend-bar', 'aria-hidden': 'true' });
  bar.append(element('span'));
  const count = element('span', '', { class: 'legend-count' });
  button.append(sample, element('span', label, { class: 'legend-label' }), bar, count);
  /** @type {Row} */
  const found = { button, bar: bar.firstChild, count, codes };
  rows.push(found);
  const light = () => views.map.light(codes(views.map.view), found.k);
  button.addEventListener('pointerenter', light);
  button.addEventListener('focus', light);
  const dark = () => (pinned ? views.map.light(pinned.codes(views.map.view), pinned.k) : views.map.light(null));
  button.addEventListener('pointerleave', dark);
  button.addEventListener('blur', dark);
  button.addEventListener('click', () => {
    const on = pinned === found;
    rows.forEach((other) => other.button.setAttribute('aria-pressed', 'false'));
    pinned = on ? null : found;
    button.setAttribute('aria-pressed', String(!on));
    if (on) dark();
    else light();
  });
  return found;
}

/**
 * Counts and bars, also while playing.
 * @param {MapView} view
 */
export function update(view) {
  const counts = new Map();
  view.shown.forEach((code) => {
    const { k } = view.cells.get(code);
    counts.set(k, (counts.get(k) || 0) + 1);
  });
  const most = Math.max(1, ...rows.filter((r) => r.k >= 0).map((r) => counts.get(r.k) || 0));
  const mostNothing = Math.max(1, ...rows.filter((r) => r.k < 0).map((r) => counts.get(r.k) || 0));
  view.apart = isApart(view).length;
  rows.forEach((found) => {
    if (found.k === undefined && !found.apart) return;
    const n = found.apart ? view.apart : counts.get(found.k) || 0;
    found.count.textContent = String(n);
    found.bar.style.inlineSize = `${(100 * n) / (found.k < 0 ? mostNothing : most)}%`;
    found.button.classList.toggle('legend-empty', n === 0);
  });
  view.counts = counts;
}

// How many places show a value of each year.
function countYears(view) {
  const byYear = new Map();
  view.shown.forEach((code) => {
    const cell = view.cells.get(code);
    if (isKnown(cell)) byYear.set(cell.year, (byYear.get(cell.year) || 0) + 1);
  });
  return byYear;
}

/**
 * Which years the values drawn are of, newest first; the oldest ones in one row.
 * @param {MapView} view
 */
export function years(view) {
  const byYear = countYears(view);
  const found = [...byYear.keys()].sort((a, b) => b - a);
  const shown = found.length > MOST_YEARS ? found.slice(0, MOST_YEARS - 1) : found;
  const rest = found.slice(shown.length);
  const most = Math.max(1, ...byYear.values());
  /** @type {[number[], string][]} */
  const groups = shown.map((year) => [[year], String(year)]);
  if (rest.length) groups.push([rest, t('map.legend.earlier', { first: rest[rest.length - 1], last: rest[0] })]);
  const counted = groups.map(([of, label]) => ({ of, label, n: of.reduce((sum, year) => sum + byYear.get(year), 0) }));
  rows = rows.filter((other) => !other.years);
  const list = counted.map((group) => yearRow(group, most, view.year));
  if (list[0]) list[0].setAttribute('tabindex', '0');
  const box = document.querySelector('[data-legend="years"]');
  if (box && !box.contains(document.activeElement)) {
    box.replaceChildren(...(list.length ? list : [element('p', t('map.legend.no_years'), { class: 'muted' })]));
  }
  view.years = counted.map(({ label, n }) => [label, n]);
}

function yearRow({ of, label, n }, most, asked) {
  const found = make(swatch('', ''), label, (view) =>
    [...view.shown].filter((code) => {
      const cell = view.cells.get(code);
      return isKnown(cell) && of.includes(cell.year);
    }),
  );
  found.years = true;
  found.count.textContent = String(n);
  found.bar.style.inlineSize = `${Math.min(100, (100 * n) / most)}%`;
  found.button.querySelector('.map-swatch').remove();
  found.button.classList.toggle('legend-asked', of[0] === asked);
  return found.button;
}

/**
 * Show which row a place belongs to.
 * @param {number} [k] its class; no row without
 */
export const here = (k) =>
  rows.forEach((found) => found.button.classList.toggle('here', found.k !== undefined && found.k === k));
