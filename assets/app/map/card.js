// What stands around the map on every page that has one: its words, legend, table, links and pictures, all
// as the server has answered them. A page lacks some of their places.
import { save as saveFile } from '../charts/save.js';
import { all, element, slot, write } from '../core/dom.js';
import { views } from '../core/session.js';
import { table } from '../pieces/chart_words.js';
import { doubtSwitch } from '../pieces/doubt_switch.js';
import { stops } from '../pieces/groups.js';
import { say } from '../pieces/notice.js';
import { address, read } from '../request/here.js';
import { t } from '../words/text.js';
import { asked, partOf, PRINT, textsOf } from './answer.js';
import { tint } from './painter.js';

/** @import { Cell, MapView } from '../core/types.js' */

const NONE = '0';
const late = (/** @type {Error} */ error) => say(t('failed', { what: error.message }));

/** What the indicator is: the same in all of its years. @param {MapView} view */
export function about({ answer: { series, doubts }, colours, inks }) {
  colours.forEach((colour, k) => {
    slot('charts').style.setProperty(`--class-${k}`, colour); // for the hatching
    slot('charts').style.setProperty(`--ink-${k}`, inks[k]);
  });
  write('about-title', series.title);
  write('about-caveat', series.caveat);
  const badges = slot('about-badges');
  if (badges) {
    const own = series.badges.map(([tone, text]) => element('span', text, { class: `badge badge-${tone}` }));
    badges.replaceChildren(...own);
  }
  doubtSwitch(doubts);
}

/** Title, subtitle, source, summary and links of the year shown. @param {MapView} view */
export function words(view) {
  const { answer, year } = view;
  const { title, subtitle, summary } = textsOf(view);
  write('map-title', title);
  write('map-subtitle', subtitle);
  write('map-source', answer.source);
  write('map-summary', summary);
  const state = { ...read(), indicator: answer.series.id, year };
  const more = slot('map-more');
  if (more) more.href = address({ ...state, path: '/map' });
  slot('map-csv').href = `/export/map.csv?${address(state).split('?')[1]}&page=${encodeURIComponent(state.path)}`;
  offerTable(view);
}

// The table of the year shown, asked for where a reader has it open.
/** @param {MapView} view */
function offerTable(view) {
  const box = slot('map-details');
  const { year, answer } = view;
  const now = async () => {
    if (!box.open) return;
    const { head, rows } = await asked(partOf(view, '&astable=1'));
    if (views.map.view !== view || view.year !== year) return;
    slot('map-table').replaceChildren(table(`${textsOf(view).title} (${answer.series.unit})`, head, rows));
  };
  box.ontoggle = () => now().catch(late);
  box.ontoggle();
}

/**
 * The picture of the map, as the server lays it out for paper.
 * @param {MapView} view
 * @param {any} format 'png' or 'svg'
 */
export const save = (view, format) => saveFile(partOf(view, PRINT), format).catch(late);

// -- the legend: classes, kinds of nothing, what is drawn apart, and the years in use

/**
 * @typedef {object} Row
 * @property {string} count countries that it stands for, and territories after a plus sign
 * @property {string} [text] where it is not always the same
 * @property {(cell: Cell) => boolean} holds whether it stands for a place
 * @property {Pick<Cell, 'k' | 'kind' | 'look'>} [look] of its sample
 * @property {boolean} [now] it stands for the year asked
 */

/**
 * The rows that a view has, by their names in the markup (layouts/pieces/map_legend.py).
 * @param {MapView} view
 * @returns {Record<string, Row>}
 */
function rowsOf(view) {
  const { levels, kinds, series } = view.answer;
  const texts = textsOf(view);
  /** @type {Record<string, Row>} */
  const rows = {};
  levels.forEach(({ level, text }, i) => {
    const look = { k: level, kind: kinds[-level - 1], look: '' };
    rows[level] = { text: level < 0 ? undefined : text, count: texts.counts[i], look, holds: ({ k }) => k === level };
  });
  for (const look of /** @type {('doubt' | 'estimate')[]} */ (['doubt', 'estimate'])) {
    const sample = { k: view.colours.length - 1, kind: '', look };
    rows[look] = { count: texts[look], look: sample, holds: (cell) => cell.look === look };
  }
  texts.years.forEach(([text, from, to, count], i) => {
    const holds = (/** @type {Cell} */ { known, year }) => known && Number(year) >= from && Number(year) <= to;
    rows[`year-${i}`] = { text, count, holds, now: to === view.year };
  });
  write('legend-title', series.legend);
  return rows;
}

/**
 * Counts and bars of the year shown, also while playing.
 * @param {MapView} view
 */
export function legend(view) {
  const rows = rowsOf(view);
  all('[data-level]', slot('map-legend')).forEach((node) => {
    const row = rows[node.dataset.level];
    node.hidden = !row || row.count === NONE;
    if (node.hidden) return;
    const at = (/** @type {string} */ name) => node.querySelector(`.legend-${name}`);
    if (row.look) tint(node.querySelector('rect'), view, row.look);
    if (row.text !== undefined) at('label').textContent = row.text;
    at('count').textContent = row.count;
    node.classList.toggle('legend-asked', Boolean(row.now));
    const bar = at('bar');
    if (bar) bar.firstChild.style.inlineSize = `${(100 * sum(row)) / mostBeside(node, rows)}%`;
  });
  const [none] = all('[data-none]', slot('map-legend'));
  if (none) none.hidden = textsOf(view).years.length > 0;
  stops(slot('map-legend'));
}

/** Places of a row. @param {Row | undefined} row */
const sum = (row) => (row ? row.count.split('+').reduce((whole, part) => whole + Number(part), 0) : 0);

/** The largest count of a row's block. @param {any} node @param {Record<string, Row>} rows */
const mostBeside = (node, rows) =>
  Math.max(1, ...all('[data-level]', node.parentNode).map(({ dataset }) => sum(rows[dataset.level])));

/**
 * The places that a row of the legend stands for.
 * @param {MapView} view
 * @param {any} node
 */
export function placesOf(view, node) {
  const row = rowsOf(view)[node.dataset.level];
  return new Set([...view.shown].filter((code) => row && row.holds(view.cells.get(code))));
}

/**
 * Show which row a place belongs to.
 * @param {number} [k] its class; no row without
 */
export const here = (k) =>
  all('[data-level]', slot('map-legend')).forEach((node) =>
    node.classList.toggle('here', node.dataset.level === String(k)),
  );
