// The card of a chart: its words, legend, table and links, and what it says while there is no chart.
import { all, element, painted, slot, write } from '../core/dom.js';
import { fill as fillTable, table } from '../pieces/chart_words.js';
import { t } from '../words/text.js';

const SLOW_MS = 200; // a chart that comes sooner shows no sign of waiting

/**
 * Show all that an answer says around its figure.
 * @param {string} name of the card, with which its slots begin
 * @param {any} answer as layouts/charts/served.py makes it
 */
export function fill(name, answer) {
  for (const part of ['title', 'subtitle', 'summary', 'source']) write(`${name}-${part}`, answer[part]);
  slot(`${name}-legend`).innerHTML = answer.legend;
  fillTable(name, () => table(answer.table.caption, answer.table.head, answer.table.rows));
  slot(`${name}-csv`).href = answer.csv;
  const open = slot(`${name}-open`);
  if (open) open.href = answer.open;
}

/**
 * Plotly takes its time: until it has drawn, the still picture of the figure lies over its place.
 * @param {HTMLElement} node the place of the figure
 * @param {any} answer
 */
export async function cover(node, { still, figure }) {
  if (!still) return;
  node.style.height = `${figure.layout.height}px`;
  lid(node).innerHTML = still;
  await painted();
}

/** A lid over the place of a figure. @param {HTMLElement} node @param {Node[]} held what lies on it */
export function lid(node, ...held) {
  uncover(node);
  const made = element('div', '', { class: 'still-cover' });
  made.append(...held);
  node.before(made);
  return made;
}

/** The figure stands. @param {HTMLElement} node */
export const uncover = (node) => all('.still-cover', node.parentElement || undefined).forEach((old) => old.remove());

/**
 * Say that a chart is being made, if it takes a while.
 * @param {HTMLElement} box
 * @returns {() => void} call it when the chart is there
 */
export function waiting(box) {
  const timer = setTimeout(() => {
    box.classList.add('loading');
    box.setAttribute('aria-busy', 'true');
  }, SLOW_MS);
  return () => {
    clearTimeout(timer);
    box.classList.remove('loading');
    box.removeAttribute('aria-busy');
  };
}

/**
 * Say why there is no chart, with a way to try again; words and table stay as they were.
 * @param {HTMLElement} box
 * @param {string} what went wrong
 * @param {() => void} again
 */
export function failed(box, what, again) {
  box.classList.add('failed');
  const retry = element('button', t('chart_retry'), { type: 'button', class: 'button-quiet' });
  retry.addEventListener('click', again);
  const note = element('p', `${t('chart_failed', { what })} `, { class: 'chart-failed', role: 'alert' });
  note.append(retry);
  worked(box);
  box.classList.add('failed');
  const frame = /** @type {HTMLElement} */ (box.querySelector('.graph-frame'));
  frame.before(note);
}

/** The chart is there: what was said of a failure goes. @param {HTMLElement} box */
export function worked(box) {
  box.classList.remove('failed');
  box.querySelectorAll('.chart-failed').forEach((note) => note.remove());
}
