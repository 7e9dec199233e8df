// Files of the map page: the link to its numbers, and a picture of map or tiles with title, legend,
// years, source and link inside, hatched as on the screen.
import { hatching, hatchPicture, rangeOf } from '../charts/classes.js';
import { KINDS } from '../charts/match.js';
import { codes, map } from '../charts/world_map.js';
import { slot } from '../core/dom.js';
import { copyOf, Plotly } from '../core/plotly.js';
import { session } from '../core/session.js';
import { token } from '../core/tokens.js';
import { download, fileOf, linkTo, markupOf, svgOf } from '../pieces/files.js';
import { address, read } from '../request/here.js';
import * as doubts from '../words/doubts.js';
import { linesOf, safe, t } from '../words/text.js';
import { patterns } from './patterns.js';
import { ink } from './tiles.js';
import { kindWords } from './words.js';

/** @import { MapView } from '../core/types.js' */

const WIDTH = 1200;
const SIDE = 30;
const INNER = WIDTH - 2 * SIDE;
const TOP = 96; // below title and subtitle
const ACROSS = 4; // columns of the legend
const LINE_CHARS = 170;
/** @param {MapView} view */
export function csv(view) {
  const state = { ...read(), indicator: view.series.id, year: view.year };
  const query = address(state).split('?')[1];
  slot('map-csv').href = `/export/map.csv?${query}&page=${encodeURIComponent(state.path)}`;
}

const words = (x, y, text, size, colour, extra = '') =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}" ${extra}>${safe(text)}</text>`;

// The drawn map as SVG, its kinds of nothing hatched.
async function mapPart(view) {
  const { gd } = map;
  const width = INNER,
    height = Math.round((INNER * gd.clientHeight) / gd.clientWidth);
  const layout = { ...copyOf(gd.layout), width, height, margin: { l: 0, r: 0, t: 0, b: 0 } };
  const figure = { data: copyOf(gd.data), layout, config: { topojsonURL: '/assets/topojson/' } };
  const svg = svgOf(await Plotly.toImage(figure, { format: 'svg', width, height, imageDataOnly: true }));
  hatchPicture(svg, codes(), (node, code) => {
    const { k, kind, apart } = view.cells.get(code);
    if (k < 0) node.style.fill = `url(#file-${kind})`;
    else if (apart) node.style.fill = `url(#file-doubt-${k})`;
    if (!view.shown.has(code)) node.style.opacity = '.28';
  });
  return { markup: markupOf(svg), height };
}

function tilePart(view) {
  const places = Object.entries(session.page.tiles);
  const columns = Math.max(...places.map(([, place]) => place[1]));
  const rows = Math.max(...places.map(([, place]) => place[0]));
  const side = Math.floor(INNER / columns);
  const markup = places.map(([code, [row, column]]) => tile(view, code, (column - 1) * side, (row - 1) * side, side));
  return { markup: `<svg width="${INNER}" height="${rows * side}">${markup.join('')}</svg>`, height: rows * side };
}

function tile(view, code, x, y, side) {
  const { k, kind, apart } = view.cells.get(code);
  const fill = k < 0 ? `url(#file-${kind})` : view.colours[k];
  const hollow = k >= 0 && apart;
  const edge = hollow ? 3 : 1;
  const look = hollow
    ? `fill="${token('paper')}" stroke="${fill}" stroke-width="3" stroke-dasharray="5 3"`
    : `fill="${fill}"`;
  const size = side - 2 * edge;
  const shape = `x="${x + edge}" y="${y + edge}" width="${size}" height="${size}" ${look}`;
  const colour = k < 0 || hollow ? token('ink') : ink(view.colours[k]);
  const name = words(x + side / 2, y + side / 2 + 4, code, 12, colour, 'text-anchor="middle" font-weight="600"');
  return `<g${view.shown.has(code) ? '' : ' opacity=".28"'}><rect ${shape} rx="4"/>${name}</g>`;
}

// Fill, words and count of each class and of the kinds of nothing that occur.
function legendItems(view) {
  const { scheme, counts } = view;
  const any = !Number.isNaN(scheme.lowest);
  const classes = any ? scheme.uppers.map((_, k) => [view.colours[k], rangeOf(scheme, k), counts.get(k) || 0]) : [];
  const nothing = KINDS.map((kind, i) => [`url(#file-${kind})`, kindWords(kind), counts.get(-1 - i)]).filter(
    ([, , count]) => count,
  );
  const doubt = `url(#file-doubt-${scheme.uppers.length - 1})`;
  return [...classes, ...nothing, ...(view.apart ? [[doubt, t('doubts.legend'), view.apart]] : [])];
}

// The legend in columns; then the years in use.
function legendPart(view, top) {
  const items = legendItems(view);
  const markup = items
    .map(([fill, label, count], i) => {
      const x = SIDE + (i % ACROSS) * (INNER / ACROSS),
        y = top + Math.floor(i / ACROSS) * 24;
      const look = `rx="3" fill="${fill}" stroke="${token('neutral')}" stroke-opacity=".5"`;
      return (
        `<rect x="${x}" y="${y}" width="24" height="15" ${look}/>` +
        words(x + 32, y + 12.5, `${label} (${count})`, 14, token('ink'))
      );
    })
    .join('');
  const below = top + Math.ceil(items.length / ACROSS) * 24;
  const list = (view.years || []).map(([label, count]) => `${label} (${count})`).join(', ');
  const years = list ? words(SIDE, below + 18, t('map.years_line', { list }), 14, token('ink')) : '';
  return { markup: markup + years, bottom: below + (list ? 30 : 10) };
}

/**
 * @param {MapView} view
 * @returns {Promise<{ markup: string, width: number, height: number }>} an SVG
 */
export async function picture(view) {
  const part = view.layout === 'tiles' ? tilePart(view) : await mapPart(view);
  const legend = legendPart(view, TOP + part.height + 16);
  const texts = [
    ...doubts.told.map,
    slot('map-source').textContent,
    document.querySelector('.map-card .map-note').textContent,
    linkTo({ ...read(), indicator: view.series.id, year: view.year }),
  ];
  const notes = texts.flatMap((text) => linesOf(text, LINE_CHARS));
  const height = legend.bottom + notes.length * 16 + 24;
  const markup = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`,
    ` font-family="${token('font-sans')}">`,
    `<defs>${patterns('file-')}${hatching(view.colours, 'file-doubt-')}</defs>`,
    `<rect width="100%" height="100%" fill="${token('paper')}"/>`,
    words(SIDE, 46, slot('map-title').textContent, 24, token('ink'), 'font-weight="650"'),
    words(SIDE, 74, slot('map-subtitle').textContent, 16, token('soft')),
    part.markup.replace('<svg', `<svg x="${SIDE}" y="${TOP}"`),
    legend.markup,
    ...notes.map((line, i) => words(SIDE, legend.bottom + 14 + i * 16, line, 11.5, token('soft'))),
    '</svg>',
  ].join('');
  return { markup, width: WIDTH, height };
}

/**
 * @param {MapView} view
 * @param {string} format 'png' or 'svg'
 */
export async function save(view, format) {
  const { markup, ...size } = await picture(view);
  const part = view.series.breakdown ? `-${view.series.breakdown.replace('=', '-')}` : '';
  const name = `throughline-${view.series.id}${part}-${view.layout}-${view.year}.${format}`;
  download(name, await fileOf(markup, format, size));
}
