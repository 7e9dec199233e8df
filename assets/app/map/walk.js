// Walking by keys: within groups of controls of which Tab reaches one, and from place to place, where
// letters jump to a name.
import { all } from '../core/dom.js';
import { views } from '../core/session.js';
import { areaName } from '../series/load.js';
import { plain } from '../words/text.js';

/**
 * @param {HTMLElement} holder
 * @param {string} selector of the controls
 * @param {(event: KeyboardEvent, at: number, nodes: any[]) => number | null} step where a key leads
 */
export function rove(holder, selector, step) {
  holder.addEventListener('keydown', (event) => {
    const nodes = all(selector, holder).filter((node) => node.offsetParent !== null);
    const at = nodes.indexOf(/** @type {Element} */ (event.target).closest(selector));
    if (at < 0) return;
    const to = step(event, at, nodes);
    if (to === null || !nodes[to]) return;
    event.preventDefault();
    roveTo(holder, selector, nodes[to]);
  });
}

/**
 * @param {HTMLElement} holder
 * @param {string} selector
 * @param {HTMLElement} node that Tab reaches from now on
 * @param {boolean} [quiet] without the focus
 */
export function roveTo(holder, selector, node, quiet) {
  all(`${selector}[tabindex="0"]`, holder).forEach((other) => other.setAttribute('tabindex', '-1'));
  node.setAttribute('tabindex', '0');
  if (!quiet) node.focus();
}

/**
 * The step of lists: to the next or the one before, and to either end.
 * @param {KeyboardEvent} event
 * @param {number} at
 * @param {any[]} nodes
 */
export function upDown(event, at, nodes) {
  const last = nodes.length - 1;
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: last }[
    event.key
  ];
  return to === undefined ? null : Math.min(last, Math.max(0, to));
}

const TYPING_MS = 700;

/**
 * @param {HTMLElement} holder
 * @param {string} selector of its places, whose codes stand in `data-code`
 */
export function wire(holder, selector) {
  const on = (name, act) =>
    holder.addEventListener(name, (event) => {
      const node = event.target.closest(selector);
      if (node && node.dataset.code) act(node.dataset.code, node, event);
    });
  on('pointerover', (code) => views.map.point(code));
  on('focusin', (code, node) => {
    views.map.point(code);
    roveTo(holder, selector, node, true);
  });
  holder.addEventListener('pointerleave', () => views.map.point(null));
  holder.addEventListener('focusout', () => views.map.point(null));
  on('click', (code) => views.map.choose(code));
  on('keydown', (code, _, event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    views.map.choose(code);
  });
  typeAhead(holder, selector);
}

function typeAhead(holder, selector) {
  let typed = '';
  let timer = null;
  holder.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key.length !== 1 || key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      typed = '';
    }, TYPING_MS);
    typed += plain(key);
    const nodes = all(selector, holder);
    const at = nodes.indexOf(event.target.closest(selector));
    const from = typed.length > 1 ? at : at + 1; // the same letter again goes on to the next name
    const round = [...nodes.slice(from), ...nodes.slice(0, from)];
    const found = round.find((node) => plain(areaName(node.dataset.code)).startsWith(typed));
    if (found) roveTo(holder, selector, found);
  });
}
