// Links inside the site keep the chosen areas and do not reload the document.
import { all, byId, listen } from '../core/dom.js';
import { session } from '../core/session.js';
import { address, pageOf, parse, read } from './here.js';
import { go } from './routing.js';

/** @import { PageState } from '../core/types.js' */

let goal = '';

/** Scroll to the section that a link named, once its page is there. */
export function reach() {
  const node = goal && byId(goal);
  goal = '';
  if (!node) return;
  node.closest('details')?.setAttribute('open', ''); // as the browser does where it follows a link itself
  node.scrollIntoView();
}

/**
 * The list and the words of the link that a reader followed within a choice.
 * @type {[string, string | null] | null}
 */
let followed = null;

/** Who is at the keyboard goes on from the choice just made, though its links were drawn anew. */
export function stay() {
  if (!followed || document.activeElement !== document.body) return;
  const [list, words] = followed;
  followed = null;
  const links = all(`ul[aria-labelledby="${list}"] a`);
  links.find((link) => link.textContent === words)?.focus({ preventScroll: true });
}

/** @param {MouseEvent} event */
const plainClick = (event) =>
  !event.defaultPrevented && !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey;
/** @param {HTMLAnchorElement} link @param {URL} to */
const leaves = (link, to) =>
  to.origin !== location.origin ||
  !pageOf(to.pathname) ||
  link.target ||
  link.hasAttribute('download') ||
  link.getAttribute('href')?.startsWith('#');

/** A step of a story of one place leads on with the place that is chosen now. @param {HTMLAnchorElement} link */
function placed({ href, dataset: { place } }) {
  const [first] = read().areas;
  return place && first ? href.replaceAll(place, first) : href;
}

listen('click', (event) => {
  const link = event.target.closest('a[href]:not([data-go])');
  if (!link || !plainClick(event)) return;
  const to = new URL(placed(link), location.href);
  if (leaves(link, to)) return;
  event.preventDefault();
  const { page } = session;
  const state = read();
  if (link.dataset.lang)
    location.assign(address({ ...state, lang: link.dataset.lang })); // another document
  else if (!page || page.page === 'problem') location.assign(to.href);
  else follow(link, to, state);
});

// A button says what it changes of the address: `go` in layouts/table/found.py. So does a link of which
// more than its own page may have changed since it was written.
listen('click', (event) => {
  const button = event.target.closest('[data-go]');
  if (!button || !plainClick(event)) return;
  event.preventDefault();
  go(JSON.parse(button.dataset.go));
});

/** @param {HTMLAnchorElement} link @param {URL} to @param {PageState} state of the page that is left */
function follow(link, to, state) {
  const next = parse(to.pathname, to.search);
  if (!link.dataset.areas) next.areas = state.areas; // chosen since the link was written
  if (link.dataset.keep) {
    // the same view under another choice
    next.indicator = state.indicator;
    next.year = state.year;
  }
  const list = link.closest('ul[aria-labelledby]')?.getAttribute('aria-labelledby');
  followed = list ? [list, link.textContent] : null;
  goal = to.hash.slice(1);
  go(next);
  if (to.pathname === state.path) reach();
}
