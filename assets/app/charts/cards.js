// Cards of chart records on any page: from the address to one request for each chart, and to its card
// (layouts/pieces/record_card.py). A page needs no code of its own for them.
import { all, byId, listen, painted, slot } from '../core/dom.js';
import { drawings, everywhere, session } from '../core/session.js';
import { doubtSwitch } from '../pieces/doubt_switch.js';
import { copy } from '../pieces/files.js';
import { say } from '../pieces/notice.js';
import { early, narrow, parse, read } from '../request/here.js';
import { go, settle } from '../request/routing.js';
import { t } from '../words/text.js';
import { chartOf, jsonOf } from './answers.js';
import { cover, failed, fill, uncover, waiting, worked } from './card.js';
import { draw } from './draw.js';
import { playButton, stepper } from './frames.js';
import { copyFrame, save } from './save.js';
import { walkable } from './walk.js';

/** @import { PageState } from '../core/types.js' */

/**
 * @typedef {object} Card
 * @property {HTMLElement} box with the chart's id in its data
 * @property {string} name with which ids and slots in it begin
 * @property {string} url of the answer that is shown or on its way; '' without one
 * @property {string} still the same of no year: two that are alike have the same frames
 * @property {any} answer what is shown, as layouts/charts/served.py makes it; null without a chart
 * @property {AbortController | null} asking ends a request that another has overtaken
 * @property {any} steps the stepper of a chart with years
 * @property {boolean} led whether a reader has moved its years, so that they are all here
 * @property {boolean} follows whether its year is that of the page's map, not one that it was moved to
 */

const CARDS = '[data-chart-card]';
const YEAR = 'year'; // name of the shape that follows the page's year
/** @type {Map<HTMLElement, Card>} */
const cards = new Map();

/**
 * What a page does with the answers of its card, by the card's name.
 * @type {Record<string, (answer: any) => void>}
 */
export const shown = {};

/** The cards of the page. @returns {Card[]} */
const here = () => all(CARDS).map(cardOf);

/** @param {HTMLElement} box @returns {Card} */
function cardOf(box) {
  const blank = { url: '', still: '', answer: null, asking: null, steps: null, follows: false, led: false };
  /** @type {any} */
  const held = cards.get(box) || { box, name: box.dataset.card, ...blank };
  cards.set(box, held);
  return held;
}

/** @param {string} url @param {AbortSignal} signal */
async function fetched(url, signal) {
  const response = await (early(url) || fetch(url, { credentials: 'same-origin', signal }));
  if (!response.ok) throw new Error((await response.text()) || String(response.status));
  return response.json();
}

/**
 * Show the chart of an address in a card, unless it is shown already. Only the newest request gets to
 * draw, and not before the page's own drawing, which comes first on the screen.
 * @param {Card} card
 * @param {PageState} state
 */
async function show(card, state) {
  const url = jsonOf(card, state);
  if (url === card.url || turned(card, state, url)) return;
  Object.assign(card, { url, still: stillOf(card, state) });
  if (card.asking) card.asking.abort();
  const mine = (card.asking = new AbortController());
  await null; // the page has begun to draw
  if (hidden(card)) await session.drawing;
  if (card.asking !== mine) return;
  if (hidden(card)) {
    card.url = '';
    return;
  }
  const arrived = waiting(card.box);
  try {
    const answer = await fetched(url, mine.signal);
    await session.drawing;
    if (card.asking === mine) await put(card, answer);
  } catch (error) {
    if (card.asking === mine) missed(card, state, error);
  } finally {
    arrived();
  }
}

/** @param {Card} card @param {PageState} state */
const stillOf = (card, state) => jsonOf(card, { ...state, year: null });

/**
 * Where the page's map has turned to another year, a chart with years turns along, if they are at hand:
 * the map asks for nothing.
 * @param {Card} card
 * @param {PageState} state
 * @param {string} url of the chart for the state
 */
function turned(card, state, url) {
  const { answer, steps, box } = card,
    { year } = state;
  if (!steps || !card.url || box.dataset.chartKey || stillOf(card, state) !== card.still) return false;
  const held = answer.frames.years;
  Object.assign(card, { url, follows: true });
  const now = held.includes(year) ? year : held.at(-1);
  if (card.led && now !== answer.year) steps.show(now).catch((/** @type {Error} */ error) => unstepped(card, error));
  return true;
}

/**
 * A page hides its charts where its indicator has no numbers; others are folded until they are opened.
 * @param {Card} card
 */
const hidden = ({ box }) => !box.checkVisibility();
listen('toggle', () => follow(read()), { capture: true });

/** @param {Card} card @param {PageState} state @param {any} error */
function missed(card, state, { message }) {
  card.url = '';
  failed(card.box, message, () => show(card, read()));
  told(card, `${chartOf(card, state)}|failed`);
}

/** @param {Card} card @param {any} answer */
async function put(card, answer) {
  stop(card);
  card.answer = answer;
  const node = byId(card.name),
    frame = node.closest('.graph-frame');
  withYear(answer.figure.layout.shapes);
  frame.scrollLeft = 0;
  await cover(node, answer);
  if (card.answer !== answer) return;
  await draw(node, answer.figure);
  uncover(node);
  if (!node.restart) node.restart = walkable(frame, node, open);
  node.restart();
  // What is wider than its card begins with the latest years, and without an axis at its start.
  frame.scrollLeft = answer.figure.layout.xaxis ? frame.scrollWidth : 0;
  await painted();
  if (card.answer !== answer) return;
  worked(card.box);
  fill(card.name, answer);
  if (answer.doubts && card.box.dataset.leads) doubtSwitch(answer.doubts);
  if (shown[card.name]) shown[card.name](answer);
  years(card);
  told(card, answer.drawn);
}

