// The grid of the table page that is shown. layouts/table/grid.py says what it is.
import { session } from '../core/session.js';
import { columnsOf } from './columns.js';

/** @import { Answer } from './blocks.js' */

/**
 * @type {{ api: any, names: Record<string, Record<string, string>>, labels: string, turn: number, count: number,
 *   asked: string, first: Promise<Answer> | null }}
 * - names: of codes, by column; they come with the rows
 * - labels: whether cells say names, codes or both
 * - turn: raised whenever other rows are asked for
 * - count: of rows found
 * - asked: what they depend on
 * - first: the first block, asked for before there is a grid to ask
 */
export const grid = { api: null, names: {}, labels: 'names', turn: 0, count: 0, asked: '', first: null };

/** The columns of the table, as the server sent them. @returns {any[]} */
export const definitions = () => session.page.grid.props.columnDefs;
export const columns = () => columnsOf(definitions());
export const options = () => session.page.grid.props.dashGridOptions;
