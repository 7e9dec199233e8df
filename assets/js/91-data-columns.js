// Which columns of the data table are shown, in which order, and which stay put while scrolling.
(function () {
  'use strict';
  const TL = window.TL;
  const columns = (TL.columns = {});
  const known = () => TL.page.grid.props.columnDefs;
  const all = () => known().map((column) => column.colId);
  const usual = () =>
    known()
      .filter(({ colId, hide }) => !hide || (colId === 'breakdown' && TL.read().breakdowns === 'all'))
      .map((column) => column.colId);
  const listed = (text) => text.split(',').filter((id) => all().includes(id));
  const shown = (state) => (listed(state.columns).length ? listed(state.columns) : usual());

  // The panel: for each column whether it is shown and whether it is pinned.
  columns.panel = () => {
    const box = TL.slot('data-columns');
    const rows = known().map(({ colId: id, headerName: title }) => {
      const row = TL.element('li');
      row.append(
        check(id, 'columns', title),
        check(id, 'pinned', TL.t('data.pin'), TL.t('data.pin_label', { column: title })),
      );
      return row;
    });
    const list = TL.element('ul');
    list.append(...rows);
    box.replaceChildren(list);
  };
  function check(id, key, text, label) {
    const box = TL.element('input', null, { type: 'checkbox', 'data-column': id, 'data-of': key });
    if (label) box.setAttribute('aria-label', label);
    const holder = TL.element('label');
    holder.append(box, ` ${text}`);
    return holder;
  }

  // What the address says of each column, in its order.
  columns.states = (state, sorts) => {
    const order = shown(state);
    const pinned = listed(state.pinned);
    return [...order, ...all().filter((id) => !order.includes(id))].map((colId) => ({
      colId,
      hide: !order.includes(colId),
      pinned: pinned.includes(colId) ? 'left' : null,
      ...(sorts.find((sort) => sort.colId === colId) || { sort: null, sortIndex: null }),
    }));
  };
  columns.apply = (state, sorts) => {
    TL.grid.api.applyColumnState({ applyOrder: true, state: columns.states(state, sorts) });
    columns.boxes(state);
  };
  columns.boxes = (state) => {
    const ticked = { columns: shown(state), pinned: listed(state.pinned) };
    document.querySelectorAll('[data-column]').forEach((box) => {
      box.checked = ticked[box.dataset.of].includes(box.dataset.column);
    });
  };

  // What a reader did to the grid itself, by dragging, becomes the address.
  columns.remember = () => {
    const now = TL.grid.api.getColumnState().filter((column) => !column.hide);
    const state = TL.read();
    const ids = now.map((column) => column.colId);
    const pinned = now
      .filter((column) => column.pinned)
      .map((column) => column.colId)
      .join(',');
    const pins = listed(state.pinned);
    const before = [
      ...shown(state).filter((id) => pins.includes(id)),
      ...shown(state).filter((id) => !pins.includes(id)),
    ];
    if (ids.join() === before.join() && pinned === pins.join()) return;
    TL.go({ columns: ids.join() === usual().join() ? '' : ids.join(), pinned });
  };

  document.addEventListener('change', (event) => {
    const { column, of } = event.target.dataset || {};
    if (!column) return;
    const state = TL.read();
    const was = of === 'pinned' ? listed(state.pinned) : shown(state);
    const now = event.target.checked ? [...was, column] : was.filter((id) => id !== column);
    if (of === 'columns' && !now.length) {
      event.target.checked = true;
      return;
    }
    const ordered = of === 'pinned' || event.target.checked ? all().filter((id) => now.includes(id)) : now;
    TL.go({ [of]: of === 'columns' && ordered.join() === usual().join() ? '' : ordered.join() });
  });
})();
