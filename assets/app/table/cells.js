// What the cells of the table page say: names or codes, numbers in the page's language, and what is missing.
import { session } from '../core/session.js';
import { t } from '../words/text.js';
import { definitions, grid, options } from './grid.js';

/**
 * @param {Record<string, string> | undefined} names of the codes of a column
 * @param {string} code
 * @param {string} labels 'names', 'codes' or 'both'
 */
export function labelled(names, code, labels) {
  const name = (names || {})[code];
  if (name === undefined || labels === 'codes') return code;
  return labels === 'both' && code && name !== code ? `${name} (${code})` : name;
}

/**
 * A number as it was published, short of digits that nobody reads.
 * @param {number} value
 * @param {string} lang
 */
export function digits(value, lang) {
  const size = Math.abs(value);
  const small = size !== 0 && size < 1;
  const most = small ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: size >= 1000 ? 1 : 3 };
  return new Intl.NumberFormat(lang, most).format(value);
}

/** @param {{ value: number | null, status: string }} row */
const statusOf = ({ value, status }) => t(`${value === null ? 'missing' : 'status'}.${status || 'A'}`);

/** The text of a cell. @param {{ column: any, value: any, data?: any }} params as the grid gives them */
export function cell({ column, value, data }) {
  const id = column.getColId();
  if (!data) return id === definitions()[0].colId ? options().localeText.loadingOoo : '';
  if (id === 'value') return value === null ? t(`missing.${data.status || 'O'}`) : digits(value, session.shell.lang);
  if (id === 'status') return grid.labels === 'codes' ? value : statusOf({ value: data.value, status: value });
  return id === 'year' ? String(value) : labelled(grid.names[id], value, grid.labels);
}

/** What a cell says besides, when pointed at. @param {{ column: any, value: any, data?: any }} params */
export function tip(params) {
  const { column, data } = params;
  const id = column.getColId();
  if (id === 'quality') return (data && data.quality_reason) || null;
  return id !== 'value' ? cell(params) : data && data.value !== null ? String(data.value) : null;
}
