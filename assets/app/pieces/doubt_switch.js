// The switch that lets doubted values lead, and the way to the reasons (layouts/pieces/components.py):
// shown where there is something to doubt.
import { listen, slot } from '../core/dom.js';
import { address, doubtedLead, pages, read } from '../request/here.js';
import { go } from '../request/routing.js';
import { countDoubts } from '../series/doubts.js';
import { t } from '../words/text.js';

/** @import { Series } from '../core/types.js' */

/** @param {{ count: number, offered: boolean, on: boolean, text: string, href: string }} doubts of an answer */
export function doubtSwitch({ count, offered, on, text, href }) {
  const holder = slot('doubts');
  if (!holder) return;
  holder.hidden = !count && !on;
  const [label, link] = holder.children;
  label.hidden = !offered && !on;
  label.firstChild.checked = on;
  Object.assign(link, { textContent: text, href });
}

listen('change', ({ target }) => {
  if (target.id === 'doubted') go({ doubted: target.checked ? 'on' : 'off' });
});

/**
 * What the switch shows of a series.
 * @param {Series} series
 */
export function doubtsOf(series) {
  const [count, leading] = countDoubts(series);
  const text = t(count === 1 ? 'doubts.which_one' : 'doubts.which', { count });
  const href = address({ ...read(), path: pages.quality.path, indicator: series.id, year: null });
  return { count, offered: leading > 0, on: doubtedLead(), text, href };
}
