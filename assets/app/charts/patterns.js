// Patterns of the kinds of nothing, and of values that lead nothing, which Plotly cannot draw on shapes.
import { element, patternHolder } from '../core/dom.js';
import { scheme, token } from '../core/tokens.js';

const MARKS = {
  zero: '<circle cx="3" cy="3" r=".9"/>',
  M: '',
  L: '<rect width="6" height="1.4" y="2"/>',
  Q: '<circle cx="1.5" cy="1.5" r="1"/><circle cx="4.5" cy="4.5" r="1"/>',
  old: '<rect width="1.6" height="6" x="2"/>',
  none: '<path d="M-1 1l2-2M0 6l6-6M5 7l2-2" stroke-width="1.2"/>',
  O: '<path d="M-1 1l2-2M0 6l6-6M5 7l2-2M-1 5l2 2M0 0l6 6M5 -1l2 2" stroke-width="1"/>',
};
const STROKED = ['none', 'O'];
const KINDS = Object.keys(MARKS);

const patterns = () =>
  KINDS.map((kind) => {
    const ink = token(`nothing-${kind}-ink`);
    return (
      `<pattern id="nothing-${kind}" width="6" height="6" patternUnits="userSpaceOnUse">` +
      `<rect width="6" height="6" fill="${token(`nothing-${kind}-ground`)}"/>` +
      `<g fill="${ink}" stroke="${STROKED.includes(kind) ? ink : 'none'}">${MARKS[kind]}</g></pattern>`
    );
  }).join('');

/** The patterns stand in the document once; light and dark replace them. */
export function definePatterns() {
  const svg = patternHolder('map-patterns');
  const colours = scheme();
  if (svg.dataset.colours === colours) return;
  svg.dataset.colours = colours;
  svg.innerHTML = `<defs>${patterns()}</defs>`;
}

/**
 * A small sample of a colour, of a kind of nothing, or of a doubted value's hatching.
 * @param {string} colour
 * @param {string} kind
 * @param {string | number} [doubt] class whose colour is hatched
 */
export function swatch(colour, kind, doubt = '') {
  const holder = element('span', null, { class: 'map-swatch', 'aria-hidden': 'true' });
  const filled = (look) => `<svg width="100%" height="100%"><rect width="100%" height="100%" ${look}/></svg>`;
  if (doubt !== '') holder.innerHTML = filled(`data-doubt="${doubt}"`);
  else if (kind) holder.innerHTML = filled(`fill="url(#nothing-${kind})"`);
  else if (colour) holder.style.background = colour;
  return holder;
}

const STRIPES = 'width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"';

/**
 * Each class colour with stripes of paper, for values that lead nothing.
 * @param {string[]} colours
 */
export function defineHatching(colours) {
  const svg = patternHolder('doubt-patterns');
  const paper = token('paper');
  const look = [...colours, paper].join();
  if (svg.dataset.look === look) return;
  svg.dataset.look = look;
  const striped = (colour, k) =>
    `<pattern id="doubt-${k}" ${STRIPES}><rect width="6" height="6" fill="${colour}"/>` +
    `<rect width="2.6" height="6" fill="${paper}"/></pattern>`;
  svg.innerHTML = `<defs>${colours.map(striped).join('')}</defs>`;
}
