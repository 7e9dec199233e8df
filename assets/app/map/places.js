// Places as a list and as tiles, and pointing at one or choosing it, there or on the map or by the legend.
import { all, byId, listen, slot } from '../core/dom.js';
import { views } from '../core/session.js';
import { stopAt, stops } from '../pieces/groups.js';
import { go } from '../request/routing.js';
import { asked, partOf, tell } from './answer.js';
import * as card from './card.js';
import * as painter from './painter.js';

/** @import { MapView } from '../core/types.js' */

const [SMALLEST, LARGEST, ROOM] = [22, 60, 10]; // pixels across a ring
const GAP = 12; // pixels between a pointer and the words of its place
const PLACE = '.place, .tile';
const LOOKED = '[data-chart="map"] :is(.graph-frame, .map-tiles, .map-list)';

/** Tiles in the colours of a year, at once. @param {MapView} view */
export const tiles = (view) =>
  all('.tile').forEach((node) => {
    const { k, kind, look: looks } = view.cells.get(node.dataset.code);
    const colour = k < 0 ? '' : view.colours[k],
      apart = looks === 'doubt';
    node.classList.toggle('apart', Boolean(colour && apart));
    node.classList.toggle('estimate', looks === 'estimate');
    node.classList.toggle('outside', !view.shown.has(node.dataset.code));
    node.style.background = apart ? '' : colour;
    node.style.borderColor = apart ? colour : '';
    node.style.color = colour && !apart ? view.inks[k] : '';
    node.dataset.nothing = k < 0 ? kind : '';
  });

/** The words of places, in list and tiles. @param {MapView} view */
export function words(view) {
  const list = slot('map-list');
  all(PLACE).forEach((node) => {
    const { code, name } = node.dataset;
    const { value } = /** @type {any} */ (view.words).get(code);
    if (node.matches('.tile')) {
      node.setAttribute('aria-label', `${name}: ${value}`);
      return;
    }
    node.hidden = !view.shown.has(code);
    node.setAttribute('aria-selected', String(code === view.country));
    painter.tint(node.querySelector('rect'), view, view.cells.get(code));
    node.lastChild.textContent = value;
  });
  all('.place-group', list).forEach((group) => {
    group.hidden = !group.querySelector('.place:not([hidden])');
  });
  list.firstChild.hidden = false;
  stops(list);
}

/**
 * The panel of the place that a view has open, as the server makes it.
 * @param {MapView} view
 */
export async function panel(view) {
  const { year, country } = view;
  const holder = slot('map-panel');
  const html = country ? await asked(partOf(view, `&country=${country}&panel=1`)) : '';
  if (!holder || views.map.view !== view || view.year !== year) return;
  holder.innerHTML = html;
  holder.hidden = !country;
}

// -- pointing

/** @type {any} */
let at = null; // the place or row that is pointed at
/** @type {any} */
let pinned = null; // the row of the legend that stays lit
/** @type {any} */
let opener = null; // has the focus again when the panel is closed
let opened = false; // a reader has just chosen a place

/** Let places stand out from the others, in list and tiles. @param {Set<string> | null} codes */
function lightPlaces(codes) {
  all(PLACE).forEach((node) => node.classList.toggle('lit', Boolean(codes?.has(node.dataset.code))));
  all('.tile-grid').forEach((grid) => grid.classList.toggle('lighting', Boolean(codes?.size)));
}

/** Let the places of a row of the legend stand out. @param {any} row */
function lightRow(row) {
  const { view } = views.map;
  const codes = card.placesOf(view, row);
  painter.light(view.layout === 'tiles' ? null : codes);
  lightPlaces(codes);
  card.here(Number(row.dataset.level));
}

/**
 * @param {string | null} code of the place pointed at
 * @param {any} [fromMap] where on the map
 */
export function point(code, fromMap) {
  const { view } = views.map;
  if (!view) return;
  const tile = view.layout === 'tiles' && code && slot('map-tiles').querySelector(`[data-code="${code}"]`);
  tip(code, fromMap || (tile && tile.getBoundingClientRect()));
  if (!slot('map-list')) return;
  const tiled = view.layout === 'tiles',
    codes = code ? new Set([code]) : null;
  card.here(code ? view.cells.get(code).k : undefined);
  lightPlaces(codes);
  if (!fromMap && !tiled) {
    painter.light(codes);
    ring(code);
  }
}

