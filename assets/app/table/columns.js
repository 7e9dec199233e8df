// Which columns of the table page are shown, in which order, and which stay put while scrolling.

/** @import { Sort } from './order.js' */

/**
 * @typedef {{ colId: string, hide?: boolean, headerName?: string, sortable?: boolean }} Column as the page names it
 * @typedef {{ columns: string, pinned: string, breakdowns: string }} Wanted keys of the address
 */

/**
 * The columns of a table, for what an address may say of them.
 * @param {Column[]} known
 */
export function columnsOf(known) {
  const ids = known.map((column) => column.colId);

  /** @param {string} text of ids, of which some may be unknown */
  const listed = (text) => text.split(',').filter((id) => ids.includes(id));

  /** @param {Wanted} state @returns {string[]} those shown where the address names none */
  const usual = (state) =>
    known
      .filter(({ colId, hide }) => !hide || (colId === 'breakdown' && state.breakdowns === 'all'))
      .map((column) => column.colId);

  /** @param {Wanted} state @returns {string[]} in their order */
  const shown = (state) => (listed(state.columns).length ? listed(state.columns) : usual(state));

  /** @param {string[]} wanted @param {Wanted} state @returns {string} as the address writes it */
  const written = (wanted, state) => (wanted.join() === usual(state).join() ? '' : wanted.join(','));
  return {
    listed,
    shown,

    /**
     * What the grid is told of each column, in its order.
     * @param {Wanted} state
     * @param {Sort[]} sorts
     */
    states(state, sorts) {
      const [order, pinned] = [shown(state), listed(state.pinned)];
      return [...order, ...ids.filter((id) => !order.includes(id))].map((colId) => ({
        colId,
        hide: !order.includes(colId),
        pinned: pinned.includes(colId) ? 'left' : null,
        ...(sorts.find((sort) => sort.colId === colId) || { sort: null, sortIndex: null }),
      }));
    },

    /**
     * What a reader did to the grid itself, by dragging.
     * @param {Wanted} state before
     * @param {{ colId: string, hide?: boolean | null, pinned?: any }[]} now columns as the grid has them
     * @returns {{ columns: string, pinned: string } | null} null where it is as the address says
     */
    dragged(state, now) {
      const seen = now.filter((column) => !column.hide);
      const pinned = seen.filter((column) => column.pinned).map((column) => column.colId);
      const order = seen.map((column) => column.colId);
      const pins = listed(state.pinned);
      const isPinned = (/** @type {string} */ id) => pins.includes(id);
      const before = [...shown(state).filter(isPinned), ...shown(state).filter((id) => !isPinned(id))];
      if (order.join() === before.join() && pinned.join() === pins.join()) return null;
      return { columns: written(order, state), pinned: pinned.join(',') };
    },

    /**
     * What ticking a box of the panel asks for.
     * @param {Wanted} state before
     * @param {'columns' | 'pinned'} key shown, or kept in place
     * @param {string} column
     * @param {boolean} on
     * @returns {Partial<Wanted> | null} null where no column would be left
     */
    ticked(state, key, column, on) {
      const was = key === 'pinned' ? listed(state.pinned) : shown(state);
      const now = on ? [...was, column] : was.filter((id) => id !== column);
      if (key === 'pinned') return { pinned: ids.filter((id) => now.includes(id)).join(',') };
      if (!now.length) return null;
      return { columns: written(on ? ids.filter((id) => now.includes(id)) : now, state) };
    },
  };
}
