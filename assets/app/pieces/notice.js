// What a page says of itself: a short message, read out and shown for a moment, that it is late, and that the
// network is lost.
import { byId, element } from '../core/dom.js';
import { session } from '../core/session.js';
import { t } from '../words/text.js';

const SHOWN_MS = 4000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} text */
export function say(text) {
  let live = byId('live');
  if (!live) {
    live = element('div', '', { id: 'live', role: 'status', 'aria-live': 'polite', class: 'toast' });
    document.body.append(live);
  }
  live.textContent = text;
  live.classList.add('shown');
  clearTimeout(timer);
  timer = setTimeout(() => live.classList.remove('shown'), SHOWN_MS);
}

const LATE_MS = 200;
const LOST_MS = 1200; // with the wait for a sign of life, less than two seconds
const SIGN_MS = 700;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let losing;

/**
 * A page that is late by more than a moment says that it is loading; one whose server gives no sign of life, that
 * the network is lost.
 * @param {() => () => void} lost goes back to what stands on the screen, and gives the way to try again
 */
export function waitStart(lost) {
  waitEnd();
  waiting = setTimeout(() => document.body.classList.add('waiting'), LATE_MS);
  losing = setTimeout(() => check(lost), LOST_MS);
}

export function waitEnd() {
  clearTimeout(waiting);
  clearTimeout(losing);
  document.body.classList.remove('waiting');
}

/** @param {() => () => void} lost */
async function check(lost) {
  const mine = losing;
  const sign = fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(SIGN_MS) });
  const alive = await sign.then(
    () => true,
    () => false,
  );
  if (mine !== losing || !session.shell) return; // the page has come, or another is asked for
  if (alive) losing = setTimeout(() => check(lost), LOST_MS);
  else tellLost(lost());
}

/** @param {() => void} again */
function tellLost(again) {
  waitEnd();
  byId('lost')?.remove();
  const note = element('div', `${t('network.lost')} `, { id: 'lost', role: 'alert', class: 'lost' });
  const button = element('button', t('network.retry'), { type: 'button', class: 'button-quiet' });
  const retry = () => {
    window.removeEventListener('online', retry);
    note.remove();
    again();
  };
  button.addEventListener('click', retry);
  window.addEventListener('online', retry);
  note.append(button);
  document.body.append(note);
}
