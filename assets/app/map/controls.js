// Controls of the map: the years, by slider, steps and play; lists of choices; zoom, pictures and keys.
import { all, byId, element, listen, slot } from '../core/dom.js';
import { session, views } from '../core/session.js';
import { copy } from '../pieces/files.js';
import { go, settle } from '../request/routing.js';
import { t } from '../words/text.js';
import * as painter from './painter.js';

/** @import { MapView, PageState } from '../core/types.js' */

const FAR = 9999; // more years than any series has
const SPEED = 1.7; // years a second, where a page offers no other
/** @type {number | null} */
let player = null;
let speed = '4'; // of the page that offers some
/**
 * The years played last, which tell tests what was passed over.
 * @type {{ time: number, skipped: number }[]}
 */
export const frames = [];

/**
 * The controls show what the address says.
 * @param {PageState} state
 * @param {MapView} view
 */
export function follow(state, { answer }) {
  const { years, series } = answer;
  Object.assign(byId('map-year'), { max: Math.max(1, years.length - 1), disabled: years.length < 2 });
  const parts = byId('map-breakdown');
  if (!parts) return;
  const offered = /** @type {any} */ (session.page).breakdowns[series.id] || [];
  slot('map-breakdowns').hidden = !offered.length;
  parts.replaceChildren(
    ...offered.map((/** @type {string[]} */ [value, words]) => element('option', words, { value })),
  );
  all('select[data-key]').forEach((node) => {
    node.value = node.dataset.key === 'breakdown' ? series.breakdown : state[node.dataset.key];
  });
  slot('map-own').hidden = state.breaks !== 'own';
  const limits = byId('map-limits');
  if (limits !== document.activeElement) limits.value = state.limits;
  slot('map-limits-note').textContent = answer.limits_wrong ? t('map.limits_wrong') : '';
  byId('map-classes').disabled = state.breaks === 'own' || series.kind === 'binary';
  byId('map-projection').disabled = state.layout === 'tiles';
  byId('map-speed').value = speed;
}

/** @param {MapView} view */
export function year(view) {
  const { years } = view.answer;
  const input = byId('map-year'),
    at = years.indexOf(view.year);
  if (Number(input.value) !== at) input.value = at;
  input.setAttribute('aria-valuetext', String(view.year));
  slot('map-now').textContent = String(view.year);
  all('[data-map="back"]').forEach((node) => (node.disabled = at <= 0));
  all('[data-map="forward"]').forEach((node) => (node.disabled = at >= years.length - 1));
}

/** @param {number} at place of a year; the first or last for one beyond */
function stepTo(at) {
  const { view } = views.map;
  const { years } = view.answer;
  views.map.stepTo(years[Math.min(years.length - 1, Math.max(0, at))]);
}

/** @param {number} by years */
function step(by) {
  stop();
  const { view } = views.map;
  stepTo(view.answer.years.indexOf(view.year) + by);
}

/** @param {boolean} on */
const showPlaying = (on) =>
  all('[data-map="play"]').forEach((button) => {
    button.classList.toggle('playing', on);
    button.setAttribute('aria-label', t(on ? 'pause' : 'play'));
  });

// Play by the clock: a late frame is caught up with, never piled up. `frames` tells tests.
function play() {
  if (player) {
    stop();
    return;
  }
  const { view } = views.map;
  const last = view.answer.years.length - 1;
  const each = 1000 / Number(byId('map-speed') ? speed : SPEED);
  let at = view.answer.years.indexOf(view.year);
  if (at >= last) at = -1;
  const from = at;
  /** @type {number | null} */
  let start = null;
  frames.length = 0;
  view.playing = true;
  showPlaying(true);
  const tick = (/** @type {number} */ time) => {
    if (!player || views.map.view !== view) {
      stop();
      return;
    }
    start = start === null ? time : start;
    const due = Math.min(last, from + 1 + Math.floor((time - start) / each));
    if (due > at) {
      frames.push({ time, skipped: due - at - 1 });
      at = due;
      stepTo(at);
    }
    if (at >= last) stop();
    else player = requestAnimationFrame(tick);
  };
  player = requestAnimationFrame(tick);
}

export function stop() {
  if (!player) return;
  cancelAnimationFrame(player);
  player = null;
  showPlaying(false);
  const { view } = views.map;
  if (!view) return;
  view.playing = false;
  settle();
  if (view.layout !== 'tiles') painter.show(view);
  views.map.settled?.();
}

const here = () => session.page && session.page.view === 'map' && session.page.page !== 'problem' && views.map.view;
const saved = (/** @type {string} */ format) => () => {
  settle();
  views.map.save?.(format);
};
/** @type {Record<string, () => void>} */
const BUTTONS = {
  play,
  back: () => step(-1),
  forward: () => step(1),
  close: () => views.map.close(),
  'reset-map': painter.reset,
  'zoom-in': () => painter.zoom(1.6),
  'zoom-out': () => painter.zoom(1 / 1.6),
  png: saved('png'),
  svg: saved('svg'),
  copy,
};
/** @type {Record<string, () => void>} */
const KEYS = {
  ' ': play,
  ArrowLeft: BUTTONS.back,
  ArrowRight: BUTTONS.forward,
  Home: () => step(-FAR),
  End: () => step(FAR),
  '+': BUTTONS['zoom-in'],
  '-': BUTTONS['zoom-out'],
};

listen('click', ({ target }) => {
  const node = target.closest('[data-map], [data-action]');
  const act = node && here() && !node.closest('[data-chart-card]') && BUTTONS[node.dataset.map || node.dataset.action];
  if (act) act();
});
listen('input', ({ target }) => {
  if (!here() || target.id !== 'map-year') return;
  stop();
  stepTo(Number(target.value));
});
listen('change', ({ target }) => {
  if (!here()) return;
  if (target.matches('select[data-key]')) {
    stop();
    go({ [target.dataset.key]: target.value });
  }
  if (target.id === 'map-limits') go({ limits: target.value.trim() });
  if (target.id !== 'map-speed') return;
  speed = target.value;
  if (player) {
    stop();
    play();
  }
});
listen('keydown', (event) => {
  if (!here() || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Escape') {
    views.map.close();
    return;
  }
  const slider = event.target.id === 'map-year'; // it has arrows of its own
  const mine = slider ? event.key === ' ' : event.target === slot('map-frame');
  const act = mine && KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
