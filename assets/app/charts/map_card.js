// What stands around the map on every page that has one: its words, table, links and pictures, all as the
// server has answered them.
import { slot, write } from '../core/dom.js';
import { ask } from '../core/fetch.js';
import { table } from '../pieces/chart_words.js';
import { say } from '../pieces/notice.js';
import { address, read } from '../request/here.js';
import { t } from '../words/text.js';
import { textsOf, urlOf } from './map_answer.js';
import { save as saveFile } from './save.js';

/** @import { MapView } from '../core/types.js' */

const here = (/** @type {MapView} */ view) => ({ ...read(), indicator: view.answer.series.id, year: view.year });

/** Title, subtitle, source and summary of the year shown. @param {MapView} view */
export function words(view) {
  const { title, subtitle, summary } = textsOf(view);
  write('map-title', title);
  write('map-subtitle', subtitle);
  write('map-source', view.answer.source);
  write('map-summary', summary);
}

/** Links that name all that is drawn. @param {MapView} view */
export function links(view) {
  const state = here(view);
  const more = slot('map-more');
  if (more) more.href = address({ ...state, path: '/map' });
  slot('map-csv').href = `/export/map.csv?${address(state).split('?')[1]}&page=${encodeURIComponent(state.path)}`;
}

/**
 * The table of the year shown, asked for where a reader has it open.
 * @param {MapView} view
 * @param {() => boolean} left whether the page shows another view by now
 */
export function offerTable(view, left) {
  const box = slot('map-details');
  const { year } = view;
  const now = async () => {
    if (!box.open) return;
    const { head, rows } = await ask(urlOf(here(view), view.answer.series.id, '&astable=1'), 'json');
    if (left() || view.year !== year) return;
    slot('map-table').replaceChildren(table(`${textsOf(view).title} (${view.answer.series.unit})`, head, rows));
  };
  box.ontoggle = () => now().catch((error) => say(t('failed', { what: error.message })));
  box.ontoggle();
}

/**
 * The picture of the map, as the server lays it out for paper.
 * @param {MapView} view
 * @param {any} format 'png' or 'svg'
 */
export const save = (view, format) =>
  saveFile(urlOf(here(view), view.answer.series.id, '&print=1'), format).catch((error) =>
    say(t('failed', { what: error.message })),
  );
