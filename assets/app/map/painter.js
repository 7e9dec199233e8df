// The picture of the map. Year steps repaint its shapes at once and tell Plotly when the reader pauses;
// layouts/charts/world_map.py says what that buys. A part of the world has shapes as fine as it shows.
import { uncover } from '../charts/card.js';
import { byId, slot } from '../core/dom.js';
import { ask } from '../core/fetch.js';
import { plot, Plotly, topojson } from '../core/plotly.js';
import { session, views } from '../core/session.js';
import { token } from '../core/tokens.js';

/** @import { Cell, MapView } from '../core/types.js' */

const [SETTLE_MS, RESIZED_MS] = [140, 250];
const NARROW_PX = 600;
const SMALL_PX = 14; // a shape that covers fewer square pixels gets a dot
const [COARSE, FINE] = [110, 50];
const CLOSER = 2.2; // zoom from which the finer shapes are worth their bytes

/**
 * What is drawn; one map at a time. `cut` is the region and projection of its shapes, `coarse` whether
 * finer ones are still to come.
 * @type {{ gd: any, view: any, colouring: string, cut: string, coarse: boolean,
 *   lit: any }}
 */
export const map = { gd: null, view: null, colouring: '', cut: '', coarse: false, lit: null };
let told = ''; // what Plotly was last told; '' where it is behind
/** @type {Record<string, ReturnType<typeof setTimeout>>} */
const timers = {};

/** @returns {string[][]} places of the shapes and of the dots */
export const codes = () => [map.gd.data[0].locations, map.gd.data[1].ids];
/** @returns {any[][]} their elements */
export const nodes = () => [
  [...map.gd.querySelectorAll('path.choroplethlocation')],
  [...map.gd.querySelectorAll('.scattergeo path.point')],
];

const lookOf = (/** @type {MapView} */ view) => `${view.key}|${view.year}`;
/** @returns {any} */
const page = () => session.page;
const level = (/** @type {string} */ code) => Math.max(-1, map.view.cells.get(code).k);

/**
 * Numbers reach Plotly here; colours of classes only when they change.
 * @param {MapView} view
 */
export function show(view) {
  map.view = view;
  told = lookOf(view);
  clearTimeout(timers.settle);
  const [shapes, dots] = codes();
  if (view.key !== map.colouring) {
    map.colouring = view.key;
    fill(map.gd.data, view);
    map.gd.layout.geo.landcolor = token('land');
    return Plotly.react(map.gd, map.gd.data.slice(), { ...map.gd.layout });
  }
  const changes = {
    z: [shapes.map(level), undefined], // undefined leaves the other trace alone
    'marker.color': [undefined, dots.map(level)],
  };
  return Plotly.restyle(map.gd, changes, [0, 1]);
}

/**
 * Put numbers and colours of a view into the two traces.
 * @param {any[]} traces shapes and dots
 * @param {MapView} view
 */
function fill([shapes, dots], view) {
  map.view = view;
  const colours = [token('no-value'), ...view.colours];
  const colorscale = colours.flatMap((c, i) => [
    [i / colours.length, c],
    [(i + 1) / colours.length, c],
  ]);
  const [low, high] = [-1.5, colours.length - 1.5];
  Object.assign(shapes, { z: shapes.locations.map(level), colorscale, zmin: low, zmax: high });
  shapes.marker = { line: { width: 0.5, color: token('edge') } };
  const size = byId('map').clientWidth < NARROW_PX ? 5 : 7;
  dots.marker = { ...dots.marker, size, color: dots.ids.map(level), colorscale, cmin: low, cmax: high };
}

/**
 * The colour of a place, or of what stands for a class or a kind of nothing. Plotly cannot hatch a
 * shape; the style sheet does, with the pattern that is named here (layouts/pieces/map_legend.py).
 * @param {any} node an element of a drawing
 * @param {MapView} view
 * @param {Pick<Cell, 'k' | 'kind' | 'look'>} cell
 */
export function tint(node, { colours }, { k, kind, look }) {
  node.setAttribute('fill', k < 0 ? token('no-value') : colours[k]); // the attribute that Plotly writes, too
  const hatch = k < 0 ? `nothing-${kind}` : look && `${look}-${k}`;
  if ((node.dataset.hatch || '') === hatch) return;
  node.dataset.hatch = hatch;
  node.style.setProperty('--hatch', `url("#${hatch}")`);
}

/** @param {(node: any, code: string) => void} act */
function each(act) {
  const [drawn, names] = [nodes(), codes()];
  names.forEach((list, trace) => drawn[trace].forEach((node, i) => act(node, list[i])));
}

// The shapes as the view has them, which Plotly may have drawn anew or not yet.
function mark() {
  if (!map.gd || !map.gd.data || !map.view) return;
  each((node, code) => {
    tint(node, map.view, map.view.cells.get(code));
    node.classList.toggle('outside', !map.view.shown.has(code));
  });
  if (map.lit) light(map.lit);
}

/**
 * Another year, at once; Plotly hears of it when steps pause.
 * @param {MapView} view
 */
export function step(view) {
  told = '';
  map.view = view;
  mark();
  clearTimeout(timers.settle);
  timers.settle = setTimeout(() => !view.playing && show(view), SETTLE_MS);
}

/**
 * Let some places stand out from the others; none gives all of them back.
 * @param {Set<string> | null} places
 */
export function light(places) {
  map.lit = places && places.size ? places : null;
  if (!map.gd || !map.gd.data) return;
  map.gd.classList.toggle('lighting', Boolean(map.lit));
  each((node, code) => node.classList.toggle('lit', Boolean(map.lit) && map.lit.has(code)));
}

