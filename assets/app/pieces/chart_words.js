// Tables beside charts.
import { element, slot } from '../core/dom.js';

/** @param {(string | number)[]} cells @param {string} tag @param {string} first scope of the first */
function rowOf(cells, tag, first) {
  const line = element('tr');
  line.append(
    ...cells.map((text, i) =>
      i ? element(tag, text, tag === 'th' ? { scope: 'col' } : {}) : element('th', text, { scope: first }),
    ),
  );
  return line;
}

/**
 * @param {string} caption
 * @param {(string | number)[]} head
 * @param {(string | number)[][]} rows the first cell of each names the row
 * @returns {HTMLElement}
 */
export function table(caption, head, rows) {
  const wrap = element('div', null, { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': caption });
  const node = element('table'),
    top = element('thead'),
    body = element('tbody');
  top.append(rowOf(head, 'th', 'col'));
  body.append(...rows.map((cells) => rowOf(cells, 'td', 'row')));
  node.append(element('caption', caption), top, body);
  wrap.append(node);
  return wrap;
}

/**
 * @param {string} chart the start of the names of disclosure and holder
 * @param {() => HTMLElement} build
 */
export function fill(chart, build) {
  const holder = slot(`${chart}-table`);
  const box = slot(`${chart}-details`);
  if (!holder || !box) return;
  const now = () => {
    if (box.open) holder.replaceChildren(build());
  };
  box.ontoggle = now;
  now();
}
