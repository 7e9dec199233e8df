// The server has sent a page: name it, scroll to its top when the reader moved, draw its numbers.
import { all, byId } from '../core/dom.js';
import { currentView, drawings, everywhere, session } from '../core/session.js';
import { waitEnd } from '../pieces/notice.js';
import { read } from '../request/here.js';
import { reach, stay } from '../request/links.js';
import { entitle, routed } from '../request/routing.js';
import { bring } from './markup.js';

/** @import { Page } from '../core/types.js' */

/**
 * Put markup and drawings into what the server has sent.
 * @param {HTMLElement | null} root
 */
export function hydrate(root) {
  if (!root) return;
  bring(root);
  for (const [selector, draw] of Object.entries(drawings)) all(selector, root).forEach(draw);
}

/** @param {Page} data */
export async function arrived(data) {
  const { page } = session;
  const moved = page !== null && (page.path !== location.pathname || page.step !== data.step);
  [currentView(), ...everywhere].forEach((view) => view.left && view.left());
  session.page = { ...data, path: location.pathname };
  routed();
  session.year = null;
  entitle(data.title);
  byId('page').setAttribute('aria-busy', 'false');
  waitEnd();
  if (moved) {
    window.scrollTo({ top: 0, behavior: 'instant' }); // a page begins at its top, and does not travel there
    byId('main').focus({ preventScroll: true });
  }
  all('.menu-holder[open]').forEach((menu) => (menu.open = false));
  hydrate(byId('header'));
  if (data.page === 'problem') return;
  hydrate(byId('page'));
  stay();
  if (moved) byId('story-step')?.focus({ preventScroll: true }); // the step is read first
  reach();
  const view = currentView();
  session.drawing = view.arrived ? view.arrived(read()) : null;
  if (view.arrived) await session.drawing;
  else document.body.dataset.drawn = data.page;
}

// What is drawn as soon as its markup stands, after the page has said that it arrived.
drawings['[data-shown]'] = (node) => {
  queueMicrotask(() => {
    document.body.dataset.drawn = node.dataset.shown;
  });
};
// A part of the page speaks of other places than the page came with.
drawings['[data-title]'] = (node) => entitle(node.dataset.title);
