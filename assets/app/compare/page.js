// The Compare page: its chart is a card like any other; its controls follow what the card shows.
import { shown } from '../charts/cards.js';
import { byId, listen, slot } from '../core/dom.js';
import { views } from '../core/session.js';
import { follow, forget, offerIndicators, pressed } from './controls.js';

const CARD = 'compare';

// An indicator without numbers has no card: the server says why; another one can be chosen.
function without({ indicator }) {
  if (byId(CARD)) return;
  follow(null);
  offerIndicators();
  document.body.dataset.drawn = `${indicator}|none`;
}

/** The reader goes to another page. */
function left() {
  follow(null);
  forget();
}

listen('click', ({ target }) => {
  const button = target.closest('button');
  if (button && slot(CARD)) pressed(button.dataset);
});

shown[CARD] = follow;
views.compare = { arrived: without, apply: without, left };
