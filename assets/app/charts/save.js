// A chart as a file: its picture as the server lays it out for paper, and the code of a frame.
import { element } from '../core/dom.js';
import { say } from '../pieces/notice.js';
import { t } from '../words/text.js';
import { libraryFor } from './draw.js';

const SCALE = { png: 2, svg: 1 };

/**
 * Save the printed figure of a chart.
 * @param {string} url of its JSON with `print=1`
 * @param {'png' | 'svg'} format
 */
export async function save(url, format) {
  const answer = await fetch(url, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(await answer.text());
  const {
    name,
    figure: { data, layout, config },
  } = await answer.json();
  const library = await libraryFor(data);
  const { width, height } = layout;
  const href = await library.toImage({ data, layout, config }, { format, width, height, scale: SCALE[format] });
  const link = element('a', null, { href, download: `${name}.${format}` });
  link.click();
  say(t('saved', { name: link.download }));
}

/**
 * Copy the code of a frame that shows a chart alone on another site.
 * @param {string} src
 * @param {string} title
 * @param {number} height of the card as it stands here
 */
export async function copyFrame(src, title, height) {
  const frame = element('iframe', null, { src, title, width: '100%', height, loading: 'lazy', style: 'border:0' });
  try {
    await navigator.clipboard.writeText(frame.outerHTML);
    say(t('compare.embedded'));
  } catch {
    say(`${t('copy_failed')} ${frame.outerHTML}`);
  }
}
