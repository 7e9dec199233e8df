// Filters of the table page: the keys of the address behind each, and how to let one go.

/** @type {Record<string, Record<string, any>>} filters that are not a key of their own name */
const LOOSE = {
  years: { from: '', to: '' },
  areas: { areas: [] },
  breakdowns: { breakdowns: 'all' },
  indicators: { indicator: '', indicators: '' },
};

/**
 * @param {string} filter
 * @returns {Record<string, any>} the change of the address without it
 */
export const without = (filter) => LOOSE[filter] || { [filter]: '' };

/** @param {string[]} filters @returns {Record<string, any>} the change of the address without any */
export const withoutAll = (filters) => Object.assign({}, ...filters.map(without), { breakdowns: '' });

/**
 * @param {{ indicator: string, indicators: string }} state
 * @returns {string[]} the indicators asked for, also by the key of other pages
 */
export const indicatorsOf = ({ indicator, indicators }) => [indicator, ...indicators.split(',')].filter(Boolean);
