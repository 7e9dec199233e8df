// The picture of the map page: tiles, or the drawn map of a part of the world, with shapes as fine as
// what it shows.
import { modelOf } from '../charts/map_words.js';
import * as worldMap from '../charts/world_map.js';
import { byId, slot } from '../core/dom.js';
import { plot, Plotly } from '../core/plotly.js';
import { session, views } from '../core/session.js';
import * as tiles from './tiles.js';

/** @import { MapView } from '../core/types.js' */

/**
 * Put changes, by the path of each, into a layout.
 * @param {any} layout
 * @param {Record<string, any>} changes
 */
export function put(layout, changes) {
  Object.entries(changes).forEach(([path, value]) => {
    const parts = path.split('.');
    const last = parts.pop();
    parts.reduce((node, part) => (node[part] = node[part] || {}), layout)[last] = value;
  });
}

const SMALL_PX = 14; // a shape that covers fewer square pixels gets a dot
const RESIZED_MS = 250;
const COARSE = 110;
const { map } = worldMap;
let told = ''; // what Plotly was last told; '' where it is behind
let cut = ''; // region and projection of the shapes that are drawn
let coarse = false; // the fine shapes are still to come
let sized;

const cutOf = (view) => `${view.region}|${view.projection}`;
const lookOf = (view) => [view.layout, view.key, view.year, Boolean(view.series)].join('|');
// Whether the shapes of a view are drawn, in whatever colours.
const standing = (view) => map.gd === byId('map') && cut === cutOf(view);

/**
 * Draw the tiles or the map.
 * @param {MapView} view
 * @returns {Promise<(() => Promise<void>) | null>} what is to follow once it is on the screen
 */
export async function draw(view) {
  const tiled = view.layout === 'tiles';
  slot('map-tiles').hidden = !tiled;
  slot('map-frame').hidden = tiled;
  slot('map-zoom').hidden = tiled;
  if (tiled) {
    told = ''; // the window may change while the map is away
    tiles.build();
    tiles.paint(view);
    return null;
  }
  if (!standing(view)) return shapes(view);
  if (told === lookOf(view)) return () => finer(view); // the same map beside another panel
  worldMap.greet(modelOf(view));
  return () => fitted(view);
}

/**
 * Another year, at once; Plotly hears of it once steps pause.
 * @param {MapView} view
 */
export function step(view) {
  told = '';
  if (view.layout === 'tiles') tiles.paint(view);
  else worldMap.paint(modelOf(view), () => !view.playing && worldMap.show(modelOf(view)));
}

/**
 * Steps have paused.
 * @param {MapView} view
 */
export function rest(view) {
  if (view.layout === 'tiles') tiles.paint(view);
}

// Plotly hears of what is painted, and of the room there is, which may be another after the tiles.
async function fitted(view) {
  const { gd } = map;
  const { width, height } = gd._fullLayout;
  const other = (side, before) => Math.abs(side - before) >= 1; // Plotly counts parts of pixels
  if (other(gd.clientWidth, width) || other(gd.clientHeight, height)) await Plotly.Plots.resize(gd);
  await worldMap.show(modelOf(view));
  told = lookOf(view);
  return finer(view);
}

async function shapes(view) {
  const frame = view.answer.geo;
  const first = { ...frame, 'geo.resolution': COARSE };
  await worldMap.loadShapes(COARSE);
  if (views.map.view !== view) return null;
  slot('map-frame').dataset.region = view.region;
  if (!byId('map').drawn) {
    const figure = session.page.figures.map;
    worldMap.fill(figure.data, modelOf(view));
    put(figure.layout, first);
  }
  const gd = await plot('map');
  cut = cutOf(view);
  told = lookOf(view);
  coarse = true;
  const isNew = map.gd !== gd;
  if (isNew) attach(gd);
  Object.assign(map, { home: frame, fine: view.region !== 'world' });
  if (isNew) {
    map.colouring = view.key;
    worldMap.mark();
  } else {
    put(gd.layout, first);
    map.colouring = '';
    await worldMap.show(modelOf(view));
  }
  return () => finer(view);
}

function attach(gd) {
  worldMap.attach(gd);
  gd.on('plotly_hover', (event) => views.map.point(codeAt(event), true));
  gd.on('plotly_unhover', () => views.map.point(null, true));
  gd.on('plotly_click', (event) => views.map.choose(codeAt(event)));
  new ResizeObserver(() => {
    clearTimeout(sized);
    sized = setTimeout(dots, RESIZED_MS);
  }).observe(gd);
}

function codeAt(event) {
  const [point] = event.points;
  return point.location || worldMap.codes()[1][point.pointNumber];
}

// The fine shapes of a region, once the coarse ones are on the screen; then dots where they are small.
async function finer(view) {
  if (!coarse) return;
  const resolution = view.answer.geo['geo.resolution'];
  if (resolution !== COARSE) {
    await worldMap.loadShapes(resolution);
    if (views.map.view !== view) return;
    map.gd.layout.geo.resolution = resolution;
    map.colouring = '';
    await worldMap.show(modelOf(view));
  }
  coarse = false;
  dots();
}

// Dots for the places without a shape and for those whose shape is too small to see here.
function dots() {
  const { gd } = map;
  const { view } = views.map;
  if (!gd || !gd.isConnected || !view || view.layout === 'tiles') return;
  const [locations] = worldMap.codes();
  const [nodes] = worldMap.nodes();
  const figure = session.page.figures.map.data[1],
    trace = gd.data[1];
  figure.own = figure.own || [...trace.ids];
  const small = locations.filter((_, i) => {
    const box = nodes[i] && nodes[i].getBBox();
    return box && box.width * box.height > 0 && box.width * box.height < 2 * SMALL_PX;
  });
  const ids = [...figure.own, ...small];
  if (ids.join() === trace.ids.join()) return;
  const { places } = session.page;
  Object.assign(trace, { ids, lon: ids.map((code) => places[code][0]), lat: ids.map((code) => places[code][1]) });
  map.colouring = '';
  worldMap.show(modelOf(view));
}

/**
 * A globe turns to a place, which may be on its far side.
 * @param {MapView} view
 * @param {string} code
 */
export function turnTo(view, code) {
  if (view.projection !== 'globe' || view.layout === 'tiles') return;
  const [lon, lat] = session.page.places[code];
  Plotly.relayout(map.gd, { 'geo.projection.rotation.lon': lon, 'geo.projection.rotation.lat': lat });
}
