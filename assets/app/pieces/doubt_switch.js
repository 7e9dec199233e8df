// The switch that lets doubted values lead, and the way to the reasons: shown where there is something
// to doubt.
import { element, slot } from '../core/dom.js';
import { address, doubtedLead, pages, read } from '../request/here.js';
import { go } from '../request/routing.js';
import { countDoubts } from '../series/doubts.js';
import { t } from '../words/text.js';

/** @import { Series } from '../core/types.js' */

/** @param {Series} series */
export function doubtSwitch(series) {
  const holder = slot('doubts');
  if (!holder) return;
  const [count, leading] = countDoubts(series);
  holder.hidden = !count && !doubtedLead();
  if (!holder.firstChild) holder.append(box(), element('a', '', { class: 'doubts-why' }));
  const [label, link] = holder.children;
  label.hidden = !leading && !doubtedLead();
  label.querySelector('input').checked = doubtedLead();
  link.textContent = t(count === 1 ? 'doubts.which_one' : 'doubts.which', { count });
  link.href = address({ ...read(), path: pages.quality.path, indicator: series.id, year: null });
}

function box() {
  const label = element('label', null, { class: 'doubts-switch' });
  const input = element('input', null, { type: 'checkbox', id: 'doubted' });
  input.addEventListener('change', () => go({ doubted: input.checked ? 'on' : 'off' }));
  label.append(input, element('span', t('doubts.switch')));
  return label;
}
