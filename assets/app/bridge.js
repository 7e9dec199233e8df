// What tests in a browser find on `window.TL`; no module reads it.
import { dark } from './core/dom.js';
import { session, views } from './core/session.js';
import { grid } from './table/grid.js';
import * as mapcontrols from './map/controls.js';
import * as painter from './map/painter.js';
import { parse } from './request/here.js';
import { go } from './request/routing.js';

/** @type {any} */
const globals = window;

// TL.page, TL.year and the like are always those of the session.
globals.TL = Object.assign(Object.create(session), {
  dark,
  parse,
  go,
  views,
  map: Object.assign(Object.create(painter.map), painter),
  mapcontrols,
  grid,
});
