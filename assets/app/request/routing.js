// The address is the state. Controls change the address; the address changes the page.
import { byId, dark } from '../core/dom.js';
import { currentView, everywhere, session } from '../core/session.js';
import { waitStart } from '../pieces/notice.js';
import { address, pageOf, pages, read, valuesOf, version } from './here.js';

/** @import { PageState } from '../core/types.js' */

/**
 * Give properties to a component of Dash.
 * @param {string} id
 * @param {Record<string, any>} props
 */
export const setProps = (id, props) => /** @type {any} */ (window).dash_clientside.set_props(id, props);

/** @param {any} a @param {any} b */
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What the controls show, by their id.
 * @type {Record<string, any>}
 */
let shows = {};

/**
 * A control shows a value by itself: a reader has moved it, or it came with the page.
 * @param {Record<string, any>} values
 * @param {boolean} [anew] nothing else is known of any control
 */
export function shown(values, anew) {
  shows = anew ? values : { ...shows, ...values };
}

/**
 * Those that show it already are left alone: to set one draws all of its options anew.
 * @param {PageState} state
 */
export function mirror(state) {
  /** @param {string} id @param {any} value */
  const set = (id, value) => {
    if (!byId(id) || same(shows[id], value)) return;
    shows[id] = value;
    setProps(id, { value });
  };
  set('areas', state.areas);
  const indicator = state.indicator || session.page?.defaultIndicator;
  if (indicator) set('indicator', indicator);
}

/** The title that the server gave, and the places and the indicator that it may name. */
let titled = { title: '', of: '' };
/** @param {{ areas: string[], indicator: string }} state */
const named = ({ areas, indicator }) => [areas, '', indicator].join();
/** @param {string} title of the document, made for the address as it is */
export function entitle(title) {
  titled = { title, of: named(read()) };
  document.title = title;
}

const PUSH_AFTER_MS = 500; // years passed quickly become one step of the back button
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {string | null} */
let routeKey = null;
/** @type {string | null} */
let partKey = null;
/** @type {PageState | null} */
let pending = null;
/**
 * The state that the server was last asked to draw.
 * @type {PageState | null}
 */
export let asked = null;
let answered = location.pathname + location.search; // the address that the page answers

/**
 * Change part of the state.
 * @param {Partial<PageState>} patch
 * @param {boolean} [later] wait for the reader to settle before history is written
 */
export function go(patch, later) {
  const state = /** @type {PageState} */ ({ ...(pending || read()), ...patch });
  if (later) {
    pending = state;
    clearTimeout(timer);
    timer = setTimeout(settle, PUSH_AFTER_MS);
    return;
  }
  write(state);
  arrive();
}

/** Years passed quickly are written into the address now. */
export function settle() {
  if (!pending) return;
  write(pending);
  answered = location.pathname + location.search;
  [currentView(), ...everywhere].forEach((view) => view.settled && view.settled());
}

/** @param {PageState} state */
function write(state) {
  const next = address(state);
  drop();
  if (next !== location.pathname + location.search) history.pushState({}, '', next);
}

function drop() {
  clearTimeout(timer);
  pending = null;
}

/**
 * What the server must draw anew: path, language, some keys, or an indicator not held here.
 * @param {PageState} state
 */
function keyOf(state) {
  const { path, indicators = [] } = session.page || { path: '' };
  const held = !state.indicator || (path === state.path && indicators.includes(state.indicator));
  const written = new URLSearchParams(location.search).get('v') || version;
  const { redraws = [] } = pages[pageOf(state.path)] || {};
  const own = redraws.map((/** @type {string} */ name) => `${name}=${state[name]}`);
  return [state.path, state.lang, held ? '' : state.indicator, written, ...own, ...valuesOf(state, 'page')].join('|');
}

/** What the part of a page depends on that the server draws; null where there is none. @param {PageState} state */
function partKeyOf(state) {
  const page = pages[pageOf(state.path)];
  return page && page.part ? [...state.areas, '', ...valuesOf(state, 'part')].join('|') : null;
}

/**
 * Address and keys of the page on the screen.
 * @type {{ address: string, key: string | null, part: string | null }}
 */
let standing = { address: answered, key: routeKey, part: partKey };
export const stands = () => {
  standing = { address: location.pathname + location.search, key: routeKey, part: partKey };
};

/** The page that came holds indicators of its own, which the key asked with could not know. */
export function routed() {
  routeKey = keyOf(read());
  stands();
}

/**
 * Nothing answers: address and controls go back to the page on the screen.
 * @returns {() => void} the way to try again
 */
function lost() {
  const wanted = read();
  if (!session.page) {
    routeKey = null;
    return arrive;
  }
  history.replaceState({}, '', standing.address);
  [answered, routeKey, partKey] = [standing.address, standing.key, standing.part];
  mirror(read());
  return () => go(wanted);
}

/**
 * What to ask the server for.
 * @returns {{ path: string, search: string, dark: boolean } | null} null where the page answers the address
 */
export function route() {
  const state = read();
  const key = keyOf(state);
  if (key === routeKey) return null;
  routeKey = key;
  partKey = partKeyOf(state); // the page brings its part along
  asked = state;
  waitStart(lost);
  return query();
}
const query = () => ({ path: location.pathname, search: location.search, dark: dark() });

function arrive() {
  answered = location.pathname + location.search;
  const wanted = route();
  if (wanted) {
    setProps('route', { data: wanted });
    return;
  }
  const part = partKeyOf(read());
  if (part !== partKey) {
    partKey = part;
    waitStart(lost);
    setProps('part-query', { data: query() });
  }
  apply();
}

/** Let the controls and the page follow the address. */
export function apply() {
  if (!session.page || session.page.page === 'problem') return;
  mirror(read());
  redraw();
}

/** Draw the page again for the same address, such as in other colours. */
export function redraw() {
  if (!session.page || session.page.page === 'problem') return;
  const state = read(),
    view = currentView();
  document.title = titled.of === named(state) ? titled.title : session.page.bare;
  session.drawing = view.apply ? view.apply(state) : null;
  everywhere.forEach((other) => other.apply?.(state));
}

window.addEventListener('popstate', () => {
  const here = location.pathname + location.search;
  if (here === answered) return; // a link within the page, such as the one to its content
  drop();
  arrive();
});
