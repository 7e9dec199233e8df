// The data table: a grid that asks the server for the rows on screen, and a form above it.
// AG Grid is fetched by this page only; the address holds every choice a reader makes here.
(function () {
  'use strict';
  const TL = window.TL;
  const SCRIPT = '/assets/grid/ag-grid.min.js?m=36.2.0';
  const ROW = 36; // height of a row in pixels
  const BLOCK = 100; // rows in one answer, as in layouts/data_table/rows.py
  const grid = (TL.grid = { api: null, names: {}, labels: 'names', query: null, count: 0 });
  let library = null;

  function load() {
    library = library || new Promise((resolve, reject) => {
      const script = TL.element('script', null, { src: SCRIPT });
      script.onload = () => resolve(window.AgGrid);
      script.onerror = () => { library = null; reject(new Error(SCRIPT)); };
      document.head.append(script);
    });
    return library;
  }
  if (location.pathname === '/data') load().catch(() => {}); // while Dash still starts

  // What an answer depends on: every key but how it looks and, as the grid says it, the order.
  const LOOKS = ['labels', 'columns', 'pinned', 'sort'];
  const searchOf = (state, looks) =>
    TL.address({ ...state, ...Object.fromEntries(looks.map((key) => [key, ''])) }).split('?')[1] || '';
  const sortText = (model) => model.map(({ colId, sort }) => (sort === 'desc' ? '-' : '') + colId).join(',');
  const sortModel = (text) => text.split(',').filter(Boolean).map((name, i) => (
    { colId: name.replace(/^-/, ''), sort: name.startsWith('-') ? 'desc' : 'asc', sortIndex: i }));

  // The part of an order that the table can follow, as the grid gives it back.
  const followed = (text) => sortText(sortModel(text).filter(({ colId }) => TL.page.columns.some(({ id, sortable }) => sortable && id === colId)));

  // Rows from place `start`; the answer's columns made into one object a row.
  async function block(state, sort, start) {
    const search = searchOf({ ...state, sort }, []);
    const response = await fetch(`/data/rows.json?${search}&start=${start}`, { credentials: 'same-origin' });
    if (!response.ok) throw new Error(await response.text());
    const answer = await response.json();
    for (const [column, names] of Object.entries(answer.names)) {
      grid.names[column] = Object.assign(grid.names[column] || {}, names);
    }
    const columns = Object.entries(answer.columns);
    answer.rows = answer.columns.year.map((_, i) =>
      Object.fromEntries(columns.map(([name, cells]) => [name, cells[i]])));
    return answer;
  }

  function source(state, first) {
    const mine = (grid.query = {});
    return {
      async getRows({ startRow, sortModel: model, successCallback, failCallback }) {
        const sort = sortText(model);
        const own = sort === followed(state.sort); // else the reader has sorted meanwhile
        try {
          const early = startRow === 0 && first && own ? first : null;
          first = null;
          const answer = await (early || block(state, own ? state.sort : sort, startRow));
          if (mine !== grid.query) return;
          successCallback(answer.rows, answer.count);
          if (startRow === 0) found(answer, sort);
        } catch (error) {
          failCallback();
          TL.say(TL.t('failed', { what: error.message }));
        }
      },
    };
  }

  // How many rows there are, what was not understood, and what to loosen where there are none.
  function found(answer, sort) {
    const number = (n) => TL.number(n, 0);
    grid.count = answer.count;
    TL.slot('data-count').textContent = TL.t(answer.count === answer.total ? 'data.count_all' : 'data.count',
      { count: number(answer.count), total: number(answer.total) });
    const note = TL.slot('data-note');
    note.hidden = !answer.unknown.length;
    const what = answer.unknown.map(([key, value]) => `${TL.page.filters[key] || key}: ${value}`).join('; ');
    note.textContent = note.hidden ? '' : TL.t('data.unknown', { what });
    TL.rowCharts.show(answer);
    const box = TL.slot('data-empty');
    box.hidden = answer.count > 0;
    TL.slot('data-grid').parentNode.hidden = answer.count === 0;
    box.replaceChildren();
    if (!answer.count) empty(box, Object.entries(answer.looser));
    range();
    document.body.dataset.drawn = `data|${TL.page.table}|${answer.count}|${sort}|${grid.labels}`;
  }

  function empty(box, ways) {
    box.append(TL.element('h2', TL.t('data.empty')), TL.element('p', TL.t(ways.length ? 'data.empty_hint' : 'data.none_alone')));
    const list = TL.element('ul');
    ways.forEach(([key, count]) => {
      const text = TL.t('data.loosen', { filter: TL.page.filters[key], count: TL.number(count, 0) });
      const button = TL.element('button', text, { type: 'button', class: 'button-quiet' });
      button.addEventListener('click', () => TL.go(without(key)));
      const item = TL.element('li');
      item.append(button);
      list.append(item);
    });
    box.append(list);
  }
  function without(key) {
    if (key === 'years') return { from: '', to: '' };
    if (key === 'areas') return { areas: [] };
    if (key === 'breakdowns') return { breakdowns: 'all' };
    return key === 'indicators' ? { indicator: '', indicators: '' } : { [key]: '' };
  }

  function range() {
    const node = TL.slot('data-range');
    if (!grid.api || !node) return;
    const { top, bottom } = grid.api.getVerticalPixelRange();
    const [first, last] = [Math.round(top / ROW), Math.round(bottom / ROW) - 1];
    const shown = grid.count > 0 && last >= first;
    node.textContent = shown ? TL.t('data.range', {
      first: TL.number(first + 1, 0), last: TL.number(Math.min(last + 1, grid.count), 0) }) : '\u00a0';
  }

  // Cells.
  function words(column, code) {
    const name = (grid.names[column] || {})[code];
    if (name === undefined || grid.labels === 'codes') return code;
    return grid.labels === 'both' && code && name !== code ? `${name} (${code})` : name;
  }
  function digits(value) {
    const size = Math.abs(value);
    if (size !== 0 && size < 1) return new Intl.NumberFormat(TL.shell.lang, { maximumSignificantDigits: 4 }).format(value);
    return new Intl.NumberFormat(TL.shell.lang, { maximumFractionDigits: size >= 1000 ? 1 : 3 }).format(value);
  }
  function cell({ column, value, data }) {
    const id = column.getColId();
    if (!data) return id === TL.page.columns[0].id ? TL.page.gridTexts.loadingOoo : '';
    if (id === 'value') return value === null ? TL.t(`missing.${data.status || 'O'}`) : digits(value);
    if (id === 'status') return grid.labels === 'codes' ? value : TL.t(`${data.value === null ? 'missing' : 'status'}.${value || 'A'}`);
    return id === 'year' ? String(value) : words(id, value);
  }
  function definition({ id, title, width, shown, sortable }) {
    const number = id === 'value' || id === 'year';
    const first = id === TL.page.columns[0].id;
    const narrow = window.innerWidth < 720 ? 0.72 : 1;
    return {
      colId: id, field: id, headerName: title, width: number ? width : width * narrow, sortable, hide: !shown,
      valueFormatter: cell,
      tooltipValueGetter: id === 'value' ? ({ data }) => (data && data.value !== null ? String(data.value) : null)
        : id === 'quality' ? ({ data }) => (data && data.quality_reason) || null : cell,
      headerClass: number ? 'ag-right-aligned-header' : '',
      cellClass: number ? 'cell-number' : '',
      cellClassRules: id === 'value' || id === 'status' ? { 'cell-missing': ({ data }) => data && data.value === null } : {},
      flex: first ? 1 : undefined,
      minWidth: first ? Math.min(width, window.innerWidth * 0.36) : 55,
    };
  }

  function theme(library_) {
    return library_.themeQuartz.withParams({
      backgroundColor: 'var(--card)', foregroundColor: 'var(--ink)', borderColor: 'var(--line)',
      headerBackgroundColor: 'var(--ground)', headerTextColor: 'var(--ink)', accentColor: 'var(--accent)',
      rowHoverColor: 'var(--accent-soft)', oddRowBackgroundColor: 'var(--card)', textColor: 'var(--ink)',
      fontFamily: 'inherit', fontSize: 14, headerFontWeight: 600, wrapperBorderRadius: 10, cellTextColor: 'var(--ink)',
      subtleTextColor: 'var(--soft)', cellHorizontalPadding: 10, tooltipBackgroundColor: 'var(--ink)', tooltipTextColor: 'var(--ground)',
    });
  }

  function create(made, state, first) {
    if (grid.api) grid.api.destroy();
    const node = TL.slot('data-grid');
    grid.api = made.createGrid(node, {
      theme: theme(made), rowModelType: 'infinite', cacheBlockSize: BLOCK, maxBlocksInCache: 20,
      infiniteInitialRowCount: 20, rowBuffer: 5, rowHeight: ROW, headerHeight: 40,
      columnDefs: TL.page.columns.map(definition), localeText: TL.page.gridTexts,
      defaultColDef: { resizable: true, suppressHeaderMenuButton: true },
      ensureDomOrder: true, suppressColumnVirtualisation: true, tooltipShowDelay: 600,
      enableRtl: document.documentElement.dir === 'rtl', suppressDragLeaveHidesColumns: true,
      onSortChanged: sorted, onBodyScroll: range, onModelUpdated: range, onGridSizeChanged: range,
      onColumnMoved: (event) => event.finished && TL.columns.remember(),
      onColumnPinned: () => TL.columns.remember(),
    });
    node.querySelector('[role="grid"], [role="treegrid"]').setAttribute('aria-label', node.parentNode.getAttribute('aria-label'));
    arrange(state);
    grid.api.setGridOption('datasource', source(state, first));
    grid.asked = searchOf(state, LOOKS);
  }

  function sorted() {
    const model = grid.api.getColumnState().filter((c) => c.sort).sort((a, b) => a.sortIndex - b.sortIndex);
    const sort = sortText(model);
    if (sort !== TL.read().sort) TL.go({ sort });
  }

  // Order, pins, sorting and labels of the address, put on the grid.
  function arrange(state) {
    TL.columns.apply(state, sortModel(state.sort));
    if (grid.labels !== state.labels) {
      grid.labels = state.labels;
      grid.api.refreshCells({ force: true });
    }
  }

  function form(state) {
    document.querySelectorAll('select[data-key]').forEach((node) => {
      const value = state[node.dataset.key] === 'total' ? '' : state[node.dataset.key];
      node.value = value;
      if (node.selectedIndex < 0) node.value = '';
    });
    document.querySelectorAll('button[data-key="labels"]').forEach((node) =>
      node.setAttribute('aria-pressed', String(node.dataset.value === state.labels)));
    const wanted = [state.indicator, ...state.indicators.split(',')].filter((id) => TL.page.indicators.includes(id));
    if (document.getElementById('data-indicators')) window.dash_clientside.set_props('data-indicators', { value: wanted });
    document.querySelectorAll('a[data-table]').forEach((link) =>
      link.setAttribute('href', TL.address({ ...state, table: link.dataset.table })));
    TL.slot('data-csv').setAttribute('href', `/data/rows.csv?${searchOf(state, ['columns', 'pinned'])}`);
  }

  TL.views.data = {
    async arrived(state) {
      const first = block(state, state.sort, 0);
      first.catch(() => {}); // told where it is awaited
      const filters = TL.slot('data-filters');
      if (window.innerWidth < 720) filters.open = false;
      filters.dataset.ready = '';
      grid.labels = state.labels;
      TL.columns.panel();
      form(state);
      try {
        const made = await load();
        if (TL.slot('data-grid')) create(made, state, first);
      } catch (error) {
        TL.say(TL.t('failed', { what: error.message }));
      }
    },
    apply(state) {
      form(state);
      if (!grid.api || !TL.slot('data-grid')) return;
      const labels = grid.labels;
      arrange(state);
      const asked = searchOf(state, LOOKS);
      const again = asked !== grid.asked || (labels !== state.labels && state.sort);
      grid.asked = asked;
      if (again) {
        document.body.dataset.drawn = '';
        grid.api.setGridOption('datasource', source(state));
      } else document.body.dataset.drawn = `data|${TL.page.table}|${grid.count}|${state.sort}|${grid.labels}`;
    },
  };

  window.dash_clientside.throughline.dataIndicators = (value) => {
    const state = TL.read();
    const now = [state.indicator, ...state.indicators.split(',')].filter(Boolean);
    const wanted = Array.isArray(value) ? value : now;
    const known = TL.page && TL.page.page === 'data' && TL.page.path === location.pathname;
    if (known && wanted.join() !== now.filter((id) => TL.page.indicators.includes(id)).join()) {
      TL.go({ indicator: '', indicators: wanted.join(',') });
    }
    return window.dash_clientside.no_update;
  };
  document.addEventListener('change', (event) => {
    const { key } = event.target.dataset || {};
    if (key && event.target.closest('.data-filters')) TL.go({ [key]: event.target.value });
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-key="labels"], [data-tl="data-reset"]');
    if (!button) return;
    if (button.dataset.key) TL.go({ labels: button.dataset.value });
    else TL.go(Object.keys(TL.page.filters).map(without).reduce((all, part) => ({ ...all, ...part }), { breakdowns: '' }));
  });
})();
