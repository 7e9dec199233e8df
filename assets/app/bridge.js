// What classic scripts (assets/js) and tests find on `window.TL`. Goes with the last classic script.
import * as breaks from './charts/breaks.js';
import { classColours, defineHatching, hatching, hatchPicture, paper } from './charts/classes.js';
import * as match from './charts/match.js';
import * as worldMap from './charts/world_map.js';
import { dark, element, painted, slot } from './core/dom.js';
import { ask } from './core/fetch.js';
import { plot } from './core/plotly.js';
import { drawings, session, views } from './core/session.js';
import { token } from './core/tokens.js';
import * as rowCharts from './data_table/charts.js';
import * as mapcontrols from './map/controls.js';
import * as mapfiles from './map/files.js';
import { cellText, kindWords } from './map/words.js';
import { fill, legend, table } from './pieces/chart_words.js';
import { doubtSwitch } from './pieces/doubt_switch.js';
import * as files from './pieces/files.js';
import { say } from './pieces/notice.js';
import { address, doubtedLead, parse, read } from './request/here.js';
import { go, settle } from './request/routing.js';
import * as bits from './series/doubts.js';
import { areaName, load, loadAreas } from './series/load.js';
import * as doubts from './words/doubts.js';
import { compact, number, t, valueText } from './words/text.js';

/** @type {any} */
const globals = window;
const { TL } = globals;

// Classic scripts have run: what they registered joins what modules have.
Object.assign(views, TL.views);
Object.assign(drawings, TL.drawings);
Object.setPrototypeOf(TL, session); // TL.page, TL.series and the like are always those of the session

Object.assign(TL, {
  slot,
  element,
  dark,
  token,
  painted,
  ask,
  plot,
  t,
  number,
  compact,
  value: valueText,
  areaName,
  loadAreas,
  load,
  parse,
  read,
  address,
  go,
  settle,
  say,
  views,
  drawings,
  colours: classColours,
  doubts: {
    ...bits,
    ...doubts,
    lead: doubtedLead,
    leads: (byte) => bits.leads(byte, doubtedLead()),
    attach: (series) => bits.attach(series, doubtedLead),
    note: (cells, reasoned) => doubts.note(cells, reasoned, areaName),
    cells: doubts.cellsOfAreas,
    control: doubtSwitch,
    paper,
    patterns: hatching,
    define: defineHatching,
    hatch: hatchPicture,
  },
  match: { ...match, words: kindWords, text: cellText },
  breaks,
  map: Object.assign(Object.create(worldMap.map), worldMap, { legend }),
  mapcontrols,
  mapfiles,
  files,
  tables: { fill, table },
  rowCharts,
});
