// A figure by keyboard: arrow keys go from mark to mark; each is shown and read out.
import { say } from '../pieces/notice.js';
import { t } from '../words/text.js';

const KEYS = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};
const decoded = document.createElement('textarea'); // texts of marks are escaped for plotly

/**
 * What a mark says: the text of its tooltip; of a figure without such texts its name and numbers.
 * @param {any} trace
 * @param {number} i
 */
export function spoken(trace, i) {
  if (!Array.isArray(trace.text))
    return `${trace.name || ''} ${placesOf(trace)[i]}: ${(trace.y || trace.z || [])[i]}`.trim();
  decoded.innerHTML = trace.text[i].replaceAll('<br>', ' ');
  return decoded.value;
}

/** Traces that a reader can walk through, with their numbers. @param {any} node */
export const walked = (node) => node._fullData.filter((trace) => trace.hoverinfo !== 'skip' && placesOf(trace).length);

// Where its marks stand: on an axis, or on a map.
const placesOf = (trace) => trace.x || trace.locations || trace.lon || [];

/**
 * Let a reader walk through the figure of a place. Asked once for each place.
 * @param {HTMLElement} frame takes the focus
 * @param {any} node holds the figure
 * @param {() => boolean} here whether the figure is ours to walk through
 */
export function walkable(frame, node, here) {
  let [row, at] = [0, -1];
  frame.setAttribute('tabindex', '0');
  frame.setAttribute('aria-keyshortcuts', Object.keys(KEYS).join(' '));
  frame.addEventListener('focus', () => {
    if (here() && frame.matches(':focus-visible')) say(t('compare.walk'));
  });
  frame.addEventListener('blur', () => {
    if (here()) node.drawnBy.Fx.unhover(node);
  });
  frame.addEventListener('keydown', (event) => {
    const move = KEYS[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey || !here()) return;
    const traces = walked(node);
    if (!traces.length) return;
    event.preventDefault();
    row = clamp(row + move[0], traces.length);
    const trace = traces[row];
    at = next(trace, at, move[1]);
    if (blank(trace, at)) return;
    if (trace.xaxis) {
      node.drawnBy.Fx.hover(node, [{ curveNumber: trace.index, pointNumber: at }], trace.xaxis + trace.yaxis);
    }
    say(spoken(trace, at));
  });
  return () => {
    [row, at] = [0, -1];
  }; // another figure begins at its first mark
}

const clamp = (i, count) => Math.min(count - 1, Math.max(0, i));
const blank = (trace, i) => Boolean(trace.x) && (Number.isNaN(Number(trace.y[i])) || trace.x[i] === null);

/** The next mark in a direction; places without one are passed over. */
function next(trace, at, step) {
  const towards = Math.sign(step || 1);
  let i = clamp(at + (at < 0 && !step ? 1 : step), placesOf(trace).length);
  while (blank(trace, i) && i + towards in placesOf(trace)) i += towards;
  return i;
}
