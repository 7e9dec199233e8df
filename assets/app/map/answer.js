// The map as the server answers it: what every place shows in every year (layouts/charts/map_frames.py),
// the words of every place in one year, the panel of one. Read but never worked out; each is asked for
// once by its address.
import { all, dark } from '../core/dom.js';
import { ask } from '../core/fetch.js';
import { session } from '../core/session.js';
import { address, read } from '../request/here.js';
import { cellsOf } from './cells.js';

/** @import { MapAnswer, MapView, PageState } from '../core/types.js' */

export const PRINT = '&print=1';

/**
 * The address of a map of a state: it holds what the map reads and nothing else.
 * @param {PageState} state
 * @param {string} id of the indicator
 * @param {string} [further] of the address, such as `&print=1`
 */
export function urlOf(state, id, further = '') {
  const { build, lang } = session.shell;
  const [holder] = all('[data-map-keys]');
  const kept = Object.fromEntries(
    holder.dataset.mapKeys.split(' ').map((/** @type {string} */ key) => [key, state[key]]),
  );
  const year = further ? state.year : null; // the screen is sent all years
  if (further !== PRINT) kept.layout = 'map'; // and draws tiles by itself
  const own = { path: state.path, lang: state.lang, indicator: id, year, areas: /** @type {string[]} */ ([]), ...kept };
  return `/chart/${build}/${lang}/map.json?page=${state.path}&${address(own).split('?')[1]}${further}`;
}

/**
 * The same of the year that a view shows.
 * @param {MapView} view
 * @param {string} further
 */
export const partOf = ({ answer, year }, further) => urlOf({ ...read(), year }, answer.series.id, further);

/** @type {Map<string, Promise<any>>} */
const held = new Map();

/** @param {string} url */
export function asked(url) {
  if (!held.has(url)) {
    const answer = ask(url, 'json').catch((/** @type {Error} */ error) => {
      held.delete(url);
      throw error;
    });
    held.set(url, answer);
  }
  return /** @type {Promise<any>} */ (held.get(url));
}

/**
 * @param {PageState} state
 * @param {string} id of the indicator
 * @returns {Promise<MapAnswer>}
 */
export const load = (state, id) => asked(urlOf(state, id));

/**
 * All that a page shows of an answer, in the year of a state or the one that the map opens with.
 * @param {MapAnswer} answer
 * @param {PageState} state
 * @returns {MapView}
 */
export function viewOf(answer, state) {
  const asks = Number(state.year),
    year = answer.years.includes(asks) ? asks : answer.year;
  const scheme = dark() ? 1 : 0;
  return {
    answer,
    year,
    words: null,
    cells: cellsOf(answer, year),
    colours: answer.colours[scheme],
    inks: answer.inks[scheme],
    shown: new Set(answer.inside ? answer.inside.map((i) => answer.codes[i]) : answer.codes),
    layout: state.layout || 'map',
    region: state.region || 'world',
    projection: state.projection || 'equal-earth',
    country: answer.codes.includes(state.country) ? state.country : '',
    key: `${urlOf(state, answer.series.id)}|${dark()}`,
  };
}

/**
 * Another year of the same view, whose words are yet to come.
 * @param {MapView} view
 * @param {number} year
 */
export function turn(view, year) {
  Object.assign(view, { year, words: null, cells: cellsOf(view.answer, year) });
}

/** The words around the map in the year that a view shows. @param {MapView} view */
export const textsOf = ({ answer, year }) => answer.texts[answer.years.indexOf(year)];

/**
 * The words of every place in the year that a view shows.
 * @param {MapView} view
 */
export async function tell(view) {
  const { year } = view;
  const { values, tips } = await asked(partOf(view, '&words=1'));
  if (view.year !== year) return;
  view.words = new Map(view.answer.codes.map((code, i) => [code, { value: values[i], tip: tips[i] }]));
}
