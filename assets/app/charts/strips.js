// The names of a board stay in sight: a figure that says so in `layout.meta.strips` has copies of its names
// over the edges of its frame, which scrolls. What is shown and read out is the figure; these are for the eye.
import { all, element } from '../core/dom.js';

const EDGES = { head: '.xaxislayer-above', side: '.yaxislayer-above' };

/** Lay the names of the figure that stands in a place over its edges anew. @param {any} node */
export function strips(node) {
  const frame = node.parentElement;
  all('.strips', frame).forEach((old) => old.remove());
  const { meta, width, height, margin } = node._fullLayout;
  if (!meta || !meta.strips) return;
  const made = element('div', null, { class: 'strips', 'aria-hidden': 'true' });
  Object.assign(made.style, { width: `${width}px`, height: `${height}px` });
  frame.style.setProperty('--strip-head', `${margin.t}px`);
  frame.style.setProperty('--strip-side', `${margin.l}px`);
  for (const [edge, names] of Object.entries(EDGES)) {
    const strip = element('div', null, { class: `strip-${edge}` });
    const drawing = node.querySelector('.main-svg').cloneNode(false);
    drawing.append(node.querySelector(names).cloneNode(true));
    strip.append(drawing);
    made.append(strip);
  }
  node.before(made);
}
