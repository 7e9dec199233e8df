// Which value the map shows for a place in a year, and which kind of nothing where it shows none.
// The same rule as layouts/charts/match.py; a test compares the two.
import { letter } from '../series/doubts.js';

/** @import { Cell, MapView, Series } from '../core/types.js' */

const TOLERANCE = { exact: 0, within3: 3, within5: 5, latest: 10000 }; // years
const REASONS = ['M', 'L', 'Q', 'O'];
export const KINDS = ['zero', 'M', 'L', 'Q', 'old', 'none', 'O']; // kind number k stands for KINDS[-k - 1]

/** @param {number} k below zero */
export const kindOf = (k) => KINDS[-k - 1];

// The value of a place as the map shows it, before its class is known.
function found(series, code, i) {
  const cell = i * series.shape[1] + series.column[code];
  const value = series.values[cell];
  const year = series.firstYear + i;
  return {
    kind: value === 0 ? 'zero' : 'value',
    value,
    year,
    status: letter(series.status[cell]) || 'A',
    leads: series.leadsAt(cell),
    apart: series.apart(code, year),
  };
}

/**
 * What leads nothing is shown for its own year; an earlier value that leads goes before one that
 * does not.
 * @param {Series} series
 * @param {string} code
 * @param {number} year
 * @param {MapView['mode']} mode
 * @returns {Cell}
 */
export function resolve(series, code, year, mode) {
  const column = series.column[code];
  const [years, areas] = series.shape;
  const asked = year - series.firstYear;
  if (column === undefined || asked < 0 || asked >= years) return { kind: 'none', value: NaN, year: null, status: '' };
  let older = null;
  let weak = null;
  for (let i = asked; i >= 0; i--) {
    const cell = i * areas + column;
    if (!Number.isNaN(series.values[cell])) {
      if (asked - i > TOLERANCE[mode]) {
        older = series.firstYear + i;
        break;
      }
      const shown = found(series, code, i);
      if (shown.leads || i === asked) return shown;
      weak = weak || shown;
    } else if (letter(series.status[cell]) === 'M') break; // nothing is carried past a year it cannot exist in
  }
  return weak || nothing(letter(series.status[asked * areas + column]), older);
}

function nothing(status, older) {
  if (REASONS.includes(status)) return { kind: status, value: NaN, year: older, status };
  return { kind: older === null ? 'none' : 'old', value: NaN, year: older, status: '' };
}

/**
 * Every place of the map with its class: 0 and up, or below zero a kind of nothing.
 * @param {Pick<MapView, 'series' | 'scheme' | 'codes' | 'year' | 'mode'>} view
 * @returns {Map<string, Cell>}
 */
export function cellsOf({ series, scheme, codes, year, mode }) {
  const cells = new Map();
  codes.forEach((code) => {
    const cell = resolve(series, code, year, mode);
    cell.code = code;
    if (cell.kind === 'zero' && !scheme.zero) cell.kind = 'value'; // the "no" of a yes or no
    cell.k = cell.kind === 'value' ? scheme.classOf(cell.value) : -1 - KINDS.indexOf(cell.kind);
    cells.set(code, cell);
  });
  return cells;
}

/** @param {Cell} cell */
export const isKnown = (cell) => cell.kind === 'value' || cell.kind === 'zero';
