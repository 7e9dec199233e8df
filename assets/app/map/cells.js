// What every place of a map shows, out of the letters of layouts/charts/map_frames.py, which describes them.

/** @import { Cell, MapAnswer } from '../core/types.js' */

const CLASS = 0x30;
const KIND = 0x40;
const APART = 0x20; // further on where a value is drawn apart
const CLASSES = 10;
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
    const apart = (letter >= CLASS + APART && letter < CLASS + APART + CLASSES) || letter >= KIND + APART;
    const level = letter - (apart ? APART : 0);
    const k = level < KIND ? level - CLASS : KIND - 1 - level;
    const kind = k < 0 ? kinds[-k - 1] : 'value';
    const known = k >= 0 || kind === 'zero';
    const own = row === BLANK ? (known ? year : null) : first + row - ROW;
    return { k, kind, known, apart, year: own };
  }
}
