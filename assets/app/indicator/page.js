// The page of one indicator: the strips that show who has a value in which year.
import { all, dark, element, write } from '../core/dom.js';
import { session, views } from '../core/session.js';
import { token } from '../core/tokens.js';
import { fill, table } from '../pieces/chart_words.js';
import { doubtsOf, doubtSwitch } from '../pieces/doubt_switch.js';
import { say } from '../pieces/notice.js';
import { areaName, load, loadAreas } from '../series/load.js';
import * as doubts from '../words/doubts.js';
import { t, valueText } from '../words/text.js';

const ROW_PX = 4;
let turn = 0;

// The line chart does not wait for the strips.
const begin = (state) => {
  draw(state);
};
views.indicator = { arrived: begin, apply: begin };

async function draw(state) {
  const mine = ++turn;
  try {
    if (!session.areas) await loadAreas();
    const series = await load(session.page.slug, '', state.publisher);
    if (mine !== turn) return;
    session.series = series;
    doubtSwitch(doubtsOf(series));
    strips(series);
  } catch (error) {
    say(t('failed', { what: error.message }));
  }
}

// One canvas per region: a row per place, a column per year. Drawn once per series and colours.
function strips(series) {
  const [holder] = all('[data-strips]');
  if (!holder) return;
  const look = `${series.id}|${series.publisher}|${dark()}`;
  if (holder.dataset.drawn === look) return;
  holder.dataset.drawn = look;
  all('[data-strip]', holder).forEach((node) => strip(node, series));
  fill('coverage', () => coverage(series));
}

function strip(node, series) {
  const places = node.dataset.strip.split(',');
  const years = series.shape[0];
  const canvas = element('canvas', null, { width: years, height: places.length * ROW_PX, 'aria-hidden': 'true' });
  const paint = canvas.getContext('2d');
  const inks = { value: token('accent'), reason: token('thread') };
  places.forEach((code, row) => {
    for (let i = 0; i < years; i++) {
      const year = series.firstYear + i;
      const known = !Number.isNaN(series.get(code, year)),
        apart = series.apart(code, year);
      const status = known ? 'value' : series.statusOf(code, year) ? 'reason' : '';
      if (!status) continue;
      paint.fillStyle = inks[status];
      // A reason is drawn thinner than a value, so that colour is not the only sign; a value that
      // leads nothing is hollow.
      paint.fillRect(i, row * ROW_PX + (known ? 0 : 1), 1, known ? ROW_PX - 1 : 1);
      if (apart) paint.clearRect(i, row * ROW_PX + 1, 1, 1);
    }
  });
  const axis = element('div', null, { class: 'cover-axis', 'aria-hidden': 'true' });
  axis.append(element('span', String(series.firstYear)), element('span', String(series.firstYear + years - 1)));
  node.replaceChildren(canvas, axis);
  canvas.addEventListener('pointermove', (event) => read(event, canvas, places, series));
  canvas.addEventListener('pointerleave', () => write('cover-reading', '\u00a0'));
}

function read(event, canvas, places, series) {
  const box = canvas.getBoundingClientRect();
  const at = (place, size, count) => Math.min(count - 1, Math.max(0, Math.floor((place / size) * count)));
  const code = places[at(event.clientY - box.top, box.height, places.length)];
  const year = series.firstYear + at(event.clientX - box.left, box.width, series.shape[0]);
  const value = series.get(code, year);
  const text = Number.isNaN(value)
    ? t(`missing.${series.statusOf(code, year) || 'none'}`)
    : valueText(value, series) + doubts.inTable(series, code, year);
  write('cover-reading', t('coverage.at', { area: areaName(code), year, text }));
}

// The same as a table, built when it is opened.
function coverage(series) {
  const places = new Set(all('[data-strip]').flatMap((node) => node.dataset.strip.split(',')));
  const rows = session.areas.list
    .filter((area) => places.has(area.code))
    .map(({ code, name }) => {
      const years = series.yearsWithValues.filter((year) => !Number.isNaN(series.get(code, year)));
      return [
        name,
        ...(years.length ? [years.length, years[0], years[years.length - 1]] : [0, t('coverage.never'), '\u2014']),
      ];
    });
  const head = [t('coverage.area'), t('coverage.years'), t('coverage.first'), t('coverage.last')];
  return table(t('coverage.caption'), head, rows);
}
