// The Compare page: from the address to one request for a chart, and to its card.
import { failed, fill, waiting, worked } from '../charts/card.js';
import { draw } from '../charts/draw.js';
import { playButton, stepper } from '../charts/frames.js';
import { copyFrame, save } from '../charts/save.js';
import { walkable } from '../charts/walk.js';
import { byId, dark, listen, painted, slot } from '../core/dom.js';
import { session, views } from '../core/session.js';
import { copy } from '../pieces/files.js';
import { say } from '../pieces/notice.js';
import { address, read } from '../request/here.js';
import { go, settle } from '../request/routing.js';
import { t } from '../words/text.js';
import { follow, forget, offerIndicators, pressed } from './controls.js';

const NARROW = window.matchMedia('(max-width: 640px)'); // the same in layouts/frame/document.py
const CARD = 'compare';
/** @type {any} */
const globals = window;
let answer = null; // what is shown; null without a chart
let asking = null; // ends a request that another has overtaken
let steps = null; // the stepper of a chart with years

/** The address of the JSON of the chart that a state asks for. */
function jsonOf(state, printed) {
  const { build, lang } = session.shell;
  const query = address(state).split('?')[1] || '';
  const look = printed ? '&print=1' : `&dark=${Number(dark())}&narrow=${Number(NARROW.matches)}`;
  return `/chart/${build}/${lang}/${state.chart}.json?page=${state.path}${query && `&${query}`}${look}`;
}

/** Fetch an answer; the one that the document has asked for early is taken as it comes. */
async function fetched(url, signal) {
  const { early } = globals.THROUGHLINE;
  globals.THROUGHLINE.early = null;
  const response = await (early && early.url === url
    ? early.answer
    : fetch(url, { credentials: 'same-origin', signal }));
  if (!response.ok) throw new Error((await response.text()) || String(response.status));
  return response.json();
}

/** Show the chart of a state. Only the newest request gets to draw. */
async function show(state) {
  if (asking) asking.abort();
  const mine = (asking = new AbortController());
  const box = slot(CARD);
  if (!byId(CARD)) {
    without(state.indicator);
    return;
  }
  const arrived = waiting(box);
  try {
    const found = await fetched(jsonOf(state), mine.signal);
    if (mine === asking && session.page.view === 'compare') await put(found);
  } catch (error) {
    if (mine === asking) {
      failed(box, error.message, () => show(read()));
      document.body.dataset.drawn = `${state.chart}|failed`;
    }
  } finally {
    arrived();
  }
}

async function put(found) {
  stop();
  answer = found;
  const node = byId(CARD),
    frame = node.closest('.graph-frame');
  await draw(node, found.figure);
  if (!node.restart) node.restart = walkable(frame, node, () => Boolean(answer));
  node.restart();
  frame.scrollLeft = frame.scrollWidth; // what is wider than its card begins with the latest years
  await painted();
  if (answer !== found) return;
  worked(slot(CARD));
  fill(CARD, found);
  follow(found);
  years(node, found);
  document.body.dataset.drawn = found.drawn;
}

// An indicator without numbers: the server says why; another one can be chosen.
function without(indicator) {
  answer = null;
  offerIndicators();
  document.body.dataset.drawn = `${indicator}|none`;
}

/** The reader goes to another page. */
function left() {
  if (asking) asking.abort();
  asking = null;
  answer = null;
  stop();
  follow(null);
  forget();
}

// -- years of charts that have some: a slider and a button, which ask the server nothing
function years(node, { frames, year, figure }) {
  slot('compare-years').hidden = !frames;
  steps = frames && stepper(node, { figure, frames }, stepped);
  if (!frames) return;
  const holder = slot('compare-range');
  if (!holder.firstChild)
    holder.append(
      Object.assign(document.createElement('input'), { type: 'range', id: 'compare-year', min: 0, step: 1 }),
    );
  Object.assign(holder.firstChild, { max: Math.max(1, frames.years.length - 1), disabled: frames.years.length < 2 });
  yearNow(year);
}

function yearNow(year) {
  const input = byId('compare-year');
  input.value = answer.frames.years.indexOf(year);
  input.setAttribute('aria-valuetext', String(year));
  slot('compare-now').textContent = String(year);
  playButton(document.querySelector('[data-compare="play"]'), steps.playing());
}

function stepped(year, texts) {
  Object.assign(answer, texts, { year });
  fill(CARD, answer);
  document.body.dataset.drawn = answer.drawn;
  yearNow(year);
  go({ year }, true);
}

function unstepped(error) {
  say(t('chart_failed', { what: error.message }));
  playButton(document.querySelector('[data-compare="play"]'), false);
}

function stop() {
  if (steps) steps.stop();
}

listen('input', (event) => {
  if (event.target.id !== 'compare-year' || !steps) return;
  stop();
  steps.show(answer.frames.years[Number(event.target.value)]).catch(unstepped);
});

// -- clicks
listen('click', (event) => {
  const button = event.target.closest('button');
  if (!button || !answer || !slot(CARD)) return;
  if (pressed(button.dataset)) return;
  if (button.dataset.compare === 'play' && steps) {
    if (steps.playing()) stop();
    else steps.play(answer.year).catch(unstepped);
    playButton(button, steps.playing());
  } else if (button.dataset.for === CARD) act(button.dataset.action);
});

function act(action) {
  settle();
  if (action === 'copy') copy();
  else if (action === 'embed')
    copyFrame(location.origin + answer.embed, answer.title, byId(CARD).closest(`.card-${CARD}`).offsetHeight);
  else save(jsonOf(read(), true), action).catch((error) => say(t('chart_failed', { what: error.message })));
}

NARROW.addEventListener('change', () => {
  if (answer && slot(CARD)) show(read());
});

views.compare = { arrived: show, apply: show, left };
