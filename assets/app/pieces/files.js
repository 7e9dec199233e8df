// Files and links: the picture of a chart with its words in it, its numbers, and its address.
import { classColours, hatching, hatchPicture } from '../charts/classes.js';
import { codes, map } from '../charts/world_map.js';
import { all, element, slot } from '../core/dom.js';
import { copyOf, lines, Plotly } from '../core/plotly.js';
import { currentView, session } from '../core/session.js';
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
const HEIGHT = { map: 720, line: 680 };
const LINE_CHARS = 150;
const INK = '#1d2630',
  SOFT = '#4a5560';

/** @param {PageState | any} state */
export const linkTo = (state) => location.origin + address(state);

/**
 * The CSV link names everything drawn, also what the page chose by itself.
 * @param {PageState} state
 * @param {{ areas: string[] }} picked the areas of the lines
 */
export function csvLinks(state, picked) {
  const indicator = session.series.id,
    { year } = session;
  const more = slot('map-more');
  if (more) more.href = address({ ...state, path: '/map', indicator, year });
  for (const chart of ['map', 'line']) {
    const link = slot(`${chart}-csv`);
    if (!link) continue;
    const full = { ...state, path: '', indicator, year, areas: chart === 'line' ? picked.areas : state.areas };
    const publisher = state.publisher ? `&publisher=${state.publisher}` : '';
    link.href = `/export/${chart}.csv${address(full)}${publisher}&page=${encodeURIComponent(state.path)}`;
  }
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
  font: { size, color, family: 'Inter, sans-serif' },
});

/**
 * A copy of the chart on white, with title, subtitle, legend, source and link inside the picture.
 * @param {'map' | 'line'} chart
 */
export function figure(chart) {
  const { series, year } = session;
  const isMap = chart === 'map';
  const { data, layout } = isMap ? map.gd : lines.gd;
  const link = linkTo({ ...read(), indicator: series.id, year });
  const source = slot(`${chart}-source`).textContent;
  const notes = [...doubts.told[chart], source, `${t('image.note')} ${link}`].map(wrap).join('<br>');
  const more = Math.max(0, 14 * (notes.split('<br>').length - 3)); // of lines beyond those that the margin holds
  const [high, below] = [HEIGHT[chart] + more, 150 + more];
  const inner = high - 100 - below; // height between the margins set below
  const made = copyOf(layout);
  Object.assign(made, {
    width: WIDTH,
    height: high,
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
    font: { family: 'Inter, sans-serif', size: 14, color: INK },
    margin: { l: isMap ? 20 : 60, r: isMap ? 20 : 170, t: 100, b: below },
    showlegend: isMap,
    legend: { orientation: 'h', x: 0, y: -0.02, yanchor: 'top', font: { size: 13 } },
    annotations: [
      ...(isMap ? [] : made.annotations || []),
      note(1 + 72 / inner, `<b>${slot(`${chart}-title`).textContent}</b>`, 20, INK, 'middle'),
      note(1 + 40 / inner, series.unit, 15, SOFT, 'middle'),
      note(-(isMap ? 55 : 40) / inner, notes, 11, SOFT, 'top'),
    ],
  });
  if (isMap) made.geo = { ...made.geo, landcolor: '#ececec', domain: { x: [0, 1], y: [0, 1] } };
  return { data: [...copyOf(data), ...(isMap ? legendTraces() : [])], layout: made };
}

const legendTraces = () =>
  all('.legend-item', slot('legend')).map((item) => {
    const doubt = item.querySelector('.swatch-doubt');
    const color = item.querySelector('.swatch').style.background || (doubt ? SOFT : '#dcdcdc');
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

/**
 * @param {'map' | 'line'} chart
 * @param {'png' | 'svg'} format
 */
export async function save(chart, format) {
  const { series, year } = session;
  const view = currentView();
  if (view.save) {
    view.save(format);
    return;
  }
  const made = { ...figure(chart), config: { topojsonURL: '/assets/topojson/' } };
  const { width, height } = made.layout;
  const hatched =
    chart === 'map' &&
    codes()
      .flat()
      .some((code) => series.apart(code, year));
  const href = hatched
    ? await hatch(made, format)
    : await Plotly.toImage(made, { format, width, height, scale: format === 'png' ? 2 : 1 });
  download(`throughline-${series.id}-${chart}${chart === 'map' ? `-${year}` : ''}.${format}`, href);
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
