// The map as the server answers it: what every place shows in every year (layouts/charts/map_frames.py),
// read but never worked out. Asked for once by address.
import { all, dark } from '../core/dom.js';
import { ask } from '../core/fetch.js';
import { session } from '../core/session.js';
import { address } from '../request/here.js';
import { cellsOf } from './map_cells.js';

/** @import { MapAnswer, MapView, PageState } from '../core/types.js' */

/**
 * The address of a map of a state: it holds what the map reads and nothing else.
 * @param {PageState} state
 * @param {string} id of the indicator
 * @param {string} [further] of the address, such as `&print=1`
 */
export function urlOf(state, id, further = '') {
  const { build, lang } = session.shell;
  const [holder] = all('[data-map-keys]');
  const kept = Object.fromEntries(holder.dataset.mapKeys.split(' ').map((key) => [key, state[key]]));
  const year = further ? state.year : null; // the screen is sent all years, and draws tiles by itself
  if (!further) kept.layout = 'map';
  const asked = /** @type {any} */ ({ path: state.path, lang: state.lang, indicator: id, year, areas: [], ...kept });
  return `/chart/${build}/${lang}/map.json?page=${state.path}&${address(asked).split('?')[1]}${further}`;
}

/** @type {Map<string, Promise<MapAnswer>>} */
const kept = new Map();

/**
 * @param {PageState} state
 * @param {string} id of the indicator
 * @returns {Promise<MapAnswer>}
 */
export function load(state, id) {
  const url = urlOf(state, id);
  if (!kept.has(url)) {
    const asked = ask(url, 'json');
    kept.set(
      url,
      asked.catch((error) => {
        kept.delete(url);
        throw error;
      }),
    );
  }
  return kept.get(url);
}

/**
 * All that a page shows of an answer, in the year of a state or the one that the map opens with.
 * @param {MapAnswer} answer
 * @param {PageState} state
 * @returns {MapView}
 */
export function viewOf(answer, state) {
  const year = answer.years.includes(state.year) ? state.year : answer.year;
  return {
    answer,
    year,
    series: null,
    codes: answer.codes,
    cells: cellsOf(answer, year),
    colours: answer.colours[dark() ? 1 : 0],
    shown: new Set(answer.inside ? answer.inside.map((i) => answer.codes[i]) : answer.codes),
    layout: state.layout || 'map',
    region: state.region || 'world',
    projection: state.projection || 'equal-earth',
    country: answer.codes.includes(state.country) ? state.country : '',
    key: `${urlOf(state, answer.series.id)}|${dark()}`,
  };
}

/**
 * Another year of the same view.
 * @param {MapView} view
 * @param {number} year
 */
export function turn(view, year) {
  view.year = year;
  view.cells = cellsOf(view.answer, year);
}

/** The words of the year that a view shows. @param {MapView} view */
export const textsOf = ({ answer, year }) => answer.texts[answer.years.indexOf(year)];
