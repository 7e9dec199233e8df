// The lists of indicators and places at the top of a page: what a reader chooses there. Options of the
// indicator's list are fetched before they are chosen, and shown before the list closes.
import { all, byId, listen, painted } from '../core/dom.js';
import { currentView, session } from '../core/session.js';
import { read } from './here.js';
import { apply, go, same, setProps, shown } from './routing.js';

const TRIES = 40; // frames that Dash may take to close its list

// Controls report their values also when a page is put in place; only a reader's change counts.
function settled() {
  const { page } = session;
  return page && page.path === location.pathname && page.page !== 'problem';
}

/**
 * Dash drops the focus when its list closes; a reader at the keyboard goes on where they were.
 * @param {string} id
 * @returns {number}
 */
const refocus = (id, tries = TRIES) =>
  requestAnimationFrame(() => {
    const control = byId(id);
    if (control && document.activeElement === document.body) control.focus();
    else if (tries) refocus(id, tries - 1);
  });

/**
 * A reader has chosen an indicator in its control, which shows it by itself.
 * @param {string} id
 */
export function choose(id) {
  const state = read();
  shown({ indicator: id });
  if (!id || !settled()) return;
  const defaultIndicator = session.page?.defaultIndicator;
  if (id === (state.indicator || defaultIndicator)) {
    const { drawn = '' } = document.body.dataset;
    if (!drawn.startsWith(`${id}|`)) apply(); // it, or a part of it, could not be loaded before
    return;
  }
  go({ indicator: id === defaultIndicator ? '' : id, year: null });
  refocus('indicator');
}

/** @param {string[] | null} value */
export function chooseAreas(value) {
  const wanted = value || [];
  shown({ areas: wanted });
  if (!settled()) return;
  if (!same(wanted, read().areas)) go({ areas: wanted });
}

const OPTION = '.dash-options-list-option';
const SEARCH = '.dash-dropdown-search';
const REST_MS = 80;
const FEW = 3; // options that typing leaves: one of them is about to be chosen
const PATIENCE_MS = 200; // an open list waits no longer for its numbers
let resting = 0;

/** @param {Element} node */
const listOf = (node) => node.closest('.dash-dropdown-wrapper');

/**
 * The indicators that options of an indicator's own list stand for.
 * @param {Element[]} options
 */
function idsOf(options) {
  const { indicators = [] } = session.page || {};
  return options
    .filter((option) => listOf(option)?.querySelector('#indicator'))
    .map((option) => option.querySelector('input')?.value || '')
    .filter((id) => indicators.includes(id));
}

/** What the page draws of an indicator; it may be there before it is chosen. @param {string[]} ids */
function ahead(ids) {
  const { ahead: fetchAhead } = currentView();
  return fetchAhead && Promise.all(ids.map((id) => fetchAhead({ ...read(), year: null }, id)));
}

/** @param {number} wait in milliseconds @param {() => Element[]} options that one of is about to be chosen */
function soon(wait, options) {
  clearTimeout(resting);
  resting = setTimeout(() => ahead(idsOf(options())), wait);
}

// Pressed, rested on, or typed for until few are left.
const pointed = (/** @type {Element} */ target) => () => [target.closest(OPTION)].filter((option) => option !== null);
listen('pointerdown', ({ target }) => soon(0, pointed(target)));
listen('pointerover', ({ target }) => soon(REST_MS, pointed(target)));
listen('focusin', ({ target }) => soon(REST_MS, pointed(target)));
listen('input', ({ target }) => {
  const list = target.matches(SEARCH) && listOf(target);
  if (list)
    soon(REST_MS, () => {
      const options = all(OPTION, list);
      return options.length <= FEW ? options : [];
    });
});

// The numbers come first: closing the list keeps the browser busy for longer than showing them,
// so Dash hears of the choice in the frame after.
/** @param {Event} event @param {Element | null} option */
function chosen(event, option) {
  const [id] = event.isTrusted && option ? idsOf([option]) : [];
  if (!id) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  choose(id);
  const there = Promise.resolve(ahead([id])).then(painted, () => {});
  const late = new Promise((done) => {
    setTimeout(done, PATIENCE_MS);
  });
  Promise.race([there, late]).then(() => {
    const control = byId('indicator');
    if (!control) return; // the reader has gone to another page
    setProps('indicator', { value: id });
    if (control.getAttribute('aria-expanded') === 'true') control.click();
  });
}
listen('click', (event) => chosen(event, event.target.closest(OPTION)), { capture: true });
// Enter takes the option that has the focus, which Dash gives to the chosen one as soon as it is
// listed; after typing, the first.
listen(
  'keyup',
  (event) => {
    const { key, target } = event;
    if (key !== 'Enter') return;
    const list = target.matches(SEARCH) && target.value && listOf(target);
    chosen(event, list ? list.querySelector(OPTION) : target.closest(OPTION));
  },
  { capture: true },
);
