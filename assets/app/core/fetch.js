// What the server answers, read early where the document names it.
import { all } from './dom.js';
import { topojson } from './plotly.js';

/**
 * @param {string} url
 * @param {'json' | 'arrayBuffer'} kind
 * @throws {Error} with status and address, for any answer but 200
 */
async function fetchOk(url, kind) {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response[kind]();
}

// What the document names as needed early is read while Dash still starts; once it mounts a page
// the browser is too busy to take an answer.
const early = new Map();
all('link[rel="preload"][as="fetch"]').forEach((link) => {
  const url = link.getAttribute('href');
  const answer = fetchOk(url, url.split('?')[0].endsWith('.json') ? 'json' : 'arrayBuffer');
  const [, shapes] = url.match(/(world_\d+m)\.json$/) || [];
  answer.then(
    (held) => {
      if (shapes) topojson[shapes] = held;
    },
    () => {},
  ); // told where it is awaited
  early.set(url, answer);
});

/**
 * The answer of an address, which may be on its way already.
 * @param {string} url
 * @param {'json' | 'arrayBuffer'} kind
 */
export function ask(url, kind) {
  const answer = early.get(url);
  early.delete(url);
  return answer || fetchOk(url, kind);
}
