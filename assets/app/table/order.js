// The order of rows, as the address writes it (`-year,area_code`) and as the grid takes it.

/**
 * @typedef {object} Sort
 * @property {string} colId
 * @property {'asc' | 'desc'} sort
 * @property {number} [sortIndex] its place among the sorts
 */

/**
 * @param {{ colId: string, sort?: string | null }[]} model in the order of their weight
 * @returns {string} as the address writes it
 */
export const sortText = (model) => model.map(({ colId, sort }) => (sort === 'desc' ? '-' : '') + colId).join(',');

/**
 * @param {string} text as the address writes it
 * @returns {Sort[]}
 */
export const sortModel = (text) =>
  text
    .split(',')
    .filter(Boolean)
    .map((name, i) => ({ colId: name.replace(/^-/, ''), sort: name.startsWith('-') ? 'desc' : 'asc', sortIndex: i }));

/**
 * The part of an order that the table can follow, as the grid gives it back.
 * @param {string} text as the address writes it
 * @param {{ colId: string, sortable?: boolean }[]} columns of the table
 */
export const followed = (text, columns) => {
  const able = new Set(columns.filter((column) => column.sortable).map((column) => column.colId));
  return sortText(sortModel(text).filter(({ colId }) => able.has(colId)));
};

/**
 * @param {{ colId: string, sort?: string | null, sortIndex?: number | null }[]} states of the grid's columns
 * @returns {string} the order that a reader has given the grid, as the address writes it
 */
export const sortOf = (states) =>
  sortText(states.filter(({ sort }) => sort).sort((a, b) => Number(a.sortIndex) - Number(b.sortIndex)));
