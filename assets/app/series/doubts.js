// Values that lead nothing: never highest, lowest, default, bound, base or end of a line. The rule
// stands in data/quality.py; a series brings it as one bit a cell, and the reasons in words.

/** @import { Series } from '../core/types.js' */

const LETTER = 0x7f;
export const HELD = 0x80;
const WAITING = ['F', 'P']; // lead nothing, also where the reader lets doubted values lead

/** @param {number} byte of a cell's status */
export const letter = (byte) => (byte & LETTER ? String.fromCharCode(byte & LETTER) : '');
/** @param {number} byte */
export const waits = (byte) => WAITING.includes(letter(byte));
/** @param {number} byte */
const doubted = (byte) => Boolean(byte & HELD) && !waits(byte);
/**
 * @param {number} byte
 * @param {boolean} doubtsLead whether the reader lets doubted values lead
 */
export const leads = (byte, doubtsLead) => !(byte & HELD) || (doubted(byte) && doubtsLead);

/**
 * The reasons of a header by area and year, which stay with the cells when a series is cut.
 * @param {{ doubts?: [string, number[]][], areas: string[], firstYear: number }} head
 * @returns {Map<string, string>}
 */
export function reasonsOf({ doubts = [], areas, firstYear }) {
  const found = new Map();
  for (const [reason, runs] of doubts) {
    for (let at = 0; at < runs.length; at += 3) {
      const [area, first, last] = runs.slice(at, at + 3);
      for (let year = first; year <= last; year++) found.set(`${areas[area]}|${firstYear + year}`, reason);
    }
  }
  return found;
}

/**
 * Give a series what it says of a cell: its letter, whether it leads or is doubted, and why.
 * @param {any} series with `values`, `status`, `at` and `reasons`
 * @param {() => boolean} doubtsLead whether the reader lets doubted values lead
 * @returns {Series}
 */
export function attach(series, doubtsLead) {
  const { values, status, at } = series;
  /** @typedef {(code: string, year: number) => boolean} Test of a cell */
  /** @param {string} code @param {number} year @returns {number} its place; -1 for none */
  const cell = (code, year) => {
    const i = at(code, year);
    return i >= 0 && i < values.length ? i : -1;
  };
  /** @param {string} code @param {number} year @returns {number} its byte; -1 without a value */
  const held = (code, year) => {
    const i = cell(code, year);
    return i >= 0 && !Number.isNaN(values[i]) ? status[i] : -1;
  };
  /** @type {(test: (byte: number) => boolean) => Test} */
  const asked = (test) => (code, year) => {
    const byte = held(code, year);
    return byte >= 0 && test(byte);
  };
  series.doubtsLead = doubtsLead;
  series.statusOf = (/** @type {string} */ code, /** @type {number} */ year) => {
    const i = cell(code, year);
    return i < 0 ? '' : letter(status[i]);
  };
  series.leads = asked((byte) => leads(byte, doubtsLead()));
  series.doubted = asked(doubted);
  series.waits = asked(waits);
  series.apart = asked((byte) => Boolean(byte & HELD));
  series.reason = (/** @type {string} */ code, /** @type {number} */ year) =>
    (series.reasons && series.reasons.get(`${code}|${year}`)) || '';
  return series;
}

/**
 * The last year in which some country leads, up to one that is asked for.
 * @param {Series} series
 * @param {string[]} codes
 * @param {number} year
 */
export const yearLed = (series, codes, year) =>
  [...series.yearsWithValues].reverse().find((one) => one <= year && codes.some((code) => series.leads(code, one)));
