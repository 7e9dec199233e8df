// The grammar of addresses: what an address says, and how a choice is written, from the pages and
// keys of layouts/request/pages.py.

/** @import { PageState } from '../core/types.js' */

const DEFAULT_LANG = 'en';

/**
 * @typedef {object} Grammar
 * @property {Record<string, { path: string, slug?: boolean, part?: boolean, keys: string[] }>} pages
 * @property {Record<string, { default: string, draws: string }>} keys
 * @property {number | string} version of what an address means
 */

/** @param {Grammar} grammar */
export function grammarOf({ pages, keys, version }) {
  /**
   * @param {string} path
   * @returns {string} name of the page; '' for none
   */
  const pageOf = (path) => Object.keys(pages).find((name) => fits(pages[name], path)) || '';

  /** @param {string} path @returns {string[]} */
  const keysOf = (path) => (pages[pageOf(path)] || { keys: [] }).keys;

  return {
    pageOf,

    /**
     * @param {string} path
     * @param {string} search
     * @returns {PageState}
     */
    parse(path, search) {
      const query = new URLSearchParams(search);
      const own = keysOf(path).map((name) => [name, query.get(name) || keys[name].default]);
      return { path, ...common(query), ...Object.fromEntries(own) };
    },

    /**
     * The same order and defaults as ViewState.href in layouts/request/state.py.
     * @param {PageState} state
     * @param {string} opened the indicator that the page opens with, which a year needs beside it so
     *   that the link outlives another opening choice
     */
    write(state, opened) {
      const query = new URLSearchParams();
      /** @param {string} name @param {any} value @param {string} [otherwise] its default */
      const set = (name, value, otherwise) => {
        if (value && value !== otherwise) query.set(name, String(value));
      };
      set('lang', state.lang, DEFAULT_LANG);
      set('indicator', state.indicator || (state.year ? opened : ''));
      set('year', state.year);
      set('areas', state.areas.join(','));
      keysOf(state.path).forEach((name) => set(name, state[name], keys[name].default));
      const text = query.toString().replace(/%2C/g, ',').replace(/%3A/g, ':');
      return state.path + (text ? `?v=${version}&${text}` : '');
    },

    /**
     * @param {PageState} state
     * @param {string} draws what a key draws anew: 'page' or 'part'
     * @returns {any[]}
     */
    valuesOf: (state, draws) =>
      keysOf(state.path)
        .filter((name) => keys[name].draws === draws)
        .map((name) => state[name]),
  };
}

/**
 * A page with a slug has an address for each of its things.
 * @param {{ path: string, slug?: boolean }} page
 * @param {string} asked
 */
const fits = ({ path, slug }, asked) => (slug ? asked.startsWith(path) && asked.length > path.length : asked === path);

/** @param {URLSearchParams} query */
const common = (query) => ({
  lang: query.get('lang') || DEFAULT_LANG,
  indicator: query.get('indicator') || '',
  year: query.get('year') ? Number(query.get('year')) : null,
  areas: (query.get('areas') || '').split(',').filter(Boolean),
});
