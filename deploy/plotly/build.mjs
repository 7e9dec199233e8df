// npm install --ignore-scripts && node node_modules/esbuild/install.js && npm run build
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const version = JSON.parse(readFileSync('node_modules/plotly.js/package.json', 'utf8')).version;
const bundle = '../../assets/js/00-plotly.min.js';
// Addresses that plotly.js would ask by default; the page must not ask any other host.
const defaults = { 'https://cdn.plot.ly/un/': '/assets/topojson/', 'https://cloud.plotly.com/newchart': '/' };
// What attributes are for is told to who writes figures; a browser draws without it.
const TOLD = [
  /\bdescription:\s*\[[\s\S]*?\]\s*\.join\([^)]*\),?/g,
  /\bdescription:\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")(?=\s*[,}\n]),?/g,
];
const untold = {
  name: 'untold',
  setup({ onLoad }) {
    onLoad({ filter: /plotly\.js[\\/]src[\\/].*\.js$/ }, ({ path }) => ({
      contents: TOLD.reduce((text, told) => text.replace(told, ''), readFileSync(path, 'utf8')),
    }));
    // Our places go by their codes; a figure with names of countries is left to the plotly that Dash ships.
    onLoad({ filter: /country-iso-search/ }, () => ({
      contents: 'module.exports = { COUNTRIES: [], createLookup: () => ({ lookupAlpha3: () => null }) };',
    }));
  },
};
await build({
  plugins: [untold],
  entryPoints: ['index.js'],
  outfile: bundle,
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'ThroughlinePlotly', // not Plotly: dcc.Graph would take it for the one that Dash ships
  define: { global: 'window' },
  target: 'es2018',
  loader: { '.css': 'empty' }, // of maps with streets
  legalComments: 'inline',
  banner: { js: `/* plotly.js ${version} (bar, choropleth, heatmap, scattergeo, sankey, scatter), MIT licence, https://github.com/plotly/plotly.js */` },
});
const text = readFileSync(bundle, 'utf8');
writeFileSync(bundle, Object.entries(defaults).reduce((made, [theirs, ours]) => made.replaceAll(theirs, ours), text));
// Sent as they lie: compressing this much for every visitor would take seconds (app.py).
const most = { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } };
for (const file of [bundle, '../../assets/topojson/world_110m.json', '../../assets/topojson/world_50m.json'])
  writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), most));
