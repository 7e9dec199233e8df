// Walking by keys within a group of controls of which Tab reaches one (`data-walk`): up and down a list,
// over the grid of tiles; in a list of places letters jump to a name.
import { all, listen } from '../core/dom.js';
import { drawings } from '../core/session.js';
import { plain } from '../words/text.js';

const STOP = '[tabindex]';
/** @type {Record<string, [number, number]>} rows, columns */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const ASIDE = 3; // how much a step aside counts against a step ahead
const TYPING_MS = 700;
let typed = '';
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typing;

/** @param {Element} holder @returns {any[]} */
const reached = (holder) => all(STOP, holder).filter((node) => !node.closest('[hidden]'));

/**
 * The control of its group that Tab reaches from now on.
 * @param {any} node
 */
export function stopAt(node) {
  all(`${STOP}[tabindex="0"]`, node.closest('[data-walk]')).forEach((other) => other.setAttribute('tabindex', '-1'));
  node.setAttribute('tabindex', '0');
}

// A group has a control that Tab reaches, among those that are shown: on a phone some are in a menu.
drawings['[data-walk]'] = (/** @type {Element} */ holder) => {
  const nodes = reached(holder),
    shown = nodes.filter((node) => node.checkVisibility()),
    among = shown.length ? shown : nodes;
  if (among.length && !among.some((node) => node.tabIndex === 0)) stopAt(among[0]);
};

/** Each group within a node has one. @param {Element} root */
export const stops = (root) => all('[data-walk]', root).forEach(drawings['[data-walk]']);

/** @param {string} key @param {number} at @param {any[]} nodes @param {string} walk how the group is walked */
function goal(key, at, nodes, walk) {
  const last = nodes.length - 1;
  if (key === 'Home') return nodes[0];
  if (key === 'End') return nodes[last];
  const step = STEPS[key];
  if (!step || (walk === 'places' && step[1])) return null;
  return walk === 'grid' ? nearest(nodes, nodes[at], step) : nodes[Math.min(last, Math.max(0, at + step[0] + step[1]))];
}

// The nearest tile in the direction of the key, the same row or column first.
/** @param {any[]} nodes @param {any} from @param {[number, number]} step */
function nearest(nodes, from, [down, right]) {
  const placed = (/** @type {any} */ { style }) => [Number(style.gridRowStart), Number(style.gridColumnStart)];
  const [row, column] = placed(from);
  let best = null,
    least = Infinity;
  for (const node of nodes) {
    const [r, c] = placed(node);
    const along = (r - row) * down + (c - column) * right;
    const aside = Math.abs((r - row) * right) + Math.abs((c - column) * down);
    const far = along + aside * ASIDE;
    if (along > 0 && (right || !aside) && far < least) [best, least] = [node, far];
  }
  return best;
}

/** @param {string} letter @param {number} at @param {any[]} nodes */
function named(letter, at, nodes) {
  clearTimeout(typing);
  typing = setTimeout(() => {
    typed = '';
  }, TYPING_MS);
  typed += plain(letter);
  const from = typed.length > 1 ? at : at + 1; // the same letter again goes on to the next name
  return [...nodes.slice(from), ...nodes.slice(0, from)].find(({ dataset }) => plain(dataset.name).startsWith(typed));
}

listen('keydown', (event) => {
  const { key, target } = event;
  const holder = target.closest('[data-walk]');
  if (!holder || event.ctrlKey || event.metaKey || event.altKey) return;
  const nodes = reached(holder).filter((node) => node.checkVisibility()),
    at = nodes.indexOf(target),
    { walk } = holder.dataset;
  if (at < 0) return;
  const letter = walk !== 'list' && key.length === 1 && key !== ' ';
  const to = letter ? named(key, at, nodes) : goal(key, at, nodes, walk);
  if (!to) return;
  if (!letter) event.preventDefault();
  stopAt(to);
  to.focus();
});
