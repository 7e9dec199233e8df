// Areas with their names, and the series of an indicator: each fetched once per visit.
import { ask } from '../core/fetch.js';
import { session } from '../core/session.js';
import { doubtedLead } from '../request/here.js';
import { decode } from './payload.js';

/** @import { Area, Series } from '../core/types.js' */

/** @param {string} code */
export const areaName = (code) => (session.areas?.byCode[code] || { short: code }).short;

export async function loadAreas() {
  const list = await ask(`/series/${session.shell.build}/${session.shell.lang}/areas.json`, 'json');
  session.areas = { list, byCode: Object.fromEntries(list.map((/** @type {Area} */ area) => [area.code, area])) };
}

/** @type {Map<string, Promise<Series>>} */
const cache = new Map();

/**
 * @param {string} id
 * @param {string} [breakdown] a part of what is counted; '' for the total
 * @param {string} [publisher] of whom; the leading provider unless another is named
 * @returns {Promise<Series>}
 */
export function load(id, breakdown, publisher) {
  const part = breakdown ? `~${encodeURIComponent(breakdown)}` : '';
  const { build, lang } = session.shell;
  const url = `/series/${build}/${lang}/${id}${publisher ? `@${publisher}` : ''}${part}.bin`;
  if (!cache.has(url)) {
    const asked = ask(url, 'arrayBuffer').then((/** @type {ArrayBuffer} */ bytes) => decode(bytes, doubtedLead));
    cache.set(
      url,
      asked.catch((/** @type {Error} */ error) => {
        cache.delete(url);
        throw error;
      }),
    );
  }
  return /** @type {Promise<Series>} */ (cache.get(url));
}
