// npm install --ignore-scripts && node node_modules/esbuild/install.js && npm run build
import { build } from 'esbuild';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';

const source = 'node_modules/ag-grid-community';
const { version } = JSON.parse(readFileSync(`${source}/package.json`, 'utf8'));
const bundle = '../../assets/grid/ag-grid.min.js';
await build({
  entryPoints: ['index.js'],
  outfile: bundle,
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'AgGrid',
  target: 'es2020',
  legalComments: 'inline',
  banner: { js: `/* AG Grid Community ${version}, MIT licence (see LICENSE.txt beside), https://github.com/ag-grid/ag-grid */` },
});
// Its themes could fetch fonts from another host; ours has none, and the page must not be able to.
const text = readFileSync(bundle, 'utf8');
writeFileSync(bundle, text.replaceAll('fonts.googleapis.com', 'localhost'));
copyFileSync(`${source}/LICENSE.txt`, '../../assets/grid/LICENSE.txt');