/** A ring on the map, so that small places are found too. @param {string | null} code */
function ring(code) {
  const frame = slot('map-frame'),
    node = slot('map-ring');
  const drawn = code && painter.map.gd ? painter.nodes() : [];
  const [shape, dot] = drawn.map((nodes, trace) => nodes[painter.codes()[trace].indexOf(String(code))]);
  const box = (dot || shape) && (dot || shape).getBoundingClientRect();
  node.hidden = !box || !box.width;
  if (node.hidden) return;
  const outer = frame.getBoundingClientRect();
  const size = Math.max(SMALLEST, Math.min(LARGEST, Math.max(box.width, box.height) + ROOM));
  const left = box.left + box.width / 2 - outer.left - size / 2;
  const top = box.top + box.height / 2 - outer.top - size / 2;
  node.style.cssText = `inline-size:${size}px;block-size:${size}px;left:${left}px;top:${top}px`;
}

/** @type {[any, any]} what the words beside the pointer are of, and where */
let told = [null, null];
/** The words of a place beside it, once they have come. @param {string | null} code @param {any} beside */
function tip(code, beside) {
  const node = slot('map-tip'),
    said = views.map.view.words?.get(code);
  told = [code, beside];
  node.hidden = !said || !beside;
  if (node.hidden) return;
  node.innerHTML = said.tip;
  const { x, y, bottom = y } = beside;
  const side = x > innerWidth / 2 ? `right:${innerWidth - x + GAP}px` : `left:${x + GAP}px`;
  const end = y > innerHeight / 2 ? `bottom:${innerHeight - y + GAP}px` : `top:${bottom + GAP}px`;
  node.style.cssText = `${side};${end}`;
}

/** Another year is shown, or its words have come. */
export const retell = () => tip(...told);

/** Nothing is pointed at: what is pinned is lit. */
function rest() {
  at = null;
  point(null);
  if (pinned && pinned.isConnected) lightRow(pinned);
}

/** Another map: no row of its legend is pinned. */
export function unpin() {
  told = [null, null];
  if (pinned) pinned.setAttribute('aria-pressed', 'false');
  pinned = null;
}

/** @param {any} row */
function pin(row) {
  const on = pinned !== row;
  unpin();
  pinned = on ? row : null;
  row.setAttribute('aria-pressed', String(on));
  if (on) lightRow(row);
  else rest();
}

/** @param {any} node that pointer or focus has come to */
function pointed(node) {
  const { view } = views.map;
  if (!view) return;
  if (node.closest(LOOKED) && !view.looked) look(view);
  const now = node.closest(`${PLACE}, button.legend-row`);
  if (now === at) return;
  at = now;
  if (!now) rest();
  else if (now.matches(PLACE)) point(now.dataset.code);
  else lightRow(now);
}

/** A reader looks at places: their words are asked for, now and whenever years have come to rest. */
function look(/** @type {MapView} */ view) {
  view.looked = true;
  if (!view.words && !view.playing) tell(view).then(retell, () => {});
}

/** @param {string} code */
export function choose(code) {
  if (!code || !slot('map-panel')) return;
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
    painter.turnTo(view);
  }
  opened = false;
}

listen('pointerover', ({ target }) => pointed(target));
listen('focusin', ({ target }) => {
  pointed(target);
  if (target.matches(PLACE)) stopAt(target);
});
listen('focusout', () => at && rest());
listen('click', ({ target }) => {
  const node = target.closest(`${PLACE}, button.legend-row`);
  if (!node || !views.map.view) return;
  if (node.matches(PLACE)) choose(node.dataset.code);
  else pin(node);
});
listen('keydown', (event) => {
  if (!event.target.matches(PLACE) || !['Enter', ' '].includes(event.key)) return;
  event.preventDefault();
  choose(event.target.dataset.code);
});
