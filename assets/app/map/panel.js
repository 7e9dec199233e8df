// The panel of one country on the map page: its value, its years, where to go on.
import { kindWords, plainValue } from '../charts/map_words.js';
import { element, slot } from '../core/dom.js';
import { session } from '../core/session.js';
import { courseWords } from '../pieces/chart_words.js';
import { address, pages, read } from '../request/here.js';
import { areaName } from '../series/load.js';
import * as doubts from '../words/doubts.js';
import { t } from '../words/text.js';

/** @import { MapView } from '../core/types.js' */

const WIDTH = 260;
const HEIGHT = 84;
const EDGE = 6;
const WORDS = 18; // height of the years below
const MANY = 30; // values from which dots are small

/** @param {MapView} view */
export function draw(view) {
  const holder = slot('map-panel');
  const code = view.country;
  holder.hidden = !code;
  if (!code) {
    holder.replaceChildren();
    return;
  }
  const { series } = view;
  const cell = view.cells.get(code);
  const close = element('button', '\u00d7', {
    type: 'button',
    class: 'icon-button panel-close',
    'data-map': 'close',
    'aria-label': t('map.close'),
  });
  const value = cell.known ? plainValue(series.get(code, cell.year), series) : kindWords(cell.kind);
  const counted = series.breakdown ? `${series.label}, ${series.breakdownText}` : series.label;
  holder.setAttribute('aria-labelledby', 'panel-title');
  holder.replaceChildren(
    close,
    element('h3', areaName(code), { id: 'panel-title', tabindex: '-1' }),
    element('p', `${counted} (${series.unit})`, { class: 'muted' }),
    element('p', value, { class: 'panel-value' }),
    facts(view, code, cell),
    ...doubt(series, code, cell),
    history(view, code),
    links(view, code),
    element('p', series.source, { class: 'source' }),
  );
}

function facts({ series, year }, code, cell) {
  const list = element('dl', null, { class: 'panel-facts' });
  const fact = (name, text) => list.append(element('dt', t(`map.panel.${name}`)), element('dd', text));
  fact('asked', String(year));
  if (cell.known) {
    const before = { year: cell.year, count: year - cell.year };
    fact('year', cell.year === year ? String(cell.year) : t('map.panel.years_before', before));
    fact('status', doubts.marks(series, code, cell.year).join(', ') || t('status.A'));
  } else if (cell.year !== null) {
    fact('last', `${plainValue(series.get(code, cell.year), series)}, ${cell.year}`);
  }
  return list;
}

function doubt(series, code, cell) {
  const why = cell.known && doubts.why(series, code, cell.year);
  return why ? [element('p', why, { class: 'panel-doubt' })] : [];
}

// The country's own values over the years, with gaps where there are none.
function history(view, code) {
  const { series } = view;
  const points = series.yearsWithValues
    .map((year) => /** @type {[number, number]} */ ([year, series.get(code, year)]))
    .filter(([, value]) => !Number.isNaN(value));
  if (!points.length) return element('p', t('map.panel.no_years'), { class: 'muted' });
  const led = points.filter(([year]) => series.leads(code, year));
  const course = courseWords(series, code, led.length ? led : points);
  const text = [course, ...doubts.note(doubts.cellsOfAreas(series, [code]), false)].join(' ');
  const holder = element('figure', null, { class: 'panel-history' });
  holder.innerHTML = drawing(view, code, points);
  holder.firstChild.setAttribute('aria-label', text);
  holder.append(element('figcaption', text));
  return holder;
}

function drawing(view, code, points) {
  const { series, year } = view;
  const values = points.map((point) => point[1]);
  const [low, high] = [Math.min(0, ...values), Math.max(...values, 0)];
  const span = Math.max(1, series.shape[0] - 1);
  const below = HEIGHT - WORDS;
  const x = (at) => EDGE + ((at - series.firstYear) / span) * (WIDTH - 2 * EDGE);
  const y = (value) => below - EDGE - ((value - low) / (high - low || 1)) * (below - 2 * EDGE);
  const apart = ([at]) => series.apart(code, at);
  const near = gap(series);
  // Solid between values that lead; broken to and from one that does not.
  const path = (broken) =>
    points
      .map((point, i) => {
        const joined = i && point[0] - points[i - 1][0] <= near;
        const own = joined && (apart(point) || apart(points[i - 1])) === broken;
        return `${own ? 'L' : 'M'}${x(point[0]).toFixed(1)} ${y(point[1]).toFixed(1)}`;
      })
      .join('');
  const shown = view.cells.get(code).year;
  const plainDot = points.length > MANY ? 1.2 : 2;
  const dots = points
    .map((point) => {
      const radius = point[0] === shown ? 4 : apart(point) ? 2.5 : plainDot;
      const look = apart(point) ? ' class="apart"' : '';
      return `<circle${look} cx="${x(point[0]).toFixed(1)}" cy="${y(point[1]).toFixed(1)}" r="${radius}"/>`;
    })
    .join('');
  return (
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">` +
    `<line class="base" x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${y(0)}" y2="${y(0)}"/>` +
    `<line class="asked" x1="${x(year)}" x2="${x(year)}" y1="0" y2="${below}"/>` +
    `<path d="${path(false)}"/><path class="apart" d="${path(true)}"/>${dots}` +
    `<text x="${EDGE}" y="${HEIGHT - 4}">${series.firstYear}</text>` +
    `<text x="${WIDTH - EDGE}" y="${HEIGHT - 4}" text-anchor="end">${series.firstYear + span}</text></svg>`
  );
}

// Years between two values that still belong together: the rhythm of the series.
function gap({ yearsWithValues: years }) {
  const steps = years
    .slice(1)
    .map((year, i) => year - years[i])
    .sort((a, b) => a - b);
  return steps.length ? Math.max(1, steps[Math.floor(steps.length / 2)]) : 1;
}

function links({ series }, code) {
  const holder = element('ul', null, { class: 'panel-links' });
  const add = (page, text) => {
    if (!pages[page]) return;
    const href = address({ ...read(), path: pages[page].path, indicator: series.id, year: null, areas: [code] });
    const item = element('li');
    item.append(element('a', text, { href, 'data-areas': '1' }));
    holder.append(item);
  };
  add('compare', t('map.panel.compare'));
  if (session.page.assessable.includes(series.id)) add('verdict', t('map.panel.verdict'));
  return holder;
}
