// The header: its menu, light and dark, copying the address, and dropping all choices.
import { all, byId, dark, listen } from '../core/dom.js';
import { drawings, kept } from '../core/session.js';
import { copy } from '../pieces/files.js';
import { say } from '../pieces/notice.js';
import { redraw } from '../request/routing.js';
import { t } from '../words/text.js';
import { hydrate } from './arrival.js';

const opened = () => all('.menu-holder[open]');

listen('click', ({ target }) => {
  opened()
    .filter((menu) => !menu.contains(target))
    .forEach((menu) => (menu.open = false));
  if (target.closest('[data-action="copy-link"]')) copy();
  if (target.closest('[data-reset]')) say(t('reset.done'));
});
listen('keydown', (event) => {
  const [menu] = opened();
  if (event.key !== 'Escape' || !menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

/** @param {Element} button */
const mark = (button) => button.setAttribute('aria-pressed', String(dark()));
drawings['#theme-switch'] = mark;

function switchTheme() {
  const colours = dark() ? 'light' : 'dark';
  document.documentElement.dataset.colours = colours;
  kept((held) => held.setItem('tl-colours', colours));
  all('#theme-switch').forEach(mark);
  redraw();
  hydrate(byId('page'));
}

listen('click', (event) => {
  if (event.target.closest('[data-action="theme"]')) switchTheme();
});
