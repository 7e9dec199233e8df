// The tile map, where each state is one equal square, whatever its size. Arrow keys walk it.
import { cellText } from '../charts/map_words.js';
import { all, element, slot } from '../core/dom.js';
import { session } from '../core/session.js';
import { token } from '../core/tokens.js';
import { areaName } from '../series/load.js';
import { rove, wire } from './walk.js';

/** @import { MapView } from '../core/types.js' */

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }; // rows, columns
const ASIDE = 3; // how much a step aside counts against a step ahead
const BRIGHT = 0.18; // relative luminance from which dark letters read better

export function build() {
  const holder = slot('map-tiles');
  if (holder.firstChild) return;
  const places = Object.entries(session.page.tiles);
  const named = { 'aria-labelledby': 'map-title', 'aria-describedby': 'map-keys' };
  const grid = element('div', null, { class: 'tile-grid', role: 'grid', ...named });
  const rows = new Map();
  places.forEach(([code, [row, column]]) => {
    if (!rows.has(row)) rows.set(row, element('div', null, { role: 'row', class: 'tile-row' }));
    const cell = { role: 'gridcell', class: 'tile', tabindex: '-1', 'data-code': code, 'aria-colindex': column };
    const tile = element('div', code, cell);
    tile.style.gridArea = `${row} / ${column}`;
    rows.get(row).append(tile);
  });
  grid.append(...rows.values());
  grid.querySelector('.tile').setAttribute('tabindex', '0');
  holder.append(grid);
  rove(grid, '.tile', neighbour);
  wire(grid, '.tile');
}

// The nearest tile in the direction of the key, the same row or column first.
function neighbour(event, at, nodes) {
  if (event.key === 'Home') return 0;
  if (event.key === 'End') return nodes.length - 1;
  const step = STEPS[event.key];
  return step
    ? nearest(
        nodes.map((node) => session.page.tiles[node.dataset.code]),
        at,
        step,
      )
    : null;
}

function nearest(places, at, [down, right]) {
  const [row, column] = places[at];
  let best = null;
  places.forEach(([r, c], i) => {
    const along = (r - row) * down + (c - column) * right;
    const aside = Math.abs((r - row) * right) + Math.abs((c - column) * down);
    if (along <= 0 || (!down && aside)) return;
    const far = along + aside * ASIDE;
    if (best === null || far < best.far) best = { i, far };
  });
  return best && best.i;
}

/**
 * Black or white, whichever is read better on a colour.
 * @param {string} colour
 */
function ink(colour) {
  const [red, green, blue] = [1, 3, 5]
    .map((i) => parseInt(colour.slice(i, i + 2), 16) / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > BRIGHT ? token('on-light') : token('on-dark');
}

/** @param {MapView} view */
export function paint(view) {
  all('.tile', slot('map-tiles')).forEach((node) => {
    const cell = view.cells.get(node.dataset.code);
    const colour = cell.k >= 0 ? view.colours[cell.k] : '';
    node.classList.toggle('apart', Boolean(colour && cell.apart));
    node.style.background = cell.apart ? '' : colour;
    node.style.borderColor = cell.apart ? colour : '';
    node.style.color = colour && !cell.apart ? ink(colour) : '';
    node.dataset.nothing = cell.k < 0 ? cell.kind : '';
    node.classList.toggle('outside', !view.shown.has(node.dataset.code));
    if (view.playing) return;
    node.setAttribute('aria-label', `${areaName(node.dataset.code)}: ${cellText(view, node.dataset.code)}`);
  });
}
