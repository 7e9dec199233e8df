// Pointing at a place and choosing it, from any of map, tiles, list and legend.
import { hoverText } from '../charts/map_words.js';
import * as worldMap from '../charts/world_map.js';
import { byId, element, slot } from '../core/dom.js';
import { views } from '../core/session.js';
import { go } from '../request/routing.js';
import * as legend from './legend.js';
import * as list from './list.js';
import { turnTo } from './picture.js';

/** @import { MapView } from '../core/types.js' */

const [SMALLEST, LARGEST, ROOM] = [22, 60, 10]; // pixels across a ring

// A part of a holder that is made when it is first needed.
function partOf(holder, name) {
  let node = holder.querySelector(`.${name}`);
  if (!node) {
    node = element('div', null, { class: name, 'aria-hidden': 'true' });
    holder.append(node);
  }
  return node;
}

/**
 * A ring on the map around a place that list or tiles point at, so that small ones are found too.
 * @param {string | null} code
 */
export function ring(code) {
  const frame = slot('map-frame');
  const node = partOf(frame, 'map-ring');
  const shape = code && worldMap.map.gd && shapeOf(code);
  const box = shape && shape.getBoundingClientRect();
  node.hidden = !box || !box.width;
  if (node.hidden) return;
  const outer = frame.getBoundingClientRect();
  const size = Math.max(SMALLEST, Math.min(LARGEST, Math.max(box.width, box.height) + ROOM));
  const left = box.left + box.width / 2 - outer.left - size / 2;
  const top = box.top + box.height / 2 - outer.top - size / 2;
  node.style.cssText = `inline-size:${size}px;block-size:${size}px;left:${left}px;top:${top}px`;
}

function shapeOf(code) {
  const [shapes, dots] = worldMap.nodes();
  const [shapeCodes, dotCodes] = worldMap.codes();
  const dot = dotCodes.indexOf(code);
  return dot >= 0 ? dots[dot] : shapes[shapeCodes.indexOf(code)];
}

/**
 * The words of a tile beside it; the map itself has Plotly's own.
 * @param {string} html none hides them
 * @param {string | null} code
 */
export function tip(html, code) {
  const holder = slot('map-tiles');
  const node = partOf(holder, 'map-tip');
  const tile = html && holder.querySelector(`[data-code="${code}"]`);
  node.hidden = !tile;
  if (!tile) return;
  const lines = html.replace(/<\/?b>/g, '').split('<br>');
  node.replaceChildren(...lines.map((line, i) => element(i ? 'div' : 'strong', line)));
  const right = tile.offsetLeft > holder.scrollLeft + holder.clientWidth / 2;
  const side = right
    ? `right:${holder.clientWidth - tile.offsetLeft - tile.offsetWidth}px`
    : `left:${tile.offsetLeft}px`;
  node.style.cssText = `top:${tile.offsetTop + tile.offsetHeight + 4}px;${side}`;
}

/** @type {any} */
let opener = null; // has the focus again when the panel is closed
let opened = false; // a reader has just chosen a place

/**
 * Let places stand out.
 * @param {string[] | null} codes
 * @param {number} [k] class of the legend's row that is pointed at
 */
export function light(codes, k) {
  const set = codes && codes.length ? new Set(codes) : null;
  const { view } = views.map;
  worldMap.light(view && view.layout === 'tiles' ? null : set);
  list.light(set);
  if (k !== undefined || !codes) legend.here(codes ? k : undefined);
}

/**
 * @param {string | null} code of the place pointed at
 * @param {boolean} [fromMap] Plotly shows its own tooltip
 */
export function point(code, fromMap) {
  const { view } = views.map;
  if (!view) return;
  const tiled = view.layout === 'tiles';
  legend.here(code ? view.cells.get(code)?.k : undefined);
  const set = code ? new Set([code]) : null;
  list.light(set);
  if (!fromMap && !tiled) {
    worldMap.light(set);
    ring(code);
  }
  tip(tiled && code && !fromMap ? hoverText(view, code) : '', code);
}

/** @param {string} code */
export function choose(code) {
  if (!code) return;
  opener = document.activeElement;
  opened = true;
  go({ country: code === views.map.view.country ? '' : code });
}

/** Close the panel. */
export function close() {
  const { view } = views.map;
  if (!view || !view.country) return;
  go({ country: '' });
  if (opener && opener.isConnected && opener !== document.body) opener.focus();
}

/**
 * The panel of a chosen place is drawn: a reader who has just chosen it goes on there.
 * @param {MapView} view
 * @param {MapView | null} before
 */
export function arrive(view, before) {
  if (view.country && opened && (!before || before.country !== view.country)) {
    byId('panel-title').focus({ preventScroll: true });
    turnTo(view, view.country);
  }
  opened = false;
}
