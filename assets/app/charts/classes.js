// Classes: their colours, their ranges in words, and the hatching of values that lead nothing.
import { all, dark, patternHolder } from '../core/dom.js';
import { token } from '../core/tokens.js';
import { compact, t } from '../words/text.js';

/** @import { Scheme, Series } from '../core/types.js' */

export const paper = () => token('paper');

/** @param {Series} series */
export const classColours = (series) => series.classes.colours[dark() ? 1 : 0];

/**
 * A class colour with stripes of paper, for shapes that Plotly cannot hatch.
 * @param {string[]} colours
 * @param {string} prefix of the ids
 */
export const hatching = (colours, prefix) =>
  colours.map((colour, k) => `<pattern id="${prefix}${k}" ${STRIPES}>${stripes(colour)}</pattern>`).join('');
const STRIPES = 'width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"';
const stripes = (colour) =>
  `<rect width="6" height="6" fill="${colour}"/><rect width="2.6" height="6" fill="${paper()}"/>`;

/** @param {string[]} colours */
export function defineHatching(colours) {
  const svg = patternHolder('doubt-patterns');
  const look = [...colours, paper()].join();
  if (svg.dataset.look === look) return;
  svg.dataset.look = look;
  svg.innerHTML = `<defs>${hatching(colours, 'doubt-')}</defs>`;
}

/**
 * A picture of a map as SVG, with its shapes and dots given their look.
 * @param {Element} svg
 * @param {string[][]} places codes of shapes and of dots, in the order they are drawn
 * @param {(node: any, code: string) => void} lookOf
 */
export function hatchPicture(svg, [shapes, dots], lookOf) {
  all('path.choroplethlocation', svg).forEach((node, i) => lookOf(node, shapes[i]));
  all('.scattergeo path.point', svg).forEach((node, i) => lookOf(node, dots[i]));
}

// A class between the bounds beside it; the first and the last are open.
function between(uppers, k) {
  if (k === 0) return t('legend.to', { high: compact(uppers[0]) });
  if (k === uppers.length - 1) return t('legend.over', { low: compact(uppers[k - 1]) });
  return t('legend.between', { low: compact(uppers[k - 1]), high: compact(uppers[k]) });
}

const yesOrNo = (k) => t(k ? 'legend.yes' : 'legend.no');

/**
 * A class that a series brings along.
 * @param {Series} series
 * @param {number} k
 */
export function rangeOfSeries({ uppers, classes }, k) {
  if (classes.kind === 'binary') return yesOrNo(k);
  return classes.zero && k === 0 ? compact(0) : between(uppers, k);
}

/**
 * A class of the map page.
 * @param {Scheme} scheme
 * @param {number} k
 */
export function rangeOf({ kind, uppers, single, highest }, k) {
  if (kind === 'binary') return yesOrNo(k);
  const last = k === uppers.length - 1;
  if (single) return compact(last ? highest : uppers[k]);
  return last && k === 0 ? t('map.all_values') : between(uppers, k);
}
