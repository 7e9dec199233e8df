// What every place of a map shows, out of the letters of layouts/charts/map_frames.py, which describes them.

/** @import { Cell, MapAnswer } from '../core/types.js' */

const FIRST = 3; // sixteen letters of each sort, from 0x30 on: classes and kinds of nothing in turn
const LOOKS = ['', '', 'doubt', 'doubt', 'estimate'];
const BLANK = 0x20;
const ROW = 0x23;

/**
 * What every place shows in a year.
 * @param {Pick<MapAnswer, 'codes' | 'years' | 'cells' | 'rows' | 'kinds' | 'first'>} answer
 * @param {number} year one of its years
 * @returns {any} a map of Cell by the code of every place
 */
export function cellsOf({ codes, years, cells, rows, kinds, first }, year) {
  const at = years.indexOf(year);
  return new Map(codes.map((code, i) => [code, read(i * years.length + at)]));

  /** @param {number} place @returns {Cell} */
  function read(place) {
    const letter = cells.charCodeAt(place),
      row = rows.charCodeAt(place);
    const sort = (letter >> 4) - FIRST,
      nth = letter & 15;
    const k = sort % 2 ? -1 - nth : nth;
    const kind = k < 0 ? kinds[nth] : 'value';
    const known = k >= 0 || kind === 'zero';
    const own = row === BLANK ? (known ? year : null) : first + row - ROW;
    return { k, kind, known, look: LOOKS[sort], year: own };
  }
}
