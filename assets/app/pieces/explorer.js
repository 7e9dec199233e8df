// The map of one indicator, with a year control: the view of overview and themes.
import { load as loadMap, textsOf, turn, viewOf } from '../charts/map_answer.js';
import { links, offerTable, save, words } from '../charts/map_card.js';
import { modelOf } from '../charts/map_words.js';
import { definePatterns, swatch } from '../charts/patterns.js';
import * as worldMap from '../charts/world_map.js';
import { byId, element, listen, painted, slot } from '../core/dom.js';
import { plot } from '../core/plotly.js';
import { session, views } from '../core/session.js';
import { read } from '../request/here.js';
import { go } from '../request/routing.js';
import { load, loadAreas } from '../series/load.js';
import { t } from '../words/text.js';
import { doubtSwitch } from './doubt_switch.js';
import { copy } from './files.js';
import { say } from './notice.js';

/** @import { MapView, PageState } from '../core/types.js' */

const PLAY_MS = 600;
const LATE_MS = 200;
let player = null;
let turned = 0;

views.explorer = {
  /** @type {MapView | null} */
  view: null,
  async arrived() {
    const { page } = session;
    views.explorer.view = null;
    definePatterns();
    if (!slot('charts').hidden) {
      // the server's figure first, the rest once it is on the screen
      await plot('map');
      await painted();
      if (session.page !== page) return;
    }
    await explore(read());
  },
  apply: explore,
  left: stop,
  // Steps have paused: words and table follow the map.
  settled() {
    const { view } = views.explorer;
    if (!view || player) return;
    write(view);
    done();
  },
  save: (format) => save(views.explorer.view, format),
  ahead: (state, id) => loadMap(state, id).catch(() => {}), // choosing one tells of failures
};

/**
 * Draw the indicator and year of the state. Only the newest call gets to draw.
 * @param {PageState} state
 */
async function explore(state) {
  const id = state.indicator || session.page.defaultIndicator;
  if (!id || !session.page.indicators.includes(id)) return;
  const mine = ++turned;
  const box = slot('explorer') || element('div'); // some pages have the charts alone
  const slow = setTimeout(() => box.classList.add('loading'), LATE_MS);
  try {
    if (!session.areas) await loadAreas();
    const answer = await loadMap(state, id);
    if (mine !== turned) return;
    show('empty', false);
    show('charts', true);
    const gd = await plot('map');
    if (mine !== turned) return;
    await draw(viewOf(answer, state), gd);
    box.classList.remove('failed');
  } catch (error) {
    box.classList.add('failed');
    say(t('failed', { what: error.message }));
  } finally {
    clearTimeout(slow);
    if (mine === turned) box.classList.remove('loading');
  }
}

async function draw(view, gd) {
  const before = views.explorer.view;
  const standing = before && worldMap.map.gd === gd;
  const other = !standing || before.key !== view.key;
  views.explorer.view = view;
  const left = () => views.explorer.view !== view;
  session.year = view.year;
  if (other) about(view.answer);
  else view.series = before.series;
  definePatterns();
  if (!standing) attach(gd, view);
  else if (other) {
    // other colours on the same shapes are shown before Plotly has drawn them
    worldMap.greet(modelOf(view));
    words(view);
    legend(view);
    await painted();
    if (left()) return;
  }
  if (other || before.year !== view.year) await worldMap.show(modelOf(view));
  if (left()) return;
  write(view);
  done();
}

function attach(gd, view) {
  worldMap.attach(gd);
  worldMap.map.home = { ...view.answer.geo };
  const frame = gd.closest('.graph-frame');
  ['pointerenter', 'focusin', 'pointerdown'].forEach((name) => frame.addEventListener(name, numbers));
}

// The numbers of places are for their tooltips: they come when a reader first points at the map.
async function numbers() {
  const { view } = views.explorer;
  if (!view || view.series) return;
  view.series = await load(view.answer.series.id).catch(() => null);
  if (view.series && views.explorer.view === view) worldMap.show(modelOf(view));
}

function write(view) {
  words(view);
  legend(view);
  offerTable(view, () => views.explorer.view !== view);
  links(view);
  doubtSwitch(view.answer.doubts);
  sliderTo(view);
}

function done() {
  const { answer, year } = views.explorer.view;
  document.body.dataset.drawn = `${answer.series.id}|${year}|${read().areas.join(',')}`;
}

function show(name, on) {
  const node = slot(name);
  if (node) node.hidden = !on;
}

// -- what the indicator is, and the legend of its map
function about({ series, years }) {
  slider(years);
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

/**
 * One swatch a class, and a kind of nothing that occurs, with how many places it holds this year.
 * @param {MapView} view
 */
function legend(view) {
  const holder = slot('legend');
  if (!holder) return;
  const { levels, kinds, series } = view.answer,
    { counts, apart } = textsOf(view);
  const items = levels.map(({ level, text }, i) =>
    level >= 0 || counts[i] ? item(swatch(view.colours[level] || '', kinds[-level - 1] || ''), text, counts[i]) : '',
  );
  if (apart) items.push(item(swatch('', '', view.colours.length - 1), t('doubts.legend'), apart));
  const title = element('p', t('legend.title', { unit: series.unit }), { class: 'legend-title' });
  holder.replaceChildren(title, ...items.filter(Boolean));
}

function item(sample, text, count) {
  const node = element('span', null, { class: 'legend-item' });
  node.append(sample, element('span', text), element('span', `(${count})`, { class: 'muted' }));
  return node;
}

// -- years
// The year control steps through the years that have values, so that no step shows an empty map.
function slider(years) {
  const holder = slot('year-range');
  if (!holder) return;
  if (!holder.firstChild) holder.append(element('input', null, { type: 'range', id: 'year', min: 0, step: 1 }));
  const input = holder.firstChild;
  input.max = Math.max(1, years.length - 1);
  input.disabled = years.length < 2;
}

function sliderTo({ answer, year }) {
  const input = byId('year');
  const at = answer.years.indexOf(year);
  if (!input) return;
  if (Number(input.value) !== at) input.value = at;
  input.setAttribute('aria-valuetext', String(year));
  slot('year').textContent = String(year);
}

function stepTo(at) {
  const { view } = views.explorer;
  const year = view.answer.years[at];
  if (year === undefined || year === view.year) return;
  turn(view, year);
  session.year = year;
  worldMap.paint(modelOf(view), () => worldMap.show(modelOf(view)));
  sliderTo(view);
  go({ year }, true);
}

function play(button) {
  if (player) {
    stop();
    return;
  }
  button.classList.add('playing');
  button.setAttribute('aria-label', t('pause'));
  const { answer, year } = views.explorer.view;
  let at = answer.years.indexOf(year);
  if (at >= answer.years.length - 1) at = -1;
  const tick = () => {
    at += 1;
    stepTo(at);
    if (at >= answer.years.length - 1) stop();
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
  if (event.target.id === 'year' && views.explorer.view) {
    stop();
    stepTo(Number(event.target.value));
  }
});

const saved = (format) => () => (views[session.page.view] || {}).save(format);
const ACTIONS = {
  play,
  'reset-map': worldMap.reset,
  'zoom-in': () => worldMap.zoom(1.6),
  'zoom-out': () => worldMap.zoom(1 / 1.6),
  png: saved('png'),
  svg: saved('svg'),
  copy,
};
listen('click', (event) => {
  const button = event.target.closest('[data-action]');
  if (!button || !session.year || button.closest('[data-chart-card]')) return; // cards act themselves
  const act = ACTIONS[button.dataset.action];
  if (act) act(button);
});
