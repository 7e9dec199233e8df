// The switch that lets doubted values lead, and the way to the reasons (layouts/pieces/components.py):
// shown where there is something to doubt.
import { listen, slot } from '../core/dom.js';
import { go } from '../request/routing.js';

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
