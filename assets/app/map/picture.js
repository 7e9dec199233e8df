// The picture of the map page: tiles, or the drawn map of a part of the world, with shapes as fine as
// what it shows.
import { kindOf } from '../charts/match.js';
import * as worldMap from '../charts/world_map.js';
import { byId, slot } from '../core/dom.js';
import { plot, Plotly } from '../core/plotly.js';
import { session, views } from '../core/session.js';
import { token } from '../core/tokens.js';
import * as tiles from './tiles.js';
import { hoverText } from './words.js';

/** @import { MapModel, MapView, Region } from '../core/types.js' */

const PROJECTIONS = {
  'equal-earth': 'equal earth',
  'natural-earth': 'natural earth',
  robinson: 'robinson',
  globe: 'orthographic',
};
const WORLD = { lon: 15, lat: 12 }; // where a globe of the whole world looks
const middle = ([low, high]) => (low + high) / 2;

/**
 * @param {Pick<MapView, 'projection' | 'region'>} view
 * @param {Region} region its bounds
 * @returns {Record<string, any>} changes of a layout, by path
 */
export function shapeOf(view, region) {
  const world = view.region === 'world';
  const shape = view.projection === 'globe' ? globe(region, world) : flat(region);
  return {
    'geo.projection.type': PROJECTIONS[view.projection],
    'geo.resolution': world ? 110 : 50,
    'geo.framecolor': token('frame'),
    'geo.framewidth': 1,
    ...shape,
  };
}

const centre = (scale, turned, lon, lat, lookedAt, frame) => ({
  'geo.projection.scale': scale,
  'geo.projection.rotation.lon': turned.lon,
  'geo.projection.rotation.lat': turned.lat,
  'geo.lonaxis.range': lon,
  'geo.lataxis.range': lat,
  'geo.center.lon': turned.lon,
  'geo.center.lat': lookedAt,
  'geo.showframe': frame,
});

function globe({ lon, lat }, world) {
  const spread = Math.max(lon[1] - lon[0], 1.6 * (lat[1] - lat[0]));
  const turned = world ? WORLD : { lon: middle(lon), lat: middle(lat) };
  const scale = world ? 1 : Math.min(6, 130 / spread);
  return centre(scale, turned, [-180 + turned.lon, 180 + turned.lon], [-90, 90], turned.lat, true);
}

function flat({ lon, lat }) {
  const turned = { lon: middle(lon), lat: 0 };
  return centre(1, turned, [...lon], [...lat], middle(lat), false);
}

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

/**
 * @param {MapView} view
 * @returns {MapModel}
 */
export const model = (view) => ({
  key: view.key,
  colours: view.colours,
  dot: 5,
  cls: (code) => view.cells.get(code).k,
  kind: kindOf,
  apart: (code) => view.cells.get(code).apart,
  outside: (code) => !view.shown.has(code),
  hover: (code) => hoverText(view, code),
});

const cutOf = (view) => `${view.region}|${view.projection}`;
const lookOf = (view) => [view.layout, cutOf(view), view.key, view.mode, view.year].join('|');
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
  worldMap.greet(model(view));
  return () => fitted(view);
}

/**
 * Another year, at once; Plotly hears of it once steps pause.
 * @param {MapView} view
 */
export function step(view) {
  told = '';
  if (view.layout === 'tiles') tiles.paint(view);
  else worldMap.paint(model(view), () => !view.playing && worldMap.show(model(view)));
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
  await worldMap.show(model(view));
  told = lookOf(view);
  return finer(view);
}

async function shapes(view) {
  const frame = shapeOf(view, session.page.regions[view.region]);
  const first = { ...frame, 'geo.resolution': COARSE };
  await worldMap.loadShapes(COARSE);
  if (views.map.view !== view) return null;
  slot('map-frame').dataset.region = view.region;
  if (!byId('map').drawn) {
    const figure = session.page.figures.map;
    worldMap.fill(figure.data, model(view));
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
    await worldMap.show(model(view));
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
  const resolution = shapeOf(view, session.page.regions[view.region])['geo.resolution'];
  if (resolution !== COARSE) {
    await worldMap.loadShapes(resolution);
    if (views.map.view !== view) return;
    map.gd.layout.geo.resolution = resolution;
    map.colouring = '';
    await worldMap.show(model(view));
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
  worldMap.show(model(view));
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