/** The page that a mark leads to. @param {string} href */
function open(href) {
  const { pathname, search } = new URL(href, location.origin);
  go(parse(pathname, search));
}

/**
 * What is shown, for whoever waits for it; a page that waits for its card is drawn with it.
 * @param {Card} card
 * @param {string} drawn
 */
function told({ box }, drawn) {
  box.dataset.drawn = drawn;
  if (box.dataset.leads) document.body.dataset.drawn = drawn;
}

/** The page is left, or a part of it comes anew: cards that are gone ask and play no more. @param {Card} card */
function drop(card) {
  if (card.asking) card.asking.abort();
  Object.assign(card, { asking: null, answer: null, url: '' });
  stop(card);
  cards.delete(card.box);
}

/** @param {PageState} state */
function follow(state) {
  if (!session.page) return; // its markup may be there before its words
  here().forEach((card) => {
    show(card, state);
    if (card.answer) markYear(card);
  });
}

drawings[CARDS] = (box) => {
  [...cards.values()].filter((card) => !card.box.isConnected).forEach(drop);
  show(cardOf(box), read());
};
everywhere.push({ apply: follow, settled: () => follow(read()), left: () => [...cards.values()].forEach(drop) });
narrow.addEventListener('change', () => follow(read()));

// -- the year of the page, marked in charts of all years

/** Shapes of the page's year stand at it. @param {any[]} shapes may be missing; changed in place */
function withYear(shapes) {
  const year = session.year || read().year;
  const marks = (shapes || []).filter(({ name, x0 }) => name === YEAR && year && x0 !== year);
  marks.forEach((shape) => Object.assign(shape, { x0: year, x1: year }));
  return marks.length > 0;
}

/** @param {Card} card */
function markYear({ name, answer }) {
  const node = byId(name);
  const { shapes } = answer.figure.layout;
  if (node.drawnBy && withYear(shapes)) node.drawnBy.relayout(node, { shapes });
}

// -- years of charts that have some: a slider and a button, which ask the server nothing
/** @param {Card} card */
function years(card) {
  const { name, answer } = card,
    { frames, figure, year } = answer,
    bar = slot(`${name}-years`);
  if (!bar) return;
  bar.hidden = !frames;
  card.led = false;
  card.steps = frames && stepper(byId(name), { figure, frames }, (now, texts) => stepped(card, now, texts));
  if (!frames) return;
  const holder = slot(`${name}-range`);
  if (!holder.firstChild)
    holder.append(
      Object.assign(document.createElement('input'), { type: 'range', id: `${name}-year`, min: 0, step: 1 }),
    );
  holder.firstChild.oninput = (/** @type {any} */ { target }) => {
    lead(card);
    card.steps.show(frames.years[Number(target.value)]).catch((/** @type {Error} */ error) => unstepped(card, error));
  };
  Object.assign(holder.firstChild, { max: Math.max(1, frames.years.length - 1), disabled: frames.years.length < 2 });
  yearNow(card, year);
}

/** @param {Card} card @returns {any} */
const playOf = ({ name }) => document.querySelector(`[data-play="${name}"]`);

/** @param {Card} card @param {number} year */
function yearNow(card, year) {
  const { name, answer, steps } = card,
    input = byId(`${name}-year`);
  input.value = answer.frames.years.indexOf(year);
  input.setAttribute('aria-valuetext', String(year));
  slot(`${name}-now`).textContent = String(year);
  playButton(playOf(card), steps.playing());
}

/** @param {Card} card @param {number} year @param {any} texts that stand around the figure */
function stepped(card, year, texts) {
  Object.assign(card.answer, texts, { year });
  fill(card.name, card.answer);
  told(card, card.answer.drawn);
  yearNow(card, year);
  if (card.follows) return;
  card.url = jsonOf(card, { ...read(), year }); // is shown
  go({ year }, true);
}

/** @param {Card} card @param {Error} error */
function unstepped(card, error) {
  say(t('chart_failed', { what: error.message }));
  playButton(playOf(card), false);
}

/** From here on the reader moves the years of this card. @param {Card} card */
function lead(card) {
  stop(card);
  Object.assign(card, { follows: false, led: true });
}

/** @param {Card} card */
const stop = ({ steps }) => steps && steps.stop();

/** @param {Card} card @param {HTMLElement} button */
function play(card, button) {
  const { steps, answer } = card;
  const playing = steps.playing();
  lead(card);
  if (!playing) steps.play(answer.year).catch((/** @type {Error} */ error) => unstepped(card, error));
  playButton(button, steps.playing());
}

// -- buttons
/** @param {Card} card @param {any} action of a button: 'copy', 'embed', or the format of a picture */
function act(card, action) {
  const { box, answer } = card;
  settle();
  if (action === 'copy') copy();
  else if (action === 'embed') copyFrame(location.origin + answer.embed, answer.title, box.offsetHeight);
  else save(jsonOf(card, read(), true), action).catch((error) => say(t('chart_failed', { what: error.message })));
}

listen('click', ({ target }) => {
  const button = target.closest('button[data-play], button[data-action]');
  const card = button && here().find(({ name }) => name === (button.dataset.play || button.dataset.for));
  if (!card || !card.answer) return;
  if (!button.dataset.play) act(card, button.dataset.action);
  else if (card.steps) play(card, button);
});
