// Words and counts in the language of the page.
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
 * Letters alone, for comparing names with what is typed.
 * @param {string} text
 */
export const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/**
 * @param {number} value
 * @param {number} decimals
 */
export const number = (value, decimals) =>
  new Intl.NumberFormat(session.shell.lang, {
    maximumFractionDigits: decimals,
    minimumFractionDigits: Math.min(decimals, 1),
  }).format(value);
