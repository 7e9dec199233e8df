// The browser's part: every module that acts by itself, and the functions that Dash calls.
import './bridge.js';
import './charts/component.js';
import { chosen } from './compare/choosers.js';
import './compare/page.js';
import { byId } from './core/dom.js';
import { session } from './core/session.js';
import { tableIndicators, tableRows } from './table/page.js';
import { arrived, hydrate } from './frame/arrival.js';
import { reachDropdowns } from './frame/dropdowns.js';
import './frame/header.js';
import { watchMarkup } from './frame/markup.js';
import './frame/paper.js';
import './map/page.js';
import './overview/own_country.js';
import { waitEnd } from './pieces/notice.js';
import './pieces/terms.js';
import { choose, chooseAreas } from './request/controls.js';
import { stay } from './request/links.js';
import { asked, route, shown, stands } from './request/routing.js';
import './search/box.js';

/** @type {any} */
const globals = window;
const nothing = () => globals.dash_clientside.no_update;

/** The document is there: which page to ask for. */
function boot() {
  watchMarkup(byId('page'), byId('footer'));
  reachDropdowns();
  return route() || nothing();
}

/** A page has come, with the words of its language. */
async function page(data, shell) {
  if (data && shell) {
    session.shell = shell;
    shown({ areas: asked.areas, indicator: asked.indicator || data.defaultIndicator }, true); // as it was drawn
    await arrived(data);
  }
  return nothing();
}

/** A part of the page has come; the first one comes with the page. */
function part() {
  waitEnd();
  stands();
  if (session.shell) hydrate(byId('part'));
  stay();
}

/** For Dash, which is given nothing in return. @param {(value: any) => void} act */
const silent = (act) => (/** @type {any} */ value) => {
  act(value);
  return nothing();
};
/** A further indicator of the comparing page. @param {string} key of the address */
const further = (key) => silent((value) => chosen(key, value));

// What callbacks call by name; assets/js/05-start.js lets calls wait until now.
globals.THROUGHLINE.started({
  boot,
  page,
  part: silent(part),
  indicator: silent(choose),
  areas: silent(chooseAreas),
  x: further('x'),
  size: further('size'),
  beside: further('beside'),
  tableRows,
  tableIndicators: silent(tableIndicators),
});
