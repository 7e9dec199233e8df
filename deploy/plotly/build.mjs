// npm install --ignore-scripts && node node_modules/esbuild/install.js && npm run build
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';

const version = JSON.parse(readFileSync('node_modules/plotly.js/package.json', 'utf8')).version;
await build({
  entryPoints: ['index.js'],
  outfile: '../../assets/js/00-plotly.min.js',
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'Plotly',
  define: { global: 'window' },
  target: 'es2018',
  legalComments: 'inline',
  banner: { js: `/* plotly.js ${version} (choropleth, scattergeo, sankey, scatter), MIT licence, https://github.com/plotly/plotly.js */` },
});
