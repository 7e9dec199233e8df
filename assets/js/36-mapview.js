// The map page: puts match, breaks, map, tiles, legend, list and panel together.
(function () {
  'use strict';
  const TL = window.TL;
  const Plotly = window.ThroughlinePlotly;
  const SMALL_PX = 14; // a shape that covers fewer square pixels gets a dot
  const mine = (TL.views.map = { view: null });
  let turn = 0;
  let opener = null;

  // Everything the page shows, worked out of the address and a series.
  function viewOf(state, series) {
    const limits = TL.breaks.limits(state.limits);
    const scheme = TL.breaks.scheme(series, state.breaks, Number(state.classes), limits);
    const codes = Object.keys(TL.page.places);
    const view = {
      series, scheme, codes, mode: state.match, layout: state.layout, region: state.region, projection: state.projection,
      colours: TL.breaks.colours(scheme, state.palette, series.direction),
      shown: new Set(TL.page.regions[state.region].codes),
      year: series.yearsWithValues.includes(state.year) ? state.year : series.year,
      country: codes.includes(state.country) ? state.country : '',
      limitsWrong: state.breaks === 'own' && !limits.length,
    };
    view.key = [series.id, series.breakdown, state.breaks, state.classes, state.limits, state.palette, state.region, state.doubted, TL.dark()].join('|');
    view.cells = TL.match.all(view);
    return view;
  }

  const model = (view) => ({
    key: view.key,
    colours: view.colours,
    dot: 5,
    cls: (code) => view.cells.get(code).k,
    kind: TL.match.kindOf,
    apart: (code) => view.cells.get(code).apart,
    outside: (code) => !view.shown.has(code),
    hover: (code) => hover(view, code),
  });

  function hover(view, code) {
    const cell = view.cells.get(code);
    const area = `<b>${TL.areaName(code)}</b>`, part = view.series.breakdown ? `<br>${view.series.breakdownText}` : '';
    return `${area}<br>${TL.match.text(cell, view)}${part}${TL.match.known(cell) ? `<br>${cell.year}${TL.doubts.hover(view.series, code, cell.year)}` : ''}`;
  }

  mine.arrived = (state) => {
    mine.view = null;
    TL.legend.define();
    TL.mapcontrols.build();
    TL.slot('map-frame').classList.add('skeleton');
    return mine.apply(state);
  };

  mine.apply = async (state) => {
    const id = state.indicator || TL.page.defaultIndicator;
    if (!TL.page.indicators.includes(id)) return;
    const now = ++turn;
    const card = TL.slot('charts'), slow = setTimeout(() => card.classList.add('loading'), 200);
    try {
      if (!TL.areas) await TL.loadAreas();
      const parts = (TL.page.breakdowns[id] || []).map(([key]) => key);
      const series = await TL.load(id, parts.includes(state.breakdown) ? state.breakdown : '');
      if (now !== turn) return;
      TL.slot('empty').hidden = true;
      card.hidden = false;
      await mine.draw(state, series);
      card.classList.remove('failed');
    } catch (error) {
      card.classList.add('failed');
      TL.say(TL.t('failed', { what: error.message }));
    } finally {
      clearTimeout(slow);
      if (now === turn) card.classList.remove('loading');
    }
  };

  mine.draw = async (state, series) => {
    const before = mine.view;
    const view = (mine.view = viewOf(state, series));
    TL.series = series;
    TL.year = view.year;
    TL.legend.define();
    if (!before || before.key !== view.key || !document.querySelector('[data-legend]')) TL.legend.build(view);
    else TL.legend.update(view);
    const later = await picture(view);
    if (mine.view !== view) return; // the reader went on; the newer view draws its own words
    TL.slot('map-frame').classList.remove('skeleton');
    TL.maptext.titles(view);
    TL.doubts.control(series);
    TL.mapcontrols.follow(state, view);
    panelOf(view, before);
    await TL.painted();
    if (mine.view !== view) return;
    TL.maplist.build();
    words(view);
    if (later) {
      await TL.painted();
      if (mine.view !== view) return;
      await later();
      if (mine.view !== view) return;
    }
    document.body.dataset.drawn = [series.id, view.year, series.breakdown, state.match, state.breaks, state.classes, state.limits,
      state.palette, state.layout, state.projection, state.region, view.country, state.doubted].join('|');
  };

  // Draw the tiles or the map. Where something may follow once it is on the screen: that.
  async function picture(view) {
    const tiled = view.layout === 'tiles';
    TL.slot('map-tiles').hidden = !tiled;
    TL.slot('map-frame').hidden = tiled;
    TL.slot('map-zoom').hidden = tiled;
    if (tiled) {
      mine.told = ''; // the window may change while the map is away
      TL.tiles.build();
      TL.tiles.paint(view);
      return null;
    }
    if (!standing(view)) return shapes(view);
    if (mine.told === look(view)) return () => finer(view); // the same map beside another panel
    TL.map.greet(model(view));
    return () => fitted(view);
  }

  // Everything beside the picture, once steps have paused.
  function words(view) {
    TL.legend.update(view);
    TL.legend.years(view);
    TL.maplist.update(view);
    TL.maptext.titles(view);
    TL.maptext.table(view);
    TL.mapfiles.csv(view);
    TL.mapcontrols.year(view);
  }

  // -- the drawn map
  const cut = (view) => `${view.region}|${view.projection}`;
  const look = (view) => [view.layout, cut(view), view.key, view.mode, view.year].join('|');
  // Whether the shapes of a view are drawn, in whatever colours.
  const standing = (view) => TL.map.gd === document.getElementById('map') && mine.cut === cut(view);

  // Plotly hears of what is painted, and of the room there is, which may be another after the tiles.
  async function fitted(view) {
    const { gd } = TL.map;
    const { width, height } = gd._fullLayout;
    const other = (side, drawn) => Math.abs(side - drawn) >= 1; // Plotly counts parts of pixels
    if (other(gd.clientWidth, width) || other(gd.clientHeight, height)) await Plotly.Plots.resize(gd);
    await TL.map.show(model(view));
    mine.told = look(view);
    return finer(view);
  }

  async function shapes(view) {
    const frame = TL.mapframe.of(view);
    const coarse = { ...frame, 'geo.resolution': 110 };
    const holder = document.getElementById('map');
    const now = turn;
    await TL.map.shapes(110);
    if (now !== turn) return null;
    TL.slot('map-frame').dataset.region = view.region;
    if (!holder.drawn) {
      const figure = TL.page.figures.map;
      TL.map.fill(figure.data, model(view));
      TL.mapframe.put(figure.layout, coarse);
    }
    const gd = await TL.plot('map');
    Object.assign(mine, { cut: cut(view), told: look(view), coarse: true });
    if (TL.map.gd !== gd) {
      await TL.map.attach(gd);
      gd.on('plotly_hover', (event) => mine.point(codeAt(event), null, true));
      gd.on('plotly_unhover', () => mine.point(null, null, true));
      gd.on('plotly_click', (event) => mine.choose(codeAt(event)));
      new ResizeObserver(() => { clearTimeout(mine.sized); mine.sized = setTimeout(dots, 250); }).observe(gd);
      TL.map.colouring = view.key;
      setHome(view, frame);
      TL.map.mark();
    } else {
      setHome(view, frame);
      TL.mapframe.put(gd.layout, coarse);
      TL.map.colouring = '';
      await TL.map.show(model(view));
    }
    return () => finer(view);
  }

  // The fine shapes of a region, once the coarse ones are on the screen; then dots where they are small.
  async function finer(view) {
    if (!mine.coarse) return;
    const resolution = TL.mapframe.of(view)['geo.resolution'];
    if (resolution !== 110) {
      await TL.map.shapes(resolution);
      if (mine.view !== view) return;
      TL.map.gd.layout.geo.resolution = resolution;
      TL.map.colouring = '';
      await TL.map.show(model(view));
    }
    mine.coarse = false;
    dots();
  }

  function setHome(view, frame) {
    TL.map.home = frame;
    TL.map.fine = view.region !== 'world';
  }

  const codeAt = (event) => {
    const point = event.points[0];
    return point.location || TL.map.codes()[1][point.pointNumber];
  };

  // Dots for the places without a shape and for those whose shape is too small to see here.
  function dots() {
    const { gd } = TL.map;
    const view = mine.view;
    if (!gd || !gd.isConnected || !view || view.layout === 'tiles') return;
    const [locations] = TL.map.codes();
    const [nodes] = TL.map.nodes();
    const wanted = TL.page.figures.map.data[1].own || (TL.page.figures.map.data[1].own = [...gd.data[1].ids]);
    const small = locations.filter((code, i) => {
      const box = nodes[i] && nodes[i].getBBox();
      return box && box.width * box.height > 0 && box.width * box.height < 2 * SMALL_PX;
    });
    const ids = [...wanted, ...small];
    if (ids.join() === gd.data[1].ids.join()) return;
    const trace = gd.data[1];
    Object.assign(trace, { ids, lon: ids.map((c) => TL.page.places[c][0]), lat: ids.map((c) => TL.page.places[c][1]) });
    TL.map.colouring = '';
    TL.map.show(model(view));
  }

  // -- years
  mine.stepTo = (year) => {
    const view = mine.view;
    if (!view || year === undefined || year === view.year) return;
    TL.year = view.year = year;
    mine.told = ''; // of the year, once steps pause
    view.cells = TL.match.all(view);
    if (view.layout === 'tiles') TL.tiles.paint(view);
    else TL.map.paint(model(view), () => !view.playing && TL.map.show(model(view)));
    TL.legend.update(view);
    TL.mapcontrols.year(view);
    TL.go({ year }, true);
  };
  mine.redraw = () => TL.map.show(model(mine.view));
  // The address has been written: words, list and panel follow.
  mine.settled = () => {
    const view = mine.view;
    if (!view || view.playing) return;
    if (view.layout === 'tiles') TL.tiles.paint(view);
    words(view);
    TL.panel.draw(view);
    const drawn = document.body.dataset.drawn.split('|');
    drawn[1] = view.year;
    document.body.dataset.drawn = drawn.join('|');
  };

  // -- pointing and choosing, from any of map, tiles, list and legend
  mine.light = (codes, k) => {
    const set = codes && codes.length ? new Set(codes) : null;
    TL.map.light(mine.view && mine.view.layout === 'tiles' ? null : set);
    TL.maplist.light(set);
    if (k !== undefined || !codes) TL.legend.here(codes ? k : undefined);
  };
  mine.point = (code, node, fromMap) => {
    const { view } = mine;
    if (!view) return;
    const cell = code && view.cells.get(code);
    TL.legend.here(cell ? cell.k : undefined);
    TL.maplist.light(code ? new Set([code]) : null);
    if (!fromMap && view.layout !== 'tiles') {
      TL.map.light(code ? new Set([code]) : null);
      TL.mapcontrols.ring(code);
    }
    TL.mapcontrols.tip(view.layout === 'tiles' && code && !fromMap ? hover(view, code) : '', code);
  };
  mine.choose = (code) => {
    if (!code) return;
    opener = document.activeElement;
    mine.opened = true;
    TL.go({ country: code === mine.view.country ? '' : code });
  };
  // A globe turns to the country that was chosen, which may be on its far side.
  function turnTo(view) {
    if (view.projection !== 'globe' || view.layout === 'tiles') return;
    const [lon, lat] = TL.page.places[view.country];
    Plotly.relayout(TL.map.gd, { 'geo.projection.rotation.lon': lon, 'geo.projection.rotation.lat': lat });
  }
  mine.close = () => {
    if (!mine.view || !mine.view.country) return;
    TL.go({ country: '' });
    if (opener && opener.isConnected && opener !== document.body) opener.focus();
  };
  function panelOf(view, before) {
    TL.panel.draw(view);
    if (view.country && mine.opened && (!before || before.country !== view.country)) {
      document.getElementById('panel-title').focus({ preventScroll: true });
      turnTo(view);
    }
    mine.opened = false;
  }
})();