/**
 * Draw a view: the shapes that stand get their colours at once. While tiles are shown the map is away, and
 * the window may change.
 * @param {MapView} view
 * @returns {Promise<() => any>} what is to follow once it is on the screen
 */
export async function draw(view) {
  if (view.layout === 'tiles') {
    told = '';
    return () => {};
  }
  const standing = map.gd && map.gd === byId('map') && map.cut === cutOf(view);
  if (!standing) return anew(view);
  if (told === lookOf(view)) return () => finer(view); // the same map beside another panel
  clearTimeout(timers.settle);
  map.view = view;
  mark();
  return () => fitted(view);
}

/** The frame of a view on the ground that there is. @param {any} geo @param {MapView} view */
const framed = (geo, view) => ({ ...geo, ...structuredClone(view.answer.geo) });
const cutOf = (/** @type {MapView} */ view) => `${view.region}|${view.projection}`;

/** Plotly hears of the room there is, which may be another after the tiles or for another region. */
async function resized() {
  const { gd } = map,
    { width, height } = gd._fullLayout;
  if (Math.abs(gd.clientWidth - width) >= 1 || Math.abs(gd.clientHeight - height) >= 1) await Plotly.Plots.resize(gd);
}

/** Plotly hears of what is painted. @param {MapView} view */
async function fitted(view) {
  await resized();
  await show(view);
  return finer(view);
}

/** @param {MapView} view */
async function anew(view) {
  await loadShapes(COARSE);
  if (views.map.view !== view) return () => {};
  const node = byId('map'),
    holder = slot('map-frame');
  if (holder) holder.dataset.region = view.region;
  const { data, layout } = node.drawn ? node : page().figures.map;
  layout.geo = { ...framed(layout.geo, view), resolution: COARSE };
  if (!node.drawn) {
    fill(data, view);
    map.colouring = view.key;
    told = lookOf(view);
  } else map.colouring = '';
  const gd = await plot('map');
  uncover(gd);
  if (map.gd !== gd) attach(gd);
  Object.assign(map, { cut: cutOf(view), coarse: true });
  if (map.colouring) mark();
  else await show(view);
  await resized();
  return () => finer(view);
}

/** @param {any} gd */
function attach(gd) {
  map.gd = gd;
  gd.on('plotly_relayout', onZoom);
  gd.on('plotly_afterplot', mark);
  const at = (/** @type {any} */ { points: [point] }) => point.location || codes()[1][point.pointNumber];
  gd.on('plotly_hover', (/** @type {any} */ hit) => views.map.point(at(hit), hit.event));
  gd.on('plotly_unhover', () => views.map.point(null, {}));
  gd.on('plotly_click', (/** @type {any} */ event) => views.map.choose(at(event)));
  new ResizeObserver(() => {
    clearTimeout(timers.sized);
    timers.sized = setTimeout(small, RESIZED_MS);
  }).observe(gd);
}

// The fine shapes of a region, once the coarse ones are on the screen; then dots where they are small.
/** @param {MapView} view */
async function finer(view) {
  if (!map.coarse) return;
  const resolution = view.answer.geo.resolution;
  if (resolution !== COARSE) {
    await loadShapes(resolution);
    if (views.map.view !== view) return;
    map.gd.layout.geo.resolution = resolution;
    map.colouring = '';
    await show(view);
  }
  map.coarse = false;
  small();
}

// Dots for the places without a shape and, where the page has one of every place to show, for those
// whose shape is too small to see here.
function small() {
  const { gd } = map;
  const { view } = views.map;
  const { places, figures } = page();
  if (!places || !gd || !gd.isConnected || !view || view.layout === 'tiles') return;
  const [locations, ids] = codes();
  const [drawn] = nodes();
  const figure = figures.map.data[1];
  figure.own = figure.own || ids;
  const tiny = locations.filter((_, i) => {
    const box = drawn[i] && drawn[i].getBBox();
    return box && box.width * box.height > 0 && box.width * box.height < 2 * SMALL_PX;
  });
  const all = [...figure.own, ...tiny];
  if (all.join() === ids.join()) return;
  const [lon, lat] = [0, 1].map((i) => all.map((code) => places[code][i]));
  Object.assign(gd.data[1], { ids: all, lon, lat });
  map.colouring = '';
  show(view);
}

/**
 * Shapes are here before Plotly is told of them: it fails on a change that comes while it fetches.
 * @param {number} resolution
 */
async function loadShapes(resolution) {
  const name = `world_${resolution}m`;
  if (topojson[name]) return;
  topojson[name] = await ask(`/assets/topojson/${name}.json`, 'json');
}

/** @param {Record<string, any>} change */
async function onZoom(change) {
  const scale = change['geo.projection.scale'];
  if (scale === undefined) return;
  const wanted = scale > CLOSER || map.view.region !== 'world' ? FINE : COARSE;
  await loadShapes(wanted);
  if (map.gd._fullLayout.geo.resolution !== wanted) Plotly.relayout(map.gd, { 'geo.resolution': wanted });
}

/** @param {number} factor */
export function zoom(factor) {
  const { projection } = map.gd._fullLayout.geo;
  const scale = Math.min(12, Math.max(map.view.answer.geo.projection.scale, projection.scale * factor));
  Plotly.relayout(map.gd, { 'geo.projection.scale': scale });
}

export const reset = () => Plotly.relayout(map.gd, { geo: framed(map.gd.layout.geo, map.view) });

/**
 * A globe turns to a place, which may be on its far side.
 * @param {MapView} view
 */
export function turnTo({ projection, layout, country }) {
  const place = page().places[country];
  if (projection !== 'globe' || layout === 'tiles' || !place) return;
  const [lon, lat] = place;
  Plotly.relayout(map.gd, { 'geo.projection.rotation.lon': lon, 'geo.projection.rotation.lat': lat });
}
