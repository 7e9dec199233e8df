// The map, of the map page and of every page that has one beside other charts: from the address to what is
// shown, and what follows when a year is stepped to. A page lacks some of its parts.
import { painted, slot } from '../core/dom.js';
import { plot } from '../core/plotly.js';
import { session, views } from '../core/session.js';
import { say } from '../pieces/notice.js';
import { read } from '../request/here.js';
import { go } from '../request/routing.js';
import { t } from '../words/text.js';
import { load, tell, turn, viewOf } from './answer.js';
import * as card from './card.js';
import * as controls from './controls.js';
import * as painter from './painter.js';
import * as places from './places.js';

/** @import { MapAnswer, MapView, PageState } from '../core/types.js' */

const LATE_MS = 200;
let turned = 0;

/** @param {PageState} state */
async function apply(state) {
  const page = /** @type {any} */ (session.page);
  if (state.path !== page.path) return; // the reader is on the way to another page
  const id = state.indicator || page.defaultIndicator;
  if (!id || !page.indicators.includes(id)) return;
  const mine = ++turned;
  const box = slot('explorer') || slot('charts');
  const slow = setTimeout(() => box.classList.add('loading'), LATE_MS);
  try {
    const answer = await load(state, id);
    if (mine !== turned) return;
    slot('empty').hidden = true;
    for (const part of [slot('charts'), slot('since')]) if (part) part.hidden = false;
    await draw(state, answer);
    box.classList.remove('failed');
  } catch (error) {
    box.classList.add('failed');
    say(t('failed', { what: /** @type {Error} */ (error).message }));
  } finally {
    clearTimeout(slow);
    if (mine === turned) box.classList.remove('loading');
  }
}

/**
 * The picture first; what needs the words of places follows it.
 * @param {PageState} state
 * @param {MapAnswer} answer
 */
async function draw(state, answer) {
  const before = views.map.view;
  const view = viewOf(answer, state);
  views.map.view = view;
  const left = () => views.map.view !== view; // the reader went on; the newer view draws its own words
  session.year = view.year;
  if (!before || before.key !== view.key) {
    card.about(view);
    places.unpin();
  }
  card.legend(view);
  const later = await picture(view);
  if (left()) return;
  controls.follow(state, view);
  write(view);
  await Promise.all([placed(view), places.panel(view)]);
  if (left()) return;
  places.arrive(view, before);
  await painted();
  if (left()) return;
  await later();
  if (!left()) drawn(view);
}

/**
 * The tiles, or the map.
 * @param {MapView} view
 * @returns {Promise<() => any>} what is to follow once it is on the screen
 */
async function picture(view) {
  const tiled = view.layout === 'tiles';
  const frame = slot('map-frame');
  if (frame) {
    slot('map-tiles').hidden = !tiled;
    slot('map-zoom').hidden = tiled;
    frame.hidden = tiled;
  }
  if (tiled) places.tiles(view);
  const later = await painter.draw(view);
  if (frame) frame.classList.remove('skeleton');
  return later;
}

// The words of places where the page lists them, or a reader has looked at some.
/** @param {MapView} view */
async function placed(view) {
  const list = slot('map-list');
  if (list) await painted();
  if (list || view.looked) await tell(view);
  if (views.map.view !== view || !view.words) return;
  if (list) places.words(view);
  places.retell();
}

// What stands around the picture, once steps have paused.
/** @param {MapView} view */
function write(view) {
  card.legend(view);
  card.words(view);
  controls.year(view);
}

/** What is shown, for whoever waits for it. @param {MapView} view */
function drawn({ answer, year, country }) {
  const { areas, match, breaks, classes, limits, palette, layout, projection, region, doubted } = read();
  const choices = [match, breaks, classes, limits, palette, layout, projection, region, country, doubted];
  document.body.dataset.drawn = [answer.series.id, year, areas, answer.series.breakdown, ...choices].join('|');
}

views.map = {
  /** @type {MapView | null} */
  view: null,
  async arrived() {
    const { page } = session;
    const frame = slot('map-frame');
    if (frame) frame.classList.add('skeleton');
    else if (!slot('charts').hidden) {
      // the server's figure first, the rest once it is on the screen
      await plot('map');
      await painted();
      if (session.page !== page) return;
    }
    await apply(read());
  },
  apply,
  left() {
    views.map.view = null;
  },
  /** Another year of the same view: nothing is loaded. @param {number} year */
  stepTo(year) {
    const { view } = views.map;
    if (!view || year === view.year) return;
    turn(view, year);
    session.year = year;
    if (view.layout === 'tiles') places.tiles(view);
    else painter.step(view);
    places.retell();
    card.legend(view);
    controls.year(view);
    go({ year }, true);
  },
  /** The address has been written: words, list and panel follow, and the map a chart that has stepped. */
  async settled() {
    const { view } = views.map,
      state = read();
    if (!view || view.playing) return;
    if (state.year && state.year !== view.year && view.answer.years.includes(state.year)) {
      await apply(state);
      return;
    }
    const { year } = view;
    write(view);
    await Promise.all([placed(view), places.panel(view)]).catch((error) => say(t('failed', { what: error.message })));
    if (views.map.view === view && view.year === year) drawn(view);
  },
  point: places.point,
  choose: places.choose,
  close: places.close,
  save: (format) => card.save(views.map.view, format),
  ahead: (state, id) => load(state, id).catch(() => {}), // choosing one tells of failures
};
