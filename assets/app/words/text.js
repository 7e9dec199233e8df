// Words and numbers in the language of the page, and text made safe or short.
import { session } from '../core/session.js';

/**
 * The text of a key with its {placeholders} filled.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string} a mark where there is no text; a key itself is never shown
 */
export const t = (key, values) =>
  (session.shell.texts[key] || session.shell.texts['words.none']).replace(/\{(\w+)\}/g, (all, name) =>
    values && name in values ? String(values[name]) : all,
  );

/**
 * Text for markup.
 * @param {string | number} text
 */
export const safe = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * Text as lines of at most so many letters, where words allow it.
 * @param {string} text
 * @param {number} most
 */
export function linesOf(text, most) {
  const out = [''];
  text.split(/\s+/).forEach((word) => {
    const line = out[out.length - 1];
    if (line && `${line} ${word}`.length > most) out.push(word);
    else out[out.length - 1] = `${line} ${word}`.trim();
  });
  return out;
}

/**
 * Letters alone, for comparing names with what is typed.
 * @param {string} text
 */
export const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();
/** @param {Intl.NumberFormatOptions} options */
function format(options) {
  const key = session.shell.lang + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(session.shell.lang, options));
  return /** @type {Intl.NumberFormat} */ (formats.get(key));
}

/**
 * @param {number} value
 * @param {number} decimals
 * @returns {string}
 */
export const number = (value, decimals) =>
  format({ maximumFractionDigits: decimals, minimumFractionDigits: Math.min(decimals, 1) }).format(value);

/**
 * Three or four significant digits; large numbers as thousands, millions, billions.
 * @param {number} value
 * @returns {string}
 */
export const compact = (value) =>
  Math.abs(value) >= 1e4
    ? format({ notation: 'compact', maximumSignificantDigits: 3 }).format(value)
    : format({ maximumSignificantDigits: Math.abs(value) >= 1000 ? 4 : 3 }).format(value);

/**
 * A value with its unit. Small numbers keep significant digits, so that 0.004 is not shown as 0.
 * @param {number} value
 * @param {{ decimals: number, unitShort: string }} series
 */
export function valueText(value, series) {
  const digits =
    value !== 0 && Math.abs(value) < 10 ** -series.decimals
      ? format({ maximumSignificantDigits: 2 }).format(value)
      : number(value, series.decimals);
  return `${digits}${series.unitShort.startsWith('%') ? '\u202f' : ' '}${series.unitShort}`.trim();
}

/**
 * Decimals that a table shows: of a number smaller than its unit's last decimal, more.
 * @param {number} value
 * @param {{ decimals: number }} series
 */
export const decimalsOf = (value, series) =>
  value !== 0 && Math.abs(value) < 10 ** -series.decimals ? 6 : series.decimals;
