// The address is the state. Controls change the address; the address changes the page.
(function () {
  'use strict';
  const TL = window.TL;
  const PUSH_AFTER_MS = 500; // years passed quickly become one step of the back button
  let routeKey = null;
  let partKey = null;
  let pending = null;
  let shown = location.pathname + location.search; // the address that the page answers
  let wanted = null; // the state that the server was last asked to draw

  // The pages and keys of layouts/request/pages.py, written into the document.
  const { pages, keys, version } = window.THROUGHLINE;
  const pageOf = (path) => Object.keys(pages).find((name) => (pages[name].slug
    ? path.startsWith(pages[name].path) && path.length > pages[name].path.length
    : path === pages[name].path));
  const keysOf = (path) => (pages[pageOf(path)] || { keys: [] }).keys;

  TL.parse = (path, search) => {
    const query = new URLSearchParams(search);
    const state = {
      path,
      lang: query.get('lang') || 'en',
      indicator: query.get('indicator') || '',
      year: query.get('year') ? Number(query.get('year')) : null,
      areas: (query.get('areas') || '').split(',').filter(Boolean),
    };
    keysOf(path).forEach((name) => { state[name] = query.get(name) || keys[name].default; });
    return state;
  };
  TL.read = () => TL.parse(location.pathname, location.search);

  // The same order and defaults as ViewState.href in layouts/request/state.py.
  TL.address = (state) => {
    const query = new URLSearchParams();
    if (state.lang !== 'en') query.set('lang', state.lang);
    // With a year the indicator is named too, so that the link outlives another opening choice.
    const opened = state.year && TL.page && TL.page.path === state.path ? TL.page.defaultIndicator : '';
    if (state.indicator || opened) query.set('indicator', state.indicator || opened);
    if (state.year) query.set('year', state.year);
    if (state.areas.length) query.set('areas', state.areas.join(','));
    keysOf(state.path).forEach((name) => {
      if ((state[name] || keys[name].default) !== keys[name].default) query.set(name, state[name]);
    });
    const text = query.toString().replace(/%2C/g, ',').replace(/%3A/g, ':');
    return state.path + (text ? `?v=${version}&${text}` : '');
  };

  // Change part of the state. `later` waits for the reader to settle before history is written.
  TL.go = (patch, later) => {
    const address = TL.address({ ...(pending || TL.read()), ...patch });
    if (later) {
      pending = { ...(pending || TL.read()), ...patch };
      clearTimeout(TL.go.timer);
      TL.go.timer = setTimeout(TL.settle, PUSH_AFTER_MS);
      return;
    }
    drop();
    if (address !== location.pathname + location.search) history.pushState({}, '', address);
    arrive();
  };
  TL.settle = () => {
    if (!pending) return;
    const address = TL.address(pending);
    drop();
    if (address !== location.pathname + location.search) history.pushState({}, '', address);
    shown = address;
    TL.afterMove();
  };
  function drop() {
    clearTimeout(TL.go.timer);
    pending = null;
  }

  const valuesOf = (state, draws) =>
    keysOf(state.path).filter((name) => keys[name].draws === draws).map((name) => state[name]);

  // What the server must draw anew: path, language, some keys, or an indicator not held here.
  function keyOf(state) {
    const here = TL.page && TL.page.path === state.path;
    const held = !state.indicator || (here && (TL.page.indicators || []).includes(state.indicator));
    const written = new URLSearchParams(location.search).get('v') || version;
    return [state.path, state.lang, held ? '' : state.indicator, written, ...valuesOf(state, 'page')].join('|');
  }

  // What the part of a page depends on that the server draws by itself; null where there is none.
  function partKeyOf(state) {
    const page = pages[pageOf(state.path)];
    return page && page.part ? [...state.areas, '', ...valuesOf(state, 'part')].join('|') : null;
  }

  // The page that came holds indicators of its own, which the key asked with could not know.
  TL.routed = () => { routeKey = keyOf(TL.read()); };

  function route() {
    const state = TL.read();
    const key = keyOf(state);
    if (key === routeKey) return null;
    routeKey = key;
    wanted = state;
    partKey = partKeyOf(state); // the page brings its part along
    TL.waitStart();
    return asked();
  }
  const asked = () => ({ path: location.pathname, search: location.search, dark: TL.dark() });

  function arrive() {
    shown = location.pathname + location.search;
    const query = route();
    if (query) {
      window.dash_clientside.set_props('route', { data: query });
      return;
    }
    const part = partKeyOf(TL.read());
    if (part !== partKey) {
      partKey = part;
      TL.waitStart();
      window.dash_clientside.set_props('part-query', { data: asked() });
    }
    TL.apply();
  }

  // Controls follow the address (back button, links), without answering as if a person had moved them.
  // Those that show it already are left alone: to set one draws all of its options anew.
  let shows = {};
  TL.mirror = (state) => {
    const set = (id, value) => {
      if (!document.getElementById(id) || same(shows[id], value)) return;
      shows[id] = value;
      window.dash_clientside.set_props(id, { value });
    };
    set('areas', state.areas);
    const indicator = state.indicator || TL.page.defaultIndicator;
    if (indicator) set('indicator', indicator);
  };

  // What the browser does for a page, by the name under `view` in the page's data:
  // arrived(state) once when it is put in place, apply(state) whenever the address changes.
  TL.views = {};
  TL.view = () => TL.views[TL.page && TL.page.view] || {};

  TL.apply = () => {
    if (!TL.page || TL.page.page === 'problem') return;
    const state = TL.read();
    TL.mirror(state);
    if (TL.view().apply) TL.view().apply(state);
  };

  window.addEventListener('popstate', () => {
    const here = location.pathname + location.search;
    if (here === shown) return; // a link within the page, such as the one to its content
    drop();
    arrive();
  });

  // Links inside the site keep the chosen areas and do not reload the document.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const to = new URL(link.href, location.href);
    const ours = to.origin === location.origin && pageOf(to.pathname);
    if (!ours || link.target || link.hasAttribute('download') || (link.getAttribute('href') || '').startsWith('#')) return;
    event.preventDefault();
    const state = TL.read();
    if (link.dataset.lang) { // another language is another document
      location.assign(TL.address({ ...state, lang: link.dataset.lang }));
      return;
    }
    if (!TL.page || TL.page.page === 'problem') { location.assign(to.href); return; }
    const next = TL.parse(to.pathname, to.search);
    if (!link.dataset.areas) next.areas = state.areas; // chosen since the link was written
    if (link.dataset.keep) { // the same view under another choice
      next.indicator = state.indicator;
      next.year = state.year;
    }
    TL.goal = to.hash.slice(1);
    TL.go(next);
    if (to.pathname === state.path) TL.reach();
  });

  // Scroll to the section that a link named, once its page is there.
  TL.reach = () => {
    const goal = TL.goal && document.getElementById(TL.goal);
    TL.goal = '';
    if (goal) goal.scrollIntoView();
  };

  // A graph of any page is late by more than this: say that it is loading.
  TL.waitStart = () => {
    clearTimeout(TL.waitStart.timer);
    TL.waitStart.timer = setTimeout(() => document.body.classList.add('waiting'), 200);
  };
  TL.waitEnd = () => {
    clearTimeout(TL.waitStart.timer);
    document.body.classList.remove('waiting');
  };

  // Controls report their values also when a page is put in place; only a reader's change counts.
  const settled = () => TL.page && TL.page.path === location.pathname && TL.page.page !== 'problem';
  // Dash drops the focus when its list closes; a reader at the keyboard goes on where they were.
  TL.refocus = (id, tries = 40) => requestAnimationFrame(() => {
    const control = document.getElementById(id);
    if (control && document.activeElement === document.body) control.focus();
    else if (tries) TL.refocus(id, tries - 1);
  });
  // A reader has chosen an indicator in its control, which shows it by itself.
  TL.choose = (id) => {
    const state = TL.read();
    shows.indicator = id;
    if (!id || !settled()) return;
    if (id === (state.indicator || TL.page.defaultIndicator)) {
      if (TL.series && TL.series.id !== id) TL.apply(); // its numbers could not be loaded before
      return;
    }
    TL.go({ indicator: id === TL.page.defaultIndicator ? '' : id, year: null });
    TL.refocus('indicator');
  };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    throughline: {
      boot() {
        TL.watchMarkup(...['page', 'footer'].map((id) => document.getElementById(id)));
        return route() || window.dash_clientside.no_update;
      },
      async page(data, shell) {
        if (!data || !shell) return window.dash_clientside.no_update;
        TL.shell = shell;
        shows = { areas: wanted.areas, indicator: wanted.indicator || data.defaultIndicator }; // as it was drawn
        await TL.arrived(data);
        return window.dash_clientside.no_update;
      },
      part() {
        TL.waitEnd();
        if (TL.shell) TL.hydrate(document.getElementById('part')); // else it comes with the first page
        return window.dash_clientside.no_update;
      },
      indicator(value) {
        TL.choose(value);
        return window.dash_clientside.no_update;
      },
      areas(value) {
        shows.areas = value || [];
        if (!settled()) return window.dash_clientside.no_update;
        const chosen = (value || []).slice(0, TL.shell.mostAreas);
        if (value && value.length > chosen.length) {
          TL.say(TL.t('areas_limit', { most: TL.shell.mostAreas }));
          window.dash_clientside.set_props('areas', { value: chosen });
        }
        if (!same(chosen, TL.read().areas)) TL.go({ areas: chosen });
        return window.dash_clientside.no_update;
      },
    },
  });
})();
