// What classic scripts (assets/js) and tests find on `window.TL`. Goes with the last classic script.
import * as worldMap from './charts/world_map.js';
import { dark } from './core/dom.js';
import { drawings, session, views } from './core/session.js';
import { token } from './core/tokens.js';
import { grid } from './data_table/grid.js';
import * as mapcontrols from './map/controls.js';
import * as files from './pieces/files.js';
import { parse } from './request/here.js';
import { go } from './request/routing.js';
import { areaName, load, loadAreas } from './series/load.js';
import { compact, valueText } from './words/text.js';

/** @type {any} */
const globals = window;
const { TL } = globals;

// Classic scripts have run: what they registered joins what modules have.
Object.assign(views, TL.views);
Object.assign(drawings, TL.drawings);
Object.setPrototypeOf(TL, session); // TL.page, TL.series and the like are always those of the session

Object.assign(TL, {
  dark,
  token,
  compact,
  value: valueText,
  areaName,
  loadAreas,
  load,
  parse,
  go,
  views,
  drawings,
  map: Object.assign(Object.create(worldMap.map), worldMap),
  mapcontrols,
  files,
  grid,
});
