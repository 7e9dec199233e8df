// The legend of the map page: classes with how many places each holds, the kinds of nothing, and
// the years in use. Pointing at a row lets its places stand out on map, tiles and list.
import { textsOf } from '../charts/map_answer.js';
import { swatch } from '../charts/patterns.js';
import { element, slot } from '../core/dom.js';
import { views } from '../core/session.js';
import { t } from '../words/text.js';
import { rove, upDown } from './walk.js';

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

/** @type {Row[]} */
let rows = [];
/** @type {Row | null} */
let pinned = null;

/**
 * Build the rows of an answer; `update` then only changes numbers.
 * @param {MapView} view
 */
export function build(view) {
  const holder = slot('map-legend');
  rows = [];
  pinned = null;
  const { answer, colours } = view;
  const made = answer.levels.map(({ level, text }) => row(colours[level], kindOf(view, level), text, level));
  const first = block(
    'classes',
    t('map.legend.classes', { unit: answer.series.unit }),
    made.filter((_, i) => answer.levels[i].level >= 0),
  );
  if (answer.apart) first.append(apart(colours.length - 1));
  const nothing = made.filter((_, i) => answer.levels[i].level < 0);
  holder.replaceChildren(
    first,
    block('nothing', t('map.legend.nothing'), nothing),
    block('years', t('map.legend.years'), []),
  );
  update(view);
}

const kindOf = ({ answer }, level) => (level < 0 ? answer.kinds[-level - 1] : '');

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
  const found = make(swatch(colour || '', kind), label, places);
  found.k = k;
  return found.button;
}

// Values drawn apart keep the colour of their class; this row counts and shows them.
function apart(last) {
  const found = make(swatch('', '', last), t('doubts.legend'), isApart);
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
  const texts = textsOf(view);
  const counts = new Map(view.answer.levels.map(({ level }, i) => [level, texts.counts[i]]));
  const most = (test) => Math.max(1, ...[...counts].filter(([level]) => test(level)).map(([, n]) => n));
  const [mostOfClasses, mostOfNothing] = [most((k) => k >= 0), most((k) => k < 0)];
  rows.forEach((found) => {
    if (found.k === undefined && !found.apart) return;
    const n = found.apart ? texts.apart : counts.get(found.k);
    found.count.textContent = String(n);
    found.bar.style.inlineSize = `${(100 * n) / (found.k < 0 ? mostOfNothing : mostOfClasses)}%`;
    found.button.classList.toggle('legend-empty', n === 0);
  });
}

/**
 * Which years the values drawn are of, newest first; the oldest ones in one row.
 * @param {MapView} view
 */
export function years(view) {
  const { years: groups } = textsOf(view);
  const most = Math.max(1, ...groups.map(([, , , n]) => n));
  rows = rows.filter((other) => !other.years);
  const list = groups.map((group) => yearRow(group, most, view.year));
  if (list[0]) list[0].setAttribute('tabindex', '0');
  const box = document.querySelector('[data-legend="years"]');
  if (box && !box.contains(document.activeElement)) {
    box.replaceChildren(...(list.length ? list : [element('p', t('map.legend.no_years'), { class: 'muted' })]));
  }
}

function yearRow([label, first, last, n], most, asked) {
  const found = make(swatch('', ''), label, (view) =>
    [...view.shown].filter((code) => {
      const { known, year } = view.cells.get(code);
      return known && year >= first && year <= last;
    }),
  );
  found.years = true;
  found.count.textContent = String(n);
  found.bar.style.inlineSize = `${(100 * n) / most}%`;
  found.button.querySelector('.map-swatch').remove();
  found.button.classList.toggle('legend-asked', last === asked);
  return found.button;
}

/**
 * Show which row a place belongs to.
 * @param {number} [k] its class; no row without
 */
export const here = (k) =>
  rows.forEach((found) => found.button.classList.toggle('here', found.k !== undefined && found.k === k));
