// The map page: from the address to what is shown, and what follows when a year is stepped to.
import { colours, limits, scheme } from '../charts/breaks.js';
import { cellsOf } from '../charts/match.js';
import * as worldMap from '../charts/world_map.js';
import { dark, painted, slot } from '../core/dom.js';
import { session, views } from '../core/session.js';
import { doubtSwitch } from '../pieces/doubt_switch.js';
import { say } from '../pieces/notice.js';
import { go } from '../request/routing.js';
import { load, loadAreas } from '../series/load.js';
import { t } from '../words/text.js';
import * as controls from './controls.js';
import * as files from './files.js';
import * as legend from './legend.js';
import * as list from './list.js';
import * as panel from './panel.js';
import { definePatterns } from './patterns.js';
import * as picture from './picture.js';
import * as pointing from './pointing.js';
import * as words from './words.js';

/** @import { MapView, PageState, Series } from '../core/types.js' */

const LATE_MS = 200;
let turn = 0;

/**
 * Everything the page shows, worked out of the address and a series.
 * @param {PageState} state
 * @param {Series} series
 * @returns {MapView}
 */
function viewOf(state, series) {
  const own = limits(state.limits);
  const classes = scheme(series, state.breaks, Number(state.classes), own);
  const { palettes, places, regions } = session.page;
  const codes = Object.keys(places);
  const key = [series.id, series.breakdown, state.breaks, state.classes, state.limits, state.palette, state.region];
  const view = {
    series,
    scheme: classes,
    codes,
    mode: state.match,
    layout: state.layout,
    region: state.region,
    projection: state.projection,
    colours: colours(classes, state.palette, series.direction, palettes, dark()),
    shown: new Set(regions[state.region].codes),
    year: series.yearsWithValues.includes(state.year) ? state.year : series.year,
    country: codes.includes(state.country) ? state.country : '',
    limitsWrong: state.breaks === 'own' && !own.length,
    key: [...key, state.doubted, dark()].join('|'),
  };
  return { ...view, cells: cellsOf(view) };
}

async function apply(state) {
  const { page } = session;
  const id = state.indicator || page.defaultIndicator;
  if (!page.indicators.includes(id)) return;
  const now = ++turn;
  const card = slot('charts'),
    slow = setTimeout(() => card.classList.add('loading'), LATE_MS);
  try {
    if (!session.areas) await loadAreas();
    const parts = (page.breakdowns[id] || []).map(([key]) => key);
    const series = await load(id, parts.includes(state.breakdown) ? state.breakdown : '');
    if (now !== turn) return;
    slot('empty').hidden = true;
    card.hidden = false;
    await draw(state, series);
    card.classList.remove('failed');
  } catch (error) {
    card.classList.add('failed');
    say(t('failed', { what: error.message }));
  } finally {
    clearTimeout(slow);
    if (now === turn) card.classList.remove('loading');
  }
}

async function draw(state, series) {
  const before = views.map.view;
  const view = (views.map.view = viewOf(state, series));
  const left = () => views.map.view !== view; // the reader went on; the newer view draws its own words
  session.series = series;
  session.year = view.year;
  definePatterns();
  if (!before || before.key !== view.key || !document.querySelector('[data-legend]')) legend.build(view);
  else legend.update(view);
  const later = await picture.draw(view);
  if (left()) return;
  slot('map-frame').classList.remove('skeleton');
  words.titles(view);
  doubtSwitch(series);
  controls.follow(state, view);
  panel.draw(view);
  pointing.arrive(view, before);
  await painted();
  if (left()) return;
  list.build();
  write(view);
  if (later) {
    await painted();
    if (left()) return;
    await later();
    if (left()) return;
  }
  const { match, breaks, classes, limits: own, palette, layout, projection, region, doubted } = state;
  const choices = [match, breaks, classes, own, palette, layout, projection, region, view.country, doubted];
  drawn([series.id, view.year, series.breakdown, ...choices]);
}

function drawn(parts) {
  document.body.dataset.drawn = parts.join('|');
}

// Everything beside the picture, once steps have paused.
function write(view) {
  legend.update(view);
  legend.years(view);
  list.update(view);
  words.titles(view);
  words.fillTable();
  files.csv(view);
  controls.year(view);
}

// Another year of the same view: nothing is loaded.
function stepTo(year) {
  const { view } = views.map;
  if (!view || year === undefined || year === view.year) return;
  session.year = view.year = year;
  view.cells = cellsOf(view);
  picture.step(view);
  legend.update(view);
  controls.year(view);
  go({ year }, true);
}

// The address has been written: words, list and panel follow.
function settled() {
  const { view } = views.map;
  if (!view || view.playing) return;
  picture.rest(view);
  write(view);
  panel.draw(view);
  const [id, , ...rest] = document.body.dataset.drawn.split('|');
  drawn([id, view.year, ...rest]);
}

views.map = {
  /** @type {MapView | null} */
  view: null,
  arrived(state) {
    views.map.view = null;
    definePatterns();
    controls.build();
    slot('map-frame').classList.add('skeleton');
    return apply(state);
  },
  apply,
  stepTo,
  settled,
  redraw: () => worldMap.show(picture.model(views.map.view)),
  light: pointing.light,
  point: pointing.point,
  choose: pointing.choose,
  close: pointing.close,
  save: (format) => files.save(views.map.view, format),
};
