// Files and links: the picture of a chart with its words in it, its numbers, and its address.
import { classColours, hatching, hatchPicture } from '../charts/classes.js';
import { codes, map } from '../charts/world_map.js';
import { all, element, slot } from '../core/dom.js';
import { copyOf, Plotly } from '../core/plotly.js';
import { currentView, session } from '../core/session.js';
import { token } from '../core/tokens.js';
import { address, read } from '../request/here.js';
import { settle } from '../request/routing.js';
import * as doubts from '../words/doubts.js';
import { linesOf, t } from '../words/text.js';
import { say } from './notice.js';

/** @import { PageState } from '../core/types.js' */

const KEPT_MS = 10000; // until a browser has surely taken the file

/**
 * @param {string} markup
 * @param {string} format 'svg' or 'png'
 * @param {{ width: number, height: number }} size of the SVG; a PNG has twice as many pixels
 * @returns {Promise<string>} the address of the file
 */
export async function fileOf(markup, format, { width, height }) {
  const svg = new Blob([markup], { type: 'image/svg+xml' });
  if (format === 'svg') return URL.createObjectURL(svg);
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 2 * width, height: 2 * height });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => {
    canvas.toBlob((blob) => done(URL.createObjectURL(blob)), 'image/png');
  });
}

/**
 * @param {string} name
 * @param {string} href
 */
export function download(name, href) {
  element('a', '', { download: name, href }).click();
  if (href.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
  say(t('saved', { name }));
}

/** @param {string} text */
export const svgOf = (text) => new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;

/** @param {Element} svg */
export const markupOf = (svg) => new XMLSerializer().serializeToString(svg);

const WIDTH = 1200;
const HEIGHT = 720;
const LINE_CHARS = 150;
const printed = (name) => token(name, 'light'); // pictures are on white

/** @param {PageState | any} state */
export const linkTo = (state) => location.origin + address(state);

/**
 * The CSV link names everything drawn, also what the page chose by itself.
 * @param {PageState} state
 */
export function csvLinks(state) {
  const indicator = session.series.id,
    { year } = session;
  const more = slot('map-more');
  if (more) more.href = address({ ...state, path: '/map', indicator, year });
  const query = address({ ...state, path: '', indicator, year });
  slot('map-csv').href = `/export/map.csv${query}&page=${encodeURIComponent(state.path)}`;
}

const wrap = (text) => linesOf(text, LINE_CHARS).join('<br>');
const note = (y, text, size, color, yanchor) => ({
  xref: 'paper',
  yref: 'paper',
  x: 0,
  y,
  xanchor: 'left',
  yanchor,
  showarrow: false,
  align: 'left',
  text,
  font: { size, color, family: token('font-sans') },
});

/** A copy of the map on white, with title, subtitle, legend, source and link inside the picture. */
export function figure() {
  const { series, year } = session;
  const { data, layout } = map.gd;
  const link = linkTo({ ...read(), indicator: series.id, year });
  const source = slot('map-source').textContent;
  const notes = [...doubts.told.map, source, `${t('image.note')} ${link}`].map(wrap).join('<br>');
  const more = Math.max(0, 14 * (notes.split('<br>').length - 3)); // of lines beyond those that the margin holds
  const [high, below] = [HEIGHT + more, 150 + more];
  const inner = high - 100 - below; // height between the margins set below
  const made = copyOf(layout);
  Object.assign(made, {
    width: WIDTH,
    height: high,
    paper_bgcolor: printed('paper'),
    plot_bgcolor: printed('paper'),
    font: { family: token('font-sans'), size: 14, color: printed('ink') },
    margin: { l: 20, r: 20, t: 100, b: below },
    showlegend: true,
    legend: { orientation: 'h', x: 0, y: -0.02, yanchor: 'top', font: { size: 13 } },
    annotations: [
      note(1 + 72 / inner, `<b>${slot('map-title').textContent}</b>`, 20, printed('ink'), 'middle'),
      note(1 + 40 / inner, series.unit, 15, printed('soft'), 'middle'),
      note(-55 / inner, notes, 11, printed('soft'), 'top'),
    ],
  });
  made.geo = { ...made.geo, landcolor: printed('land'), domain: { x: [0, 1], y: [0, 1] } };
  return { data: [...copyOf(data), ...legendTraces()], layout: made };
}

const legendTraces = () =>
  all('.legend-item', slot('legend')).map((item) => {
    const doubt = item.querySelector('.swatch-doubt');
    const color = item.querySelector('.swatch').style.background || (doubt ? printed('soft') : printed('no-value'));
    return {
      type: 'scattergeo',
      lon: [null],
      lat: [null],
      mode: 'markers',
      showlegend: true,
      name: [...item.children]
        .map((part) => part.textContent)
        .filter(Boolean)
        .join(' '),
      marker: { symbol: doubt ? 'square-open' : 'square', size: 14, color },
    };
  });

/** @param {'png' | 'svg'} format */
export async function save(format) {
  const { series, year } = session;
  const view = currentView();
  if (view.save) {
    view.save(format);
    return;
  }
  const made = { ...figure(), config: { topojsonURL: '/assets/topojson/' } };
  const { width, height } = made.layout;
  const hatched = codes()
    .flat()
    .some((code) => series.apart(code, year));
  const href = hatched
    ? await hatch(made, format)
    : await Plotly.toImage(made, { format, width, height, scale: format === 'png' ? 2 : 1 });
  download(`throughline-${series.id}-map-${year}.${format}`, href);
}

// A picture of the map in which values that lead nothing are hatched, as on the screen.
async function hatch(made, format) {
  const { width, height } = made.layout;
  const svg = svgOf(await Plotly.toImage(made, { format: 'svg', width, height, imageDataOnly: true }));
  const { series, year } = map;
  hatchPicture(svg, codes(), (node, code) => {
    const k = series.classOf(series.get(code, year));
    if (k >= 0 && series.apart(code, year)) node.style.fill = `url(#file-doubt-${k})`;
  });
  svg.insertAdjacentHTML('afterbegin', `<defs>${hatching(classColours(series), 'file-doubt-')}</defs>`);
  return fileOf(markupOf(svg), format, { width, height });
}

/** The address of what is shown, to the clipboard. */
export async function copy() {
  settle();
  const link = linkTo(read());
  try {
    await navigator.clipboard.writeText(link);
    say(t('copied'));
  } catch {
    say(`${t('copy_failed')} ${link}`);
  }
}
