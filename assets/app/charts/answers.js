// Which chart a card of an address shows, and where its answer is.
import { session } from '../core/session.js';
import { address, look } from '../request/here.js';

/** @import { PageState } from '../core/types.js' */
/** @import { Card } from './cards.js' */

/**
 * The chart that a card shows: always the same, or the one that a key of the address names.
 * @param {Card} card
 * @param {PageState} state
 */
export const chartOf = ({ box }, state) => (box.dataset.chartKey ? state[box.dataset.chartKey] : box.dataset.chartCard);

/**
 * The address of the JSON of a card's chart; it holds what the chart reads and nothing else.
 * @param {Card} card
 * @param {PageState} state
 * @param {boolean} [printed]
 */
export function jsonOf(card, state, printed) {
  const { build, lang } = session.shell;
  const { keys } = card.box.dataset;
  const query = address(keys === undefined ? state : only(state, keys.split(' '))).split('?')[1] || '';
  const end = printed ? '&print=1' : look();
  return `/chart/${build}/${lang}/${chartOf(card, state)}.json?page=${state.path}${query && `&${query}`}${end}`;
}

/**
 * A state less the keys that a chart does not read, and less what its page opens with.
 * @param {PageState} state
 * @param {string[]} keys
 * @returns {any}
 */
const only = ({ path, lang, ...state }, keys) => {
  const kept = Object.fromEntries(keys.map((key) => [key, state[key]]));
  if (session.page && kept.indicator === session.page.defaultIndicator) kept.indicator = '';
  return { path, lang, indicator: '', year: null, areas: [], ...kept };
};
