// The world map: year steps repaint the shapes at once and tell Plotly when the reader pauses.
// What is painted comes from a model (MapModel in core/types.js).
import { byId } from '../core/dom.js';
import { ask } from '../core/fetch.js';
import { Plotly, topojson } from '../core/plotly.js';
import { token } from '../core/tokens.js';
import { defineHatching } from './patterns.js';

/** @import { MapModel } from '../core/types.js' */

const SETTLE_MS = 140;
const NARROW_PX = 600;
const CLOSER = 2.2; // zoom from which the finer shapes are worth their bytes

/**
 * What is drawn; one map at a time.
 * @type {{ gd: any, colouring: string, model: MapModel | null, home: Record<string, any>, fine: boolean,
 *   lit: Set<string> | null }}
 */
export const map = { gd: null, colouring: '', model: null, home: {}, fine: false, lit: null };
let settle = null;

export function attach(gd) {
  if (map.gd === gd) return;
  Object.assign(map, { gd, colouring: '' });
  gd.on('plotly_relayout', onZoom);
  gd.on('plotly_afterplot', mark);
}

export const codes = () => [map.gd.data[0].locations, map.gd.data[1].ids];
export const nodes = () => [
  [...map.gd.querySelectorAll('path.choroplethlocation')],
  [...map.gd.querySelectorAll('.scattergeo path.point')],
];

/**
 * Numbers reach Plotly here; colours of classes only when they change.
 * @param {MapModel} model
 */
export function show(model) {
  map.model = model;
  clearTimeout(settle);
  if (model.key !== map.colouring) {
    map.colouring = model.key;
    fill(map.gd.data, model);
    map.gd.layout.geo.landcolor = token('land');
    return Plotly.react(map.gd, map.gd.data.slice(), Object.assign({}, map.gd.layout));
  }
  const [shapes, dots] = codes();
  return Plotly.restyle(
    map.gd,
    {
      z: [shapes.map(level), undefined], // undefined leaves the other trace alone
      customdata: [shapes.map(model.hover), dots.map(model.hover)],
      'marker.color': [undefined, dots.map(level)],
    },
    [0, 1],
  );
}
const level = (code) => Math.max(-1, map.model.cls(code));

/**
 * Put numbers and colours of a model into the two traces.
 * @param {any[]} traces shapes and dots
 * @param {MapModel} model
 */
export function fill([shapes, dots], model) {
  map.model = model;
  const colours = [token('no-value'), ...model.colours];
  const scale = colours.flatMap((c, i) => [
    [i / colours.length, c],
    [(i + 1) / colours.length, c],
  ]);
  const high = colours.length - 1.5;
  Object.assign(shapes, {
    z: shapes.locations.map(level),
    customdata: shapes.locations.map(model.hover),
    colorscale: scale,
    zmin: -1.5,
    zmax: high,
  });
  shapes.marker = { line: { width: 0.5, color: token('edge') } };
  dots.customdata = dots.ids.map(model.hover);
  dots.marker = Object.assign({}, dots.marker, {
    size: byId('map').clientWidth < NARROW_PX ? 5 : 7,
    color: dots.ids.map(level),
    colorscale: scale,
    cmin: -1.5,
    cmax: high,
  });
}

// A year step: shapes and dots get their fill directly; Plotly hears of it when steps pause.
/**
 * @param {MapModel} model
 * @param {() => void} then once steps pause
 */
export function paint(model, then) {
  tint(model);
  clearTimeout(settle);
  settle = setTimeout(then, SETTLE_MS);
}
function tint(model) {
  const none = token('no-value');
  defineHatching(model.colours);
  map.model = model;
  each((node, code) => {
    const k = model.cls(code);
    node.setAttribute('fill', k < 0 ? none : model.colours[k]); // the attribute that Plotly writes, too
    sign(node, k, code);
  });
}

/**
 * Other colours on the same shapes at once, before Plotly has put them in its books.
 * @param {MapModel} model
 */
export function greet(model) {
  clearTimeout(settle);
  tint(model);
}

function each(act) {
  const [drawn, names] = [nodes(), codes()];
  names.forEach((list, trace) => drawn[trace].forEach((node, i) => act(node, list[i])));
}

// Plotly cannot hatch a shape; the style sheet does, for those marked here.
function sign(node, k, code) {
  const doubt = k >= 0 && map.model.apart(code) ? String(k) : '';
  if ((node.dataset.doubt || '') !== doubt) node.dataset.doubt = doubt;
  const kind = k < 0 ? map.model.kind(k) : '';
  if ((node.dataset.nothing || '') !== kind) node.dataset.nothing = kind;
}

// Plotly has drawn shapes anew: mark them.
export function mark() {
  if (!map.gd || !map.gd.data || !map.model) return;
  defineHatching(map.model.colours);
  each((node, code) => {
    const k = map.model.cls(code);
    sign(node, k, code);
    node.classList.toggle('outside', map.model.outside(code));
  });
  if (map.lit) light(map.lit);
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
 * Shapes are here before Plotly is told of them: it fails on a change that comes while it fetches.
 * @param {110 | 50} resolution
 */
export async function loadShapes(resolution) {
  const name = `world_${resolution}m`;
  if (topojson[name]) return;
  topojson[name] = await ask(`/assets/topojson/${name}.json`, 'json');
}

async function onZoom(change) {
  const scale = change['geo.projection.scale'];
  if (scale === undefined) return;
  const wanted = scale > CLOSER || map.fine ? 50 : 110;
  await loadShapes(wanted);
  if (map.gd._fullLayout.geo.resolution !== wanted) Plotly.relayout(map.gd, { 'geo.resolution': wanted });
}

export function zoom(factor) {
  const geo = map.gd._fullLayout.geo;
  const scale = Math.min(12, Math.max(map.home['geo.projection.scale'], geo.projection.scale * factor));
  Plotly.relayout(map.gd, { 'geo.projection.scale': scale });
}

export const reset = () => Plotly.relayout(map.gd, map.home);
