// npm install --ignore-scripts && node node_modules/esbuild/install.js && npm run build
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';

const version = JSON.parse(readFileSync('node_modules/plotly.js/package.json', 'utf8')).version;
const bundle = '../../assets/js/00-plotly.min.js';
// Addresses that plotly.js would ask by default; the page must not ask any other host.
const defaults = { 'https://cdn.plot.ly/un/': '/assets/topojson/', 'https://cloud.plotly.com/newchart': '/' };
await build({
  entryPoints: ['index.js'],
  outfile: bundle,
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'ThroughlinePlotly', // not Plotly: dcc.Graph would take it for the one that Dash ships
  define: { global: 'window' },
  target: 'es2018',
  legalComments: 'inline',
  banner: { js: `/* plotly.js ${version} (bar, choropleth, heatmap, scattergeo, sankey, scatter), MIT licence, https://github.com/plotly/plotly.js */` },
});
const text = readFileSync(bundle, 'utf8');
writeFileSync(bundle, Object.entries(defaults).reduce((made, [theirs, ours]) => made.replaceAll(theirs, ours), text));
