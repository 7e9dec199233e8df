// A figure by keyboard: arrow keys go from mark to mark, on a map to the nearest that way; each is shown
// and read out, and Enter opens it.
import { all } from '../core/dom.js';
import { say } from '../pieces/notice.js';
import { t } from '../words/text.js';
import { blank, clicked, leads, nearest, rowsOf, spoken } from './marks.js';

/** @import { Row } from './marks.js' */

/** @type {Record<string, [number, number]>} rows down, marks to the right */
const KEYS = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

const ROOM = 24; // pixels that stay in sight around a cell

/**
 * Let a reader walk through the figure of a place. Asked once for each place.
 * @param {HTMLElement} frame takes the focus
 * @param {any} node holds the figure
 * @param {(href: string) => void} open what a mark leads to, by Enter or a click
 * @returns {() => void} call it when another figure is there: it begins at its first mark
 */
export function walkable(frame, node, open) {
  let [down, i] = [0, -1];
  /** @param {Row | undefined} row @param {number} at */
  const follow = (row, at) => row && leads(row, at) && open(leads(row, at));
  /** @param {Row[]} rows @param {[number, number]} move */
  function go(rows, move) {
    const near = rows[down].trace.geo && i >= 0 && Number.isFinite(move[1]);
    if (near) [down, i] = nearest(node.calcdata, rows, [down, i], move);
    else {
      down = clamp(down + (i < 0 ? 0 : move[0]), rows.length); // the first key comes to the first mark
      i = next(rows[down], i, move[1]);
    }
    if (blank(rows[down], i)) return;
    show(node, rows[down], i);
    say(spoken(rows[down], i));
  }
  frame.setAttribute('tabindex', '0');
  frame.setAttribute('aria-keyshortcuts', Object.keys(KEYS).join(' '));
  frame.addEventListener('focus', () => {
    if (node.data && frame.matches(':focus-visible')) say(t('compare.walk'));
  });
  frame.addEventListener('blur', () => {
    if (node.data) node.drawnBy.Fx.unhover(node);
    all('.at', node).forEach((mark) => mark.classList.remove('at'));
  });
  frame.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !node.data) return;
    const rows = node._fullData.flatMap(rowsOf);
    if (event.key === 'Enter') follow(rows[down], i);
    const move = KEYS[event.key];
    if (!move || !rows.length) return;
    event.preventDefault();
    go(rows, move);
  });
  return () => {
    [down, i] = [0, -1];
    node.removeAllListeners('plotly_click');
    node.on('plotly_click', (/** @type {any} */ { points: [at] }) => follow(...clicked(at)));
  };
}

/** A mark has its tooltip and stands out. @param {any} node @param {Row} row @param {number} i */
function show(node, { trace, name, at }, i) {
  const { index: curveNumber, x, y, xaxis, yaxis } = trace;
  /** @param {any[]} list @param {number} place */
  const on = (list, place) => (typeof list[place] === 'number' ? list[place] : place); // of an axis, or among its names
  const where = at === undefined ? { pointNumber: i } : { xval: on(x, i), yval: on(y, at) };
  if (xaxis) node.drawnBy.Fx.hover(node, [{ curveNumber, ...where }], xaxis + yaxis);
  const { xval, yval } = where;
  if (xval !== undefined) inSight(node, along(node, xaxis, xval), along(node, yaxis, yval));
  const own = node.calcdata[curveNumber][i];
  /** @param {any} datum of an element */
  const shown = (datum) => datum && (name ? datum[name] && datum[name].pointNumber === i : datum === own);
  all('path, .sankey-node', node).forEach((drawn) => drawn.classList.toggle('at', Boolean(shown(drawn.__data__))));
}

/** @param {any} node @param {string} axis as a trace names it @param {any} value @returns {number} in pixels */
function along({ _fullLayout: drawn }, axis, value) {
  const { _offset, c2p } = drawn[`${axis[0]}axis${axis.slice(1)}`];
  return _offset + c2p(value);
}

/**
 * A cell comes into sight in a frame that scrolls, beside its names.
 * @param {any} node
 * @param {number} x
 * @param {number} y
 */
function inSight(node, x, y) {
  const { meta, margin } = node._fullLayout,
    frame = node.parentElement;
  const { t: top, l: left } = meta && meta.strips ? margin : { t: 0, l: 0 };
  frame.scrollTop = Math.min(y - ROOM - top, Math.max(frame.scrollTop, y + ROOM - frame.clientHeight));
  frame.scrollLeft = Math.min(x - ROOM - left, Math.max(frame.scrollLeft, x + ROOM - frame.clientWidth));
}

/** @param {number} i @param {number} count */
const clamp = (i, count) => Math.min(count - 1, Math.max(0, i));

/** The next mark; places without one are passed over. @param {Row} row @param {number} at @param {number} step */
function next(row, at, step) {
  const towards = Math.sign(step || 1);
  const from = clamp(at + (at < 0 && !step ? 1 : step), row.count);
  let i = from;
  while (blank(row, i) && i + towards >= 0 && i + towards < row.count) i += towards;
  if (blank(row, i)) for (i = from; blank(row, i) && i - towards >= 0 && i - towards < row.count;) i -= towards;
  return i;
}
