// The lists of further indicators: Dash's own, which hold what an answer says and report what is chosen.
import { slot } from '../core/dom.js';
import { ask } from '../core/fetch.js';
import { session } from '../core/session.js';
import { read } from '../request/here.js';
import { go, setProps } from '../request/routing.js';

/**
 * The indicator that each list shows, '' for none; null where the chart has no place for one.
 * @type {Record<string, string | null>}
 */
let shown = {};

/** @param {Record<string, string | null>} choosers of an answer */
export function follow(choosers) {
  shown = choosers;
  offer('indicator');
  for (const [key, value] of Object.entries(choosers)) {
    slot(`compare-${key}`).hidden = value === null;
    if (value === null) continue;
    // A list drops what is none of its options.
    offer(`compare-${key}`).then(() => shown === choosers && put(key, value));
  }
}

// The long list of indicators goes to each of them once, when it is first shown.
/** @type {Promise<any> | null} */
let known = null;
/** @type {Map<string, Promise<any>>} */
const filled = new Map();
/** @param {string} id of a list @returns {Promise<any>} until it has its options, or cannot have them */
export function offer(id) {
  const { build, lang } = session.shell;
  const list = (known = known || ask(`/series/${build}/${lang}/compare.json`, 'json'));
  const done =
    filled.get(id) ||
    list.then(
      (/** @type {any[]} */ options) => filled.has(id) && setProps(id, { options }), // unless the page was left
      () => {
        known = null;
        filled.delete(id);
      },
    );
  filled.set(id, done);
  return done;
}

// A list reports its value also when Dash puts it in place and when it is set here. Until it has
// reported what was set, nothing it says is a reader's choice.
const reported = new Map();
const expected = new Map();
/** @param {string} key @param {string} value */
function put(key, value) {
  const asked = read()[key];
  const placed = asked && asked !== 'none' ? asked : '';
  if ((reported.has(key) ? reported.get(key) : placed) === value) return;
  expected.set(key, value);
  setProps(`compare-${key}`, { value: value || null });
}

/** The page is left, or has no chart: its lists begin anew. */
export function leave() {
  shown = {};
  [reported, expected, filled].forEach((held) => held.clear());
}

/** A list reports what it holds; a reader may have chosen it. @param {string} key @param {string | null} value */
export function chosen(key, value) {
  const told = value || '';
  const now = shown[key];
  reported.set(key, told);
  if (expected.has(key)) {
    if (expected.get(key) === told) expected.delete(key);
    return;
  }
  const { page } = session;
  if (typeof now !== 'string' || told === now || !page || page.view !== 'compare' || page.path !== location.pathname)
    return;
  const year = key === 'x' ? { year: null } : {}; // another indicator has other years
  shown[key] = told;
  go({ [key]: told || (key === 'size' ? 'none' : ''), ...year });
}
