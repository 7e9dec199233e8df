// The map page: from the address to what is shown, and what follows when a year is stepped to.
import { load as loadMap, turn, viewOf } from '../charts/map_answer.js';
import { links, offerTable, save, words } from '../charts/map_card.js';
import { modelOf } from '../charts/map_words.js';
import { definePatterns } from '../charts/patterns.js';
import * as worldMap from '../charts/world_map.js';
import { painted, slot } from '../core/dom.js';
import { session, views } from '../core/session.js';
import { doubtSwitch } from '../pieces/doubt_switch.js';
import { say } from '../pieces/notice.js';
import { go } from '../request/routing.js';
import { load, loadAreas } from '../series/load.js';
import { t } from '../words/text.js';
import * as controls from './controls.js';
import * as legend from './legend.js';
import * as list from './list.js';
import * as panel from './panel.js';
import * as picture from './picture.js';
import * as pointing from './pointing.js';

/** @import { MapAnswer, MapView, PageState, Series } from '../core/types.js' */

const LATE_MS = 200;
let turned = 0;

async function apply(state) {
  const { page } = session;
  const id = state.indicator || page.defaultIndicator;
  if (!page.indicators.includes(id)) return;
  const now = ++turned;
  const card = slot('charts'),
    slow = setTimeout(() => card.classList.add('loading'), LATE_MS);
  const parts = (page.breakdowns[id] || []).map(([key]) => key);
  const series = load(id, parts.includes(state.breakdown) ? state.breakdown : '');
  series.catch(() => {}); // told where it is awaited
  try {
    if (!session.areas) await loadAreas();
    const answer = await loadMap(state, id);
    if (now !== turned) return;
    slot('empty').hidden = true;
    card.hidden = false;
    await draw(state, answer, series);
    card.classList.remove('failed');
  } catch (error) {
    card.classList.add('failed');
    say(t('failed', { what: error.message }));
  } finally {
    clearTimeout(slow);
    if (now === turned) card.classList.remove('loading');
  }
}

/**
 * The picture first; what needs the numbers of places follows it.
 * @param {PageState} state
 * @param {MapAnswer} answer
 * @param {Promise<Series>} numbers
 */
async function draw(state, answer, numbers) {
  const before = views.map.view;
  const view = (views.map.view = viewOf(answer, state));
  const left = () => views.map.view !== view; // the reader went on; the newer view draws its own words
  session.year = view.year;
  definePatterns();
  if (!before || before.key !== view.key || !document.querySelector('[data-legend]')) legend.build(view);
  else legend.update(view);
  const later = await picture.draw(view);
  if (left()) return;
  slot('map-frame').classList.remove('skeleton');
  words(view);
  doubtSwitch(answer.doubts);
  controls.follow(state, view);
  view.series = session.series = await numbers;
  if (left()) return;
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
  const { match, breaks, classes, limits, palette, layout, projection, region, doubted } = state;
  const choices = [match, breaks, classes, limits, palette, layout, projection, region, view.country, doubted];
  drawn([answer.series.id, view.year, answer.series.breakdown, ...choices]);
}

function drawn(parts) {
  document.body.dataset.drawn = parts.join('|');
}

// Everything beside the picture, once steps have paused.
function write(view) {
  legend.update(view);
  legend.years(view);
  list.update(view);
  words(view);
  offerTable(view, () => views.map.view !== view);
  links(view);
  controls.year(view);
}

// Another year of the same view: nothing is loaded.
function stepTo(year) {
  const { view } = views.map;
  if (!view || year === undefined || year === view.year) return;
  turn(view, year);
  session.year = year;
  picture.step(view);
  legend.update(view);
  controls.year(view);
  go({ year }, true);
}

// The address has been written: words, list and panel follow.
function settled() {
  const { view } = views.map;
  if (!view || view.playing || !view.series) return;
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
  redraw: () => worldMap.show(modelOf(views.map.view)),
  light: pointing.light,
  point: pointing.point,
  choose: pointing.choose,
  close: pointing.close,
  save: (format) => save(views.map.view, format),
  ahead(state, id) {
    load(id).catch(() => {});
    return loadMap(state, id).catch(() => {}); // choosing one tells of failures
  },
};
