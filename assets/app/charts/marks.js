// The marks of any figure, row by row, as a reader walks through them: what each says, where it leads,
// and where it stands on a map. Knows kinds of traces, and no chart by name.

/**
 * Marks that stand in a row: those of a trace, a row of a heat map, the nodes or the links of a flow.
 * @typedef {object} Row
 * @property {any} trace
 * @property {any} part of the trace, with its words and numbers
 * @property {number} count
 * @property {number} [at] of a row of a heat map: its place
 * @property {'node' | 'link'} [name] of a part of a flow
 */

const SIDEWAYS = 2.5; // on a map: how much a step aside counts against a step ahead

/** @param {any} trace with all that plotly has filled in @returns {Row[]} */
export function rowsOf(trace) {
  const { hoverinfo, node, link, z } = trace;
  if (hoverinfo === 'skip') return [];
  if (trace.type === 'sankey')
    return [
      { trace, part: node, name: 'node', count: node.label.length },
      { trace, part: link, name: 'link', count: link.value.length },
    ];
  if (z && Array.isArray(z[0]))
    return z.map((/** @type {any[]} */ cells, /** @type {number} */ at) => ({
      trace,
      part: trace,
      at,
      count: cells.length,
    }));
  const count = (trace.x || trace.locations || trace.lon || []).length;
  return count ? [{ trace, part: trace, count }] : [];
}

/**
 * The row of a mark that was clicked, and its place there; of a heat map plotly names both.
 * @param {{ fullData: any, pointNumber: number | [number, number] }} point
 * @returns {[Row, number]}
 */
export function clicked({ fullData, pointNumber }) {
  const [row, i] = [0, pointNumber].flat().slice(-2);
  return [rowsOf(fullData)[row], i];
}

/** What a mark has under a name, such as its text. @param {Row} row @param {string} key @param {number} i */
function held({ part, at }, key, i) {
  const list = part[key] || [];
  if (at === undefined || key === 'x') return list[i];
  return Array.isArray(list[at]) ? list[at][i] : list[at];
}

/** A template of plotly, filled for a mark. @param {string} text @param {Row} row @param {number} i */
const filled = (text, row, i) => text.replace(/%\{(\w+)\}/g, (_, key) => held(row, key, i));

/**
 * Where a mark leads, for traces that say so in `meta.href`, as a template or one by one; else ''.
 * @param {Row} row
 * @param {number} i
 */
export function leads(row, i) {
  const { href = '' } = row.trace.meta || {};
  return Array.isArray(href) ? href[i] || '' : filled(href, row, i);
}

/** What a mark says: its tooltip; without words of its own its name and numbers. @param {Row} row @param {number} i */
export function spoken(row, i) {
  const { part, trace } = row;
  const template = part.hovertemplate || (Array.isArray(trace.text) ? '%{text}' : '');
  const text = template ? filled(template, row, i) : numbers(row, i);
  const whole = text.replace(/<extra>.*<\/extra>/, '').replaceAll('<br>', ' ');
  return (new DOMParser().parseFromString(whole, 'text/html').body.textContent || '').trim();
}

/** @param {Row} row @param {number} i */
function numbers(row, i) {
  const [where, value] = [held(row, 'x', i) ?? held(row, 'locations', i), held(row, 'y', i) ?? held(row, 'z', i)];
  return `${row.trace.name || ''} ${where}: ${value}`;
}

/** A place on an axis without a mark. @param {Row} row @param {number} i */
export const blank = ({ part, at }, i) =>
  at === undefined
    ? Boolean(part.x && part.y) && (part.x[i] === null || Number.isNaN(Number(part.y[i])))
    : part.z[at][i] === null;

/** Degrees east, the shorter way around the world. @param {number} degrees */
const around = (degrees) => degrees - 360 * Math.round(degrees / 360);

/** @param {{ ct?: number[], lonlat?: number[] }} mark as plotly has worked it out */
const place = ({ ct, lonlat }) => ct || lonlat || [NaN, NaN];

/**
 * The mark that lies nearest in a direction on the same map; where none does, the first of the next map,
 * or the mark itself.
 * @param {any[][]} calcdata of plotly
 * @param {Row[]} rows
 * @param {[number, number]} from row and mark
 * @param {[number, number]} way south and east
 * @returns {[number, number]}
 */
export function nearest(calcdata, rows, from, [south, east]) {
  const { geo, index } = rows[from[0]].trace;
  const [lon, lat] = place(calcdata[index][from[1]]);
  const other = rows.findIndex(({ trace }, k) => trace.geo !== geo && k > from[0] === south + east > 0);
  /** @type {[number, number]} */
  let best = other < 0 ? from : [other, 0];
  let least = Infinity;
  rows.forEach(({ trace, count }, row) => {
    for (let k = 0; k < count && trace.geo === geo; k++) {
      const [x, y] = place(calcdata[trace.index][k]);
      const across = around(x - lon),
        ahead = across * east - (y - lat) * south;
      const cost = ahead + SIDEWAYS * Math.abs(east ? y - lat : across);
      if (ahead > 0 && cost < least) [least, best] = [cost, [row, k]];
    }
  });
  return best;
}
