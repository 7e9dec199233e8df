// The one door to our own Plotly, a classic script that comes with the first figure of a visit.
import { byId } from './dom.js';
import { script } from './script.js';
import { session } from './session.js';

/** @type {any} */
const globals = window;
globals.PlotlyGeoAssets = globals.PlotlyGeoAssets || { topojson: {} };

/** World shapes by name, where Plotly looks for them before it asks the server. */
export const topojson = globals.PlotlyGeoAssets.topojson;

/** The library, from the first drawn figure on. The global Plotly is Dash's own. @type {any} */
export let Plotly = globals.ThroughlinePlotly;

/** @returns {Promise<any>} the library */
export async function library() {
  if (!Plotly) await script(globals.THROUGHLINE.plotly);
  Plotly = globals.ThroughlinePlotly;
  return Plotly;
}

// Named in the document of a page that opens with a figure: it runs while Dash still starts.
const named = document.querySelector(`link[as="script"][href="${globals.THROUGHLINE.plotly}"]`);
if (named) library().catch(() => {}); // told where it is awaited

/**
 * Draw a figure of the page in its place, once.
 * @param {string} id
 * @returns {Promise<any>} the drawn element
 */
export async function plot(id) {
  const node = byId(id);
  const { newPlot } = await library();
  const figure = /** @type {any} */ (session.page).figures[id];
  node.drawn = node.drawn || newPlot(node, figure.data, figure.layout, figure.config);
  return node.drawn;
}
