// The reader's own country among the places of the front page, from time zone and language. Both stay here.
import { ask } from '../core/fetch.js';
import { drawings, session } from '../core/session.js';
import { address, read } from '../request/here.js';

/** @typedef {{ zones: Record<string, string>, names: Record<string, [string, string]> }} Countries by ISO codes */

/** @type {Promise<Countries> | null} */
let asked = null;

/** @param {Countries} known @returns {[string, string] | undefined} code and name */
function own({ zones, names }) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const regions = navigator.languages.map((language) => new Intl.Locale(language).region);
  return [zones[zone], ...regions].map((iso) => names[iso || '']).find(Boolean);
}

drawings['[data-own-country]'] = async (holder) => {
  const { build, lang } = session.shell;
  const answer = asked || ask(`/own-country/${build}/${lang}.json`, 'json');
  asked = answer;
  const found = await answer.then(own).catch(() => null); // without an answer nothing is offered
  if (!found || found[0] === holder.dataset.ownCountry) return;
  const [code, name] = found;
  const state = read();
  const areas = [code, ...state.areas.filter((other) => other !== code)];
  const href = address({ ...state, areas });
  const link = holder.querySelector('.own-place'); // has its room already, so that nothing moves
  Object.assign(link, { href, textContent: name });
  Object.assign(link.dataset, { areas: '1', keep: '1' });
};
