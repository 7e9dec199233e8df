// Bytes to a series: the inverse of layouts/series/payload.py, which describes the bytes.
import { attach, reasonsOf } from './doubts.js';

/** @import { Head, Series } from '../core/types.js' */

/** @type {Record<number, any>} */
const WHOLE = { 4: Int32Array, 8: BigInt64Array }; // by the width of a whole number
/** @type {Record<number, number | bigint>} */
const MISSING = { 4: -(2 ** 31), 8: -(2n ** 63n) };
const POWERS = Array.from({ length: 23 }, (_, n) => Number(`1e${n}`)); // each exact

/**
 * Numbers whose bytes of equal rank stand together.
 * @param {any} Kind of typed array
 * @param {Uint8Array} source
 * @param {number} at where they begin
 * @param {number} count
 */
function together(Kind, source, at, count) {
  const width = Kind.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(count * width);
  for (let rank = 0; rank < width; rank++) {
    for (let i = 0; i < count; i++) bytes[i * width + rank] = source[at + rank * count + i];
  }
  return new Kind(bytes.buffer);
}

/**
 * The numbers of every cell, and where the bytes after them begin.
 * @param {Head & { width: number }} head
 * @param {Uint8Array} source
 * @param {number} start
 * @param {number} count of cells
 * @returns {[Float64Array, number]}
 */
function numbers(head, source, start, count) {
  const float = head.form === 'float';
  const raw = together(float ? Float64Array : WHOLE[head.width], source, start, count);
  let at = start + count * raw.BYTES_PER_ELEMENT;
  if (float) return [raw, at];
  const places = head.form === 'digits' ? source.subarray(at, at + count) : new Uint8Array(count).fill(head.scale ?? 0);
  if (head.form === 'digits') at += count;
  const missing = MISSING[head.width];
  const value = (/** @type {unknown} */ _, /** @type {number} */ i) =>
    raw[i] === missing ? NaN : Number(raw[i]) / POWERS[places[i]];
  return [Float64Array.from({ length: count }, value), at];
}

/**
 * @param {ArrayBuffer} buffer
 * @param {() => boolean} doubtsLead whether the reader lets doubted values lead
 * @returns {Series}
 */
export function decode(buffer, doubtsLead) {
  const source = new Uint8Array(buffer);
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(source.subarray(4, 4 + length)));
  const [years, areas] = head.shape;
  const count = years * areas;
  const [values, at] = numbers(head, source, 4 + length, count);
  const status = source.subarray(at, at + count);
  const column = Object.fromEntries(head.areas.map((/** @type {string} */ code, /** @type {number} */ i) => [code, i]));
  const series = Object.assign(head, { values, status, column, count: areas });
  series.at = (/** @type {string} */ code, /** @type {number} */ year) => {
    const i = column[code];
    return i === undefined ? -1 : (year - head.firstYear) * areas + i;
  };
  series.get = (/** @type {string} */ code, /** @type {number} */ year) => {
    const i = series.at(code, year);
    return i < 0 || i >= count ? NaN : values[i];
  };
  series.reasons = reasonsOf(head);
  return attach(series, doubtsLead);
}
