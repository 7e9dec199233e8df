// What a page says of itself: a short message, read out and shown for a moment, and that it is late.
import { byId, element } from '../core/dom.js';

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
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** A page that is late by more than a moment says that it is loading. */
export function waitStart() {
  clearTimeout(waiting);
  waiting = setTimeout(() => document.body.classList.add('waiting'), LATE_MS);
}

export function waitEnd() {
  clearTimeout(waiting);
  document.body.classList.remove('waiting');
}
