// Controls of the map page: lists of choices, year slider, play and keys.
import * as worldMap from '../charts/world_map.js';
import { all, byId, element, listen, slot } from '../core/dom.js';
import { session, views } from '../core/session.js';
import { go, settle } from '../request/routing.js';
import { t } from '../words/text.js';

/** @import { MapView, PageState } from '../core/types.js' */

const view = () => views.map.view;
const button = (name) => all(`[data-map="${name}"]`)[0];
const FAR = 9999; // more years than any series has
let player = null;
let speed = '4'; // years a second
/**
 * The years played last, which tell tests what was passed over.
 * @type {{ time: number, skipped: number }[]}
 */
export const frames = [];

export function build() {
  const range = slot('map-range');
  const slider = { type: 'range', id: 'map-year', min: 0, step: 1, 'aria-describedby': 'map-keys' };
  if (!range.firstChild) range.append(element('input', null, slider));
  const own = slot('map-limits');
  if (!own.firstChild) {
    own.append(
      element('input', null, {
        type: 'text',
        id: 'map-limits',
        inputmode: 'text',
        autocomplete: 'off',
        maxlength: 120,
        placeholder: t('map.limits_example'),
        'aria-describedby': 'map-limits-note',
      }),
    );
    slot('map-limits-note').id = 'map-limits-note';
  }
  byId('map-speed').value = speed;
}

/**
 * The lists show what the address says.
 * @param {PageState} state
 * @param {MapView} now
 */
export function follow(state, now) {
  const parts = session.page.breakdowns[now.answer.series.id] || [];
  const list = byId('map-breakdown');
  slot('map-breakdowns').hidden = !parts.length;
  list.replaceChildren(...parts.map(([key, words]) => element('option', words, { value: key })));
  all('select[data-key]').forEach((node) => {
    node.value = node.dataset.key === 'breakdown' ? now.answer.series.breakdown : state[node.dataset.key];
  });
  slot('map-own').hidden = state.breaks !== 'own';
  const limits = byId('map-limits');
  if (limits !== document.activeElement) limits.value = state.limits;
  slot('map-limits-note').textContent = now.answer.limits_wrong ? t('map.limits_wrong') : '';
  byId('map-classes').disabled = state.breaks === 'own' || now.answer.series.kind === 'binary';
  byId('map-projection').disabled = state.layout === 'tiles';
  const input = byId('map-year');
  const years = now.answer.years;
  input.max = Math.max(1, years.length - 1);
  input.disabled = years.length < 2;
}

/** @param {MapView} now */
export function year(now) {
  const input = byId('map-year');
  const at = now.answer.years.indexOf(now.year);
  if (Number(input.value) !== at) input.value = at;
  input.setAttribute('aria-valuetext', String(now.year));
  slot('map-now').textContent = String(now.year);
  button('back').disabled = at <= 0;
  button('forward').disabled = at >= now.answer.years.length - 1;
}

function showPlaying(on) {
  const node = button('play');
  if (!node) return;
  node.classList.toggle('playing', on);
  node.setAttribute('aria-label', t(on ? 'pause' : 'play'));
}

function step(by) {
  const years = view().answer.years;
  stop();
  views.map.stepTo(years[Math.min(years.length - 1, Math.max(0, years.indexOf(view().year) + by))]);
}

// Play by the clock: a late frame is caught up with, never piled up. `frames` tells tests.
export function play() {
  if (player) {
    stop();
    return;
  }
  const now = view();
  const years = now.answer.years;
  let at = years.indexOf(now.year);
  if (at >= years.length - 1) at = -1;
  showPlaying(true);
  const from = at;
  const each = 1000 / Number(byId('map-speed').value);
  let start = null;
  frames.length = 0;
  now.playing = true;
  const tick = (time) => {
    if (!player || view() !== now) {
      stop();
      return;
    }
    start = start === null ? time : start;
    const due = Math.min(years.length - 1, from + 1 + Math.floor((time - start) / each));
    if (due > at) {
      frames.push({ time, skipped: due - at - 1 });
      at = due;
      views.map.stepTo(years[at]);
    }
    if (at >= years.length - 1) stop();
    else player = requestAnimationFrame(tick);
  };
  player = requestAnimationFrame(tick);
}

function stop() {
  if (!player) return;
  cancelAnimationFrame(player);
  player = null;
  showPlaying(false);
  const now = view();
  if (now) now.playing = false;
  settle();
  views.map.settled();
  if (now && now.layout !== 'tiles') views.map.redraw();
}

const here = () => session.page && session.page.view === 'map' && session.page.page !== 'problem' && view();
listen('change', (event) => {
  if (!here()) return;
  const { target } = event;
  if (target.matches('select[data-key]')) {
    stop();
    go({ [target.dataset.key]: target.value });
  }
  if (target.id === 'map-limits') go({ limits: target.value.trim() });
  if (target.id === 'map-speed') {
    speed = target.value;
    if (player) {
      stop();
      play();
    }
  }
});
listen('input', (event) => {
  if (!here() || event.target.id !== 'map-year') return;
  stop();
  views.map.stepTo(view().answer.years[Number(event.target.value)]);
});
const BUTTONS = { play, back: () => step(-1), forward: () => step(1), close: () => views.map.close() };
listen('click', (event) => {
  const node = event.target.closest('[data-map]');
  const act = node && here() && BUTTONS[node.dataset.map];
  if (act) act();
});

const KEYS = {
  ' ': play,
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  Home: () => step(-FAR),
  End: () => step(FAR),
  '+': () => worldMap.zoom(1.6),
  '-': () => worldMap.zoom(1 / 1.6),
};
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
