// The Compare page: its chart is a card like any other. The controls beside it come with each answer
// (layouts/compare/settings.py); what a reader does with them changes the address.
import { shown } from '../charts/cards.js';
import { become, byId, listen, slot } from '../core/dom.js';
import { views } from '../core/session.js';
import { go } from '../request/routing.js';
import { follow, offer, leave } from './choosers.js';

/** @import { PageState } from '../core/types.js' */

const CARD = 'compare';

shown[CARD] = (answer) => {
  for (const [name, markup] of Object.entries(answer.controls)) become(slot(`${CARD}-${name}`), markup);
  follow(answer.choosers);
};

// An indicator without numbers has no card: the server says why; another one can be chosen.
/** @param {PageState} state */
function without({ indicator }) {
  if (byId(CARD)) return;
  leave();
  offer('indicator');
  document.body.dataset.drawn = `${indicator}|none`;
}
views.compare = { arrived: without, apply: without, left: leave };

listen('change', ({ target }) => {
  if (slot(CARD) && target.matches('select[data-key]')) go({ [target.dataset.key]: target.value });
});
listen('click', ({ target }) => {
  const button = target.closest('button');
  if (!button || !slot(CARD)) return;
  const { key, value, peers, among } = button.dataset;
  if (key && button.getAttribute('aria-pressed') === 'false') go({ [key]: value });
  if (peers) go({ areas: peers.split(',') });
  else if (among) go({ among });
  if (peers || among) slot(CARD).scrollIntoView();
});
