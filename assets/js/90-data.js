// The data table: a grid that asks the server for the rows on screen, and a form above it.
// layouts/data_table/grid.py says what the grid is; the address holds every choice a reader makes.
(function () {
  'use strict';
  const TL = window.TL;
  const ID = 'data-grid';
  const grid = (TL.grid = { api: null, names: {}, labels: 'names', turn: 0, count: 0, first: null });
  let library = null;

  // The scripts of the grid, which no other page loads. The second, which the first would ask for
  // once the grid is mounted, comes beside it.
  function load(addresses) {
    library =
      library ||
      Promise.all(
        addresses.map(
          (src) =>
            new Promise((resolve, reject) => {
              const script = Object.assign(document.createElement('script'), { src });
              script.onload = resolve;
              script.onerror = () => {
                library = null;
                reject(new Error(src));
              };
              document.head.append(script);
            }),
        ),
      );
    return library;
  }
  // Named in the document of this page: they run while Dash still starts.
  const early = [...document.querySelectorAll('link[as="script"][href*="/dash_ag_grid/"]')];
  if (early.length) load(early.map((link) => link.getAttribute('href'))).catch(() => {}); // told where it is awaited

  const columns = () => TL.page.grid.props.columnDefs;
  // What an answer depends on: every key but how it looks and, as the grid says it, the order.
  const LOOKS = ['labels', 'columns', 'pinned', 'sort'];
  const searchOf = (state, looks) =>
    TL.address({ ...state, ...Object.fromEntries(looks.map((key) => [key, ''])) }).split('?')[1] || '';
  const sortText = (model) => model.map(({ colId, sort }) => (sort === 'desc' ? '-' : '') + colId).join(',');
  const sortModel = (text) =>
    text
      .split(',')
      .filter(Boolean)
      .map((name, i) => ({ colId: name.replace(/^-/, ''), sort: name.startsWith('-') ? 'desc' : 'asc', sortIndex: i }));

  // The part of an order that the table can follow, as the grid gives it back.
  const followed = (text) =>
    sortText(
      sortModel(text).filter(({ colId }) => columns().some((column) => column.sortable && column.colId === colId)),
    );

  // Rows from place `start`; the answer's columns made into one object a row.
  async function block(state, sort, start) {
    const search = searchOf({ ...state, sort }, []);
    const response = await fetch(`/data/rows.json?${search}&start=${start}`, { credentials: 'same-origin' });
    if (!response.ok) throw new Error(await response.text());
    const answer = await response.json();
    for (const [column, names] of Object.entries(answer.names)) {
      grid.names[column] = Object.assign(grid.names[column] || {}, names);
    }
    const parts = Object.entries(answer.columns);
    answer.rows = answer.columns.year.map((_, i) => Object.fromEntries(parts.map(([name, cells]) => [name, cells[i]])));
    return answer;
  }

  // Dash's callback for the rows of one block. The order is the grid's own where the reader has
  // sorted meanwhile; an answer that another address has overtaken says nothing.
  async function rows(request) {
    if (!request) return window.dash_clientside.no_update;
    const { api, startRow, sortModel: model } = request;
    const state = TL.read(),
      sort = sortText(model),
      { turn, first } = grid;
    if (grid.api !== api) created(api);
    const own = sort === followed(state.sort);
    grid.first = null;
    try {
      const answer = await (startRow === 0 && first && own ? first : block(state, own ? state.sort : sort, startRow));
      if (turn === grid.turn && startRow === 0) found(answer, sort);
      return { rowData: answer.rows, rowCount: answer.count };
    } catch (error) {
      request.failCallback();
      TL.say(TL.t('failed', { what: error.message }));
      return window.dash_clientside.no_update;
    }
  }

  // How many rows there are, what was not understood, and what to loosen where there are none.
  function found(answer, sort) {
    const number = (n) => TL.number(n, 0);
    grid.count = answer.count;
    TL.slot('data-count').textContent = TL.t(answer.count === answer.total ? 'data.count_all' : 'data.count', {
      count: number(answer.count),
      total: number(answer.total),
    });
    const note = TL.slot('data-note');
    note.hidden = !answer.unknown.length;
    const what = answer.unknown.map(([key, value]) => `${TL.page.filters[key] || key}: ${value}`).join('; ');
    note.textContent = note.hidden ? '' : TL.t('data.unknown', { what });
    TL.rowCharts.show(answer);
    const box = TL.slot('data-empty');
    box.hidden = answer.count > 0;
    document.getElementById('data-place').parentNode.hidden = answer.count === 0;
    box.replaceChildren();
    if (!answer.count) empty(box, Object.entries(answer.looser));
    range();
    document.body.dataset.drawn = `data|${TL.page.table}|${answer.count}|${sort}|${grid.labels}`;
  }

  function empty(box, ways) {
    box.append(
      TL.element('h2', TL.t('data.empty')),
      TL.element('p', TL.t(ways.length ? 'data.empty_hint' : 'data.none_alone')),
    );
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
    const height = TL.page.grid.props.dashGridOptions.rowHeight;
    const [first, last] = [Math.round(top / height), Math.round(bottom / height) - 1];
    const shown = grid.count > 0 && last >= first;
    node.textContent = shown
      ? TL.t('data.range', { first: TL.number(first + 1, 0), last: TL.number(Math.min(last + 1, grid.count), 0) })
      : '\u00a0';
  }

  // Cells.
  function words(column, code) {
    const name = (grid.names[column] || {})[code];
    if (name === undefined || grid.labels === 'codes') return code;
    return grid.labels === 'both' && code && name !== code ? `${name} (${code})` : name;
  }
  function digits(value) {
    const size = Math.abs(value);
    if (size !== 0 && size < 1)
      return new Intl.NumberFormat(TL.shell.lang, { maximumSignificantDigits: 4 }).format(value);
    return new Intl.NumberFormat(TL.shell.lang, { maximumFractionDigits: size >= 1000 ? 1 : 3 }).format(value);
  }
  function cell({ column, value, data }) {
    const id = column.getColId();
    if (!data) return id === columns()[0].colId ? TL.page.grid.props.dashGridOptions.localeText.loadingOoo : '';
    if (id === 'value') return value === null ? TL.t(`missing.${data.status || 'O'}`) : digits(value);
    if (id === 'status')
      return grid.labels === 'codes' ? value : TL.t(`${data.value === null ? 'missing' : 'status'}.${value || 'A'}`);
    return id === 'year' ? String(value) : words(id, value);
  }
  function tip(params) {
    const { column, data } = params,
      id = column.getColId();
    if (id === 'quality') return (data && data.quality_reason) || null;
    return id !== 'value' ? cell(params) : data && data.value !== null ? String(data.value) : null;
  }

  // The columns as the address wants them, narrower on a phone; the first takes what room is left.
  function definitions(state) {
    const narrow = window.innerWidth < 720 ? 0.72 : 1;
    const orders = TL.columns.states(state, sortModel(state.sort));
    const widths = (column, i) =>
      i
        ? { width: column.cellClass ? column.width : column.width * narrow }
        : { flex: 1, minWidth: Math.min(column.width, window.innerWidth * 0.36) };
    const all = columns().map((column, i) => ({ ...column, ...widths(column, i) }));
    return orders.map((order) => ({ ...all.find(({ colId }) => colId === order.colId), ...order }));
  }

  function create(state) {
    const { props, ...component } = TL.page.grid;
    const children = { ...component, props: { ...props, columnDefs: definitions(state) } };
    window.dash_clientside.set_props('data-place', { children });
    grid.asked = searchOf(state, LOOKS);
  }

  function created(api) {
    const place = document.getElementById('data-place');
    place
      .querySelector('[role="grid"], [role="treegrid"]')
      .setAttribute('aria-label', place.parentNode.getAttribute('aria-label'));
    grid.api = api;
    TL.columns.boxes(TL.read());
  }

  function sorted() {
    if (!grid.api) return;
    const model = grid.api
      .getColumnState()
      .filter((c) => c.sort)
      .sort((a, b) => a.sortIndex - b.sortIndex);
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
    document
      .querySelectorAll('button[data-key="labels"]')
      .forEach((node) => node.setAttribute('aria-pressed', String(node.dataset.value === state.labels)));
    const wanted = [state.indicator, ...state.indicators.split(',')].filter((id) => TL.page.indicators.includes(id));
    if (document.getElementById('data-indicators'))
      window.dash_clientside.set_props('data-indicators', { value: wanted });
    document
      .querySelectorAll('a[data-table]')
      .forEach((link) => link.setAttribute('href', TL.address({ ...state, table: link.dataset.table })));
    TL.slot('data-csv').setAttribute('href', `/data/rows.csv?${searchOf(state, ['columns', 'pinned'])}`);
  }

  TL.views.data = {
    async arrived(state) {
      grid.api = null;
      grid.turn += 1;
      const first = (grid.first = block(state, state.sort, 0));
      first.catch(() => {}); // told where it is awaited
      const filters = TL.slot('data-filters');
      if (window.innerWidth < 720) filters.open = false;
      filters.dataset.ready = '';
      grid.labels = state.labels;
      TL.columns.panel();
      form(state);
      const { page } = TL;
      try {
        await load(TL.page.scripts);
        if (TL.page === page) create(TL.read());
      } catch (error) {
        TL.say(TL.t('failed', { what: error.message }));
      }
    },
    apply(state) {
      form(state);
      if (!grid.api || !document.getElementById(ID)) return;
      const labels = grid.labels;
      arrange(state);
      const asked = searchOf(state, LOOKS);
      const again = asked !== grid.asked || (labels !== state.labels && state.sort);
      grid.asked = asked;
      if (again) {
        document.body.dataset.drawn = '';
        grid.turn += 1;
        grid.api.ensureIndexVisible(0);
        grid.api.purgeInfiniteCache();
      } else document.body.dataset.drawn = `data|${TL.page.table}|${grid.count}|${state.sort}|${grid.labels}`;
    },
  };

  window.dashAgGridFunctions = Object.assign(window.dashAgGridFunctions || {}, {
    dataTab: () => false,
    dataCell: cell,
    dataTip: tip,
    dataRange: range,
    dataSorted: sorted,
    dataMoved: (event) => {
      if (grid.api && event.finished !== false) TL.columns.remember();
    },
  });
  window.dash_clientside.throughline.dataRows = rows;
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
    else
      TL.go(
        Object.keys(TL.page.filters)
          .map(without)
          .reduce((all, part) => ({ ...all, ...part }), { breakdowns: '' }),
      );
  });
})();
