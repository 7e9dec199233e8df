// The map of one indicator, with a year control: the view of overview and themes.
import * as worldMap from '../charts/world_map.js';
import { byId, dark, element, listen, painted, slot } from '../core/dom.js';
import { plot } from '../core/plotly.js';
import { session, views } from '../core/session.js';
import { doubtedLead, read } from '../request/here.js';
import { go } from '../request/routing.js';
import { load, loadAreas } from '../series/load.js';
import { t } from '../words/text.js';
import * as words from './chart_words.js';
import { doubtSwitch } from './doubt_switch.js';
import * as files from './files.js';
import { say } from './notice.js';

/** @import { PageState } from '../core/types.js' */

const PLAY_MS = 600;
const LATE_MS = 200;
let player = null;
let turn = 0;
let looks = null; // the colours that the map was drawn in, and whether doubted values led

views.explorer = {
  async arrived() {
    const { page } = session;
    if (!slot('charts').hidden) {
      // the server's figure first, the rest once it is on the screen
      await plot('map');
      await painted();
      if (session.page !== page) return;
    }
    await explore(read());
    if (session.page.figures.chain) setTimeout(() => plot('chain'));
  },
  apply: explore,
  left: stop,
  // Steps have paused: words and table follow the map.
  settled() {
    if (!session.series || player) return;
    write();
    done();
  },
};

/**
 * Draw indicator, year and areas of the state. Only the newest call gets to draw.
 * @param {PageState} state
 */
async function explore(state) {
  const id = state.indicator || session.page.defaultIndicator;
  if (!id || !session.page.indicators.includes(id)) return;
  const mine = ++turn;
  const box = slot('explorer') || element('div'); // some pages have the charts alone
  const slow = setTimeout(() => box.classList.add('loading'), LATE_MS);
  try {
    if (!session.areas) await loadAreas();
    const series = await load(id);
    if (mine !== turn) return;
    show('empty', false);
    show('charts', true);
    const gd = await plot('map');
    if (mine !== turn) return;
    await draw(series, state, gd, mine);
    box.classList.remove('failed');
  } catch (error) {
    box.classList.add('failed');
    say(t('failed', { what: error.message }));
  } finally {
    clearTimeout(slow);
    if (mine === turn) box.classList.remove('loading');
  }
}

async function draw(series, state, mapGd, mine) {
  const changed = session.series !== series;
  session.series = series;
  session.year = series.yearsWithValues.includes(state.year) ? state.year : series.year;
  const { year } = session;
  const drawnBefore = worldMap.map.gd === mapGd && worldMap.map.series;
  worldMap.attach(mapGd);
  if (changed) {
    about(series);
    slider(series);
  }
  const now = `${dark()}${doubtedLead()}`;
  const other = changed || looks !== now;
  looks = now;
  if (other && drawnBefore) {
    await greet(series, year);
    if (mine !== turn) return;
  }
  if (other || !drawnBefore || worldMap.map.year !== year) await worldMap.draw(series, year);
  write();
  done();
}

// Other colours on the same shapes are shown before Plotly has drawn them.
function greet(series, year) {
  Object.assign(worldMap.map, { series, year });
  worldMap.greet();
  words.titles(series, year);
  words.legend();
  return painted();
}

function write() {
  const { series, year } = session;
  words.titles(series, year);
  words.legend();
  words.mapSummary(series, year);
  words.mapTable(series, year);
  files.csvLinks(read());
  doubtSwitch(series);
  sliderTo(year);
}

function done() {
  const { series, year } = session;
  document.body.dataset.drawn = `${series.id}|${year}|${read().areas.join(',')}`;
}

function show(name, on) {
  const node = slot(name);
  if (node) node.hidden = !on;
}

function about(series) {
  const holder = slot('about');
  if (!holder) return;
  const badges = element('p', null, { class: 'badges' });
  badges.append(element('span', t(`measures.${series.measures}`), { class: `badge badge-${series.measures}` }));
  new Set([series.unit, t(`kind.${series.kind}`)]).forEach((text) =>
    badges.append(element('span', text, { class: 'badge' })),
  );
  const title = element('p', series.title, { class: 'about-title' });
  holder.replaceChildren(title, badges, element('p', series.caveat, { class: 'caveat' }));
}

// -- years
// The year control steps through the years that have values, so that no step shows an empty map.
function slider(series) {
  const holder = slot('year-range');
  if (!holder) return;
  if (!holder.firstChild) holder.append(element('input', null, { type: 'range', id: 'year', min: 0, step: 1 }));
  const input = holder.firstChild;
  input.max = Math.max(1, series.yearsWithValues.length - 1);
  input.disabled = series.yearsWithValues.length < 2;
}

function sliderTo(year) {
  const input = byId('year');
  const at = session.series.yearsWithValues.indexOf(year);
  if (!input) return;
  if (Number(input.value) !== at) input.value = at;
  input.setAttribute('aria-valuetext', String(year));
  slot('year').textContent = String(year);
}

function stepTo(at) {
  const year = session.series.yearsWithValues[at];
  if (year === undefined || year === session.year) return;
  session.year = year;
  worldMap.step(year);
  sliderTo(year);
  go({ year }, true);
}

function play(button) {
  if (player) {
    stop();
    return;
  }
  button.classList.add('playing');
  button.setAttribute('aria-label', t('pause'));
  const years = session.series.yearsWithValues;
  let at = years.indexOf(session.year);
  if (at >= years.length - 1) at = -1;
  const tick = () => {
    at += 1;
    stepTo(at);
    if (at >= years.length - 1) stop();
  };
  player = setInterval(tick, PLAY_MS);
  tick();
}

function stop() {
  clearInterval(player);
  player = null;
  const button = document.querySelector('[data-action="play"]');
  if (!button) return;
  button.classList.remove('playing');
  if (session.shell) button.setAttribute('aria-label', t('play'));
}

listen('input', (event) => {
  if (event.target.id === 'year' && session.series) {
    stop();
    stepTo(Number(event.target.value));
  }
});

const ACTIONS = {
  play,
  'reset-map': worldMap.reset,
  'zoom-in': () => worldMap.zoom(1.6),
  'zoom-out': () => worldMap.zoom(1 / 1.6),
  png: () => files.save('png'),
  svg: () => files.save('svg'),
  copy: files.copy,
};
listen('click', (event) => {
  const button = event.target.closest('[data-action]');
  if (!button || !session.series || button.closest('[data-chart-card]')) return; // cards act themselves
  const act = ACTIONS[button.dataset.action];
  if (act) act();
});
