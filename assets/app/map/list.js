// Every state in a list in the order of the map. Arrow keys walk it.
import { cellText } from '../charts/map_words.js';
import { swatch } from '../charts/patterns.js';
import { all, element, slot } from '../core/dom.js';
import { session } from '../core/session.js';
import { areaName } from '../series/load.js';
import { t } from '../words/text.js';
import { rove, roveTo, upDown, wire } from './walk.js';

/** @import { MapView } from '../core/types.js' */

const SIDEWAYS = ['ArrowLeft', 'ArrowRight'];

export function build() {
  const holder = slot('map-list');
  if (holder.firstChild) return;
  const named = { 'aria-labelledby': 'map-list-title', 'aria-describedby': 'map-keys' };
  const box = element('div', null, { role: 'listbox', class: 'place-list', ...named });
  session.page.list.forEach(([region, codes]) => {
    const name = region ? areaName(region) : t('map.elsewhere');
    const group = element('div', null, { role: 'group', 'aria-label': name, class: 'place-group' });
    group.append(element('div', name, { class: 'place-region', 'aria-hidden': 'true' }));
    group.append(...codes.map(option));
    box.append(group);
  });
  box.querySelector('.place').setAttribute('tabindex', '0');
  holder.append(box);
  rove(box, '.place', (event, at, nodes) => (SIDEWAYS.includes(event.key) ? null : upDown(event, at, nodes)));
  wire(box, '.place');
}

function option(code) {
  const node = element('div', null, {
    role: 'option',
    class: 'place',
    tabindex: '-1',
    'data-code': code,
    'aria-selected': 'false',
  });
  node.append(
    swatch('', ''),
    element('span', areaName(code), { class: 'place-name' }),
    element('span', '', { class: 'place-value' }),
  );
  return node;
}

/** @param {MapView} view */
export function update(view) {
  const box = slot('map-list').firstChild;
  all('.place', box).forEach((node) => updateOption(node, view));
  all('.place-group', box).forEach((group) => {
    group.hidden = !group.querySelector('.place:not([hidden])');
  });
  const stop = box.querySelector('.place[tabindex="0"]');
  const first = box.querySelector('.place:not([hidden])');
  if (stop && stop.hidden && first) roveTo(box, '.place', first, true);
}

function updateOption(node, view) {
  const { code } = node.dataset;
  const cell = view.cells.get(code);
  const [sample, , value] = node.children;
  node.hidden = !view.shown.has(code);
  node.setAttribute('aria-selected', String(code === view.country));
  updateSwatch(sample, cell, view.colours);
  const text = cellText(view, code);
  if (value.textContent !== text) value.textContent = text;
}

function updateSwatch(sample, { k, kind, apart }, colours) {
  const [colour, nothing] = k >= 0 ? [colours[k], ''] : ['', kind];
  const doubt = k >= 0 && apart ? String(k) : '';
  const look = doubt ? `doubt ${doubt}` : colour || nothing;
  if (sample.dataset.look === look) return;
  const other = swatch(colour, nothing, doubt);
  other.dataset.look = look;
  sample.replaceWith(other);
}

/**
 * Let some places stand out from the others, in list and tiles.
 * @param {Set<string> | null} codes
 */
export function light(codes) {
  all('.tile, .place').forEach((node) => {
    node.classList.toggle('lit', Boolean(codes) && codes.has(node.dataset.code));
  });
  const grid = slot('map-tiles').firstChild;
  if (grid) grid.classList.toggle('lighting', Boolean(codes && codes.size));
}
