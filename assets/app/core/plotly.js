// The one door to Plotly, which comes as a classic script before any module runs.
import { byId } from './dom.js';
import { session } from './session.js';

/** @type {any} */
const globals = window;
export const Plotly = globals.ThroughlinePlotly; // the global Plotly is Dash's own

/** World shapes by name, where Plotly looks for them before it asks the server. */
export const topojson = globals.PlotlyGeoAssets.topojson;

/**
 * Draw a figure of the page in its place, once.
 * @param {string} id
 * @returns {Promise<any>} the drawn element
 */
export function plot(id) {
  const node = byId(id);
  const figure = /** @type {any} */ (session.page).figures[id];
  node.drawn = node.drawn || Plotly.newPlot(node, figure.data, figure.layout, figure.config);
  return node.drawn;
}
