// Doubts and cautions in words: behind a value, in a tooltip, and as sentences under a chart.
import { doubtedLead } from '../request/here.js';
import { areaName } from '../series/load.js';
import { linesOf, safe, t } from './text.js';

/** @import { Cells, Series } from '../core/types.js' */

const NAMED = 3; // places named in a sentence
const TOLD = 2; // of which the reasons are told, too
const LINE_CHARS = 46; // of a tooltip

/**
 * What stands in brackets behind a value: its status and that it is doubted.
 * @param {Cells} series
 * @param {string} code
 * @param {number} year
 */
export function marks(series, code, year) {
  const value = series.get(code, year),
    status = Number.isNaN(value) ? '' : series.statusOf(code, year);
  const found = status && status !== 'A' ? [t(`status.${status}`)] : [];
  return series.doubted(code, year) ? [...found, t('doubts.mark')] : found;
}

/**
 * Why, as a sentence that says whether it is a doubt or a caution; '' for most cells.
 * @param {Cells} series
 * @param {string} code
 * @param {number} year
 */
export function why(series, code, year) {
  const reason = series.reason(code, year);
  return reason && t(series.apart(code, year) ? 'doubts.why' : 'doubts.caution', { reason });
}

/** The same behind a value in a table. @param {Cells} series @param {string} code @param {number} year */
export function inTable(series, code, year) {
  const reason = why(series, code, year);
  const found = marks(series, code, year);
  return `${found.length ? ` (${found.join(', ')})` : ''}${reason ? ` ${reason}` : ''}`;
}

/** The reason as lines of a tooltip. @param {Cells} series @param {string} code @param {number} year */
export function hover(series, code, year) {
  const reason = why(series, code, year);
  return reason ? `<br><i>${linesOf(reason, LINE_CHARS).map(safe).join('<br>')}</i>` : '';
}

/**
 * Sentences on the doubted and waiting values among what a chart draws.
 * @param {[Cells, string, number][]} drawn series, area and year each
 * @param {boolean} [reasoned] whether reasons are told where they are few
 * @param {(code: string) => string} [name] of an area
 */
export function note(drawn, reasoned = true, name = areaName) {
  const found = drawn.filter(([series, code, year]) => series.doubted(code, year));
  const waiting = drawn.filter(([series, code, year]) => series.waits(code, year));
  return [...doubtedWords(found, reasoned, name), ...waitingWords(waiting, reasoned)].filter(Boolean);
}

/** @param {[Cells, string, number][]} cells */
const reasonsFor = (cells) => cells.map(([series, code, year]) => series.reason(code, year));

/** @param {[Cells, string, number][]} found @param {boolean} reasoned @param {(code: string) => string} name */
function doubtedWords(found, reasoned, name) {
  const count = found.length;
  if (!count) return [];
  const named = found.slice(0, NAMED).map(([, code, year]) => `${name(code)} ${year}`);
  if (count > NAMED) named.push(t('doubts.more', { count: count - NAMED }));
  const key = `doubts.note${doubtedLead() ? '_on' : ''}${count === 1 ? '_one' : ''}`;
  const words = t(key, { count, list: named.join(', ') });
  return reasoned && count <= TOLD ? [words, ...reasonsFor(found)] : [words];
}

/** @param {[Cells, string, number][]} waiting @param {boolean} reasoned */
function waitingWords(waiting, reasoned) {
  const count = waiting.length;
  if (!count) return [];
  const words = t(count === 1 ? 'doubts.waiting_one' : 'doubts.waiting', { count });
  const reasons = new Set(reasonsFor(waiting));
  return reasoned && reasons.size <= TOLD ? [words, ...reasons] : [words];
}

/**
 * Every cell of some areas that has a value.
 * @param {Series} series
 * @param {string[]} codes
 * @returns {[Series, string, number][]}
 */
export const cellsOfAreas = (series, codes) =>
  codes.flatMap((code) =>
    series.yearsWithValues.map((year) => /** @type {[Series, string, number]} */ ([series, code, year])),
  );
