// The table page: charts of the rows found, and which places they are of. The server names both.
import { element, slot } from '../core/dom.js';
import { session } from '../core/session.js';
import { go } from '../request/routing.js';
import { number, t } from '../words/text.js';

/**
 * @typedef {{ label: string, compare?: string, map?: string }} Links addresses of charts of an indicator
 * @typedef {{ items: Links[], more: number, differs: string, both: string }} Charts
 *   - more: indicators beyond those listed
 *   - differs: what the charts show otherwise than the table
 *   - both: the address of two against each other
 * @typedef {{ text?: string, areas?: string, members?: string }} Places
 *   in words; what lets go those chosen at the top, and the group chosen here
 */

/** @param {Links} item @param {boolean} [named] each link says of which indicator it is */
const links = (item, named) =>
  /** @type {('compare' | 'map')[]} */ (['compare', 'map'])
    .filter((page) => item[page])
    .map((page) => {
      const link = element('a', session.page.chartTexts[page], {
        href: item[page],
        'data-areas': '1',
        'data-chart': page,
      });
      if (named) link.setAttribute('aria-label', `${session.page.chartTexts[page]}: ${item.label}`);
      return link;
    });

/** One indicator has its links in the row of tools; several stand in a list. @param {Charts} found */
function charts({ items, more, differs, both }) {
  const one = slot('data-chart'),
    box = slot('table-charts-box');
  one.hidden = items.length !== 1;
  one.replaceChildren(...(one.hidden ? [] : links(items[0])));
  const apart = slot('table-differs');
  apart.hidden = !differs || !items.length;
  apart.textContent = differs;
  box.hidden = items.length < 2;
  if (box.hidden) {
    box.open = false;
    return;
  }
  const list = element('ul');
  items.forEach((item) => {
    const row = element('li'),
      ways = element('span');
    ways.append(...links(item, true));
    row.append(element('span', item.label), ways);
    list.append(row);
  });
  slot('table-charts').replaceChildren(
    ...(both ? [element('a', session.page.chartTexts.against, { href: both, 'data-areas': '1' })] : []),
    list,
    ...(more ? [element('p', t('table.more_charts', { count: number(more, 0) }), { class: 'muted' })] : []),
  );
}

/**
 * Places chosen at the top and a group chosen here: either is enough, and either can be let go.
 * @param {Places} found
 */
function places({ text, areas, members }) {
  const node = slot('table-places');
  node.hidden = !text;
  node.replaceChildren(element('span', text || ''));
  /** @type {[string, Record<string, any>][]} */
  const ways = [
    [members, { members: '' }],
    [areas, { areas: [] }],
  ];
  for (const [label, patch] of ways) {
    if (!label) continue;
    const button = element('button', label, { type: 'button', class: 'button-quiet' });
    button.addEventListener('click', () => go(patch));
    node.append(button);
  }
}

/** @param {{ charts?: Charts, places?: Places }} answer of the server to the first block of rows */
export function show(answer) {
  charts(answer.charts);
  places(answer.places);
}
