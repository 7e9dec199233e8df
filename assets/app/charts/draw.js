// Draws any figure of plotly in a place, whoever made it. Knows no chart by name.

import { all } from '../core/dom.js';
import { library } from '../core/plotly.js';
import { script } from '../core/script.js';
import { strips } from './strips.js';

/** @type {any} */
const globals = window;

/**
 * @typedef {{ data: any[], layout: any, config?: any }} Figure as plotly has it
 * @typedef {HTMLElement & { drawnBy?: any, calcdata?: any, on?: any }} Drawn a place with a figure in it
 */

// Our own plotly has few trace types; it is not the global Plotly, so that dcc.Graph loads the one
// that Dash ships. A type that ours lacks loads that one, too.
const types = new Set(globals.THROUGHLINE.bundle);

/**
 * The library that can draw some traces; ours knows places by code alone.
 * @param {any[]} data
 * @returns {Promise<any>}
 */
export async function libraryFor(data) {
  if (data.every(({ type = 'scatter', locationmode }) => types.has(type) && locationmode !== 'country names'))
    return library();
  if (!globals.Plotly) await script(globals._dashPlotlyJSURL);
  return globals.Plotly;
}

/**
 * How tall a figure stands in its place: one that is `meta.wide` times as wide as high no taller than that.
 * @param {HTMLElement} node
 * @param {any} layout
 * @returns {number | undefined}
 */
export const tall = (node, { height, meta }) =>
  meta && meta.wide ? Math.min(height, Math.round(node.clientWidth / meta.wide)) : height;

/**
 * Draw a figure, or change the one that stands there into it.
 * @param {Drawn} node
 * @param {Figure} figure
 */
export async function draw(node, { data, layout, config }) {
  const drawer = await libraryFor(data);
  const fresh = node.drawnBy !== drawer;
  if (node.drawnBy && fresh) node.drawnBy.purge(node);
  node.drawnBy = drawer;
  const height = layout && tall(node, layout);
  node.style.height = height ? `${height}px` : '';
  await drawer.react(node, data, { ...layout, height }, config);
  const dress = () => [hatch, strips].forEach((act) => act(node));
  if (fresh) node.on('plotly_afterplot', dress);
  dress();
}

/**
 * Plotly fills no shape of a map with a pattern: a trace names one for each of its shapes in
 * `meta.patterns`, '' for none, and the style sheet fills them.
 * @param {Drawn} node
 */
function hatch(node) {
  for (const marks of node.calcdata) {
    const { meta } = marks[0].trace;
    if (meta && meta.patterns)
      all('path.choroplethlocation', node).forEach((path) => {
        path.dataset.pattern = meta.patterns[marks.indexOf(path.__data__)] || '';
      });
  }
}

/** Take a figure away. @param {Drawn} node */
export function clear(node) {
  if (node.drawnBy) node.drawnBy.purge(node);
  node.drawnBy = null;
}
