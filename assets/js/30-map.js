// The world map: year steps repaint the shapes at once and tell Plotly when the reader pauses.
// What is painted comes from a model: { key, colours, cls(code), kind(k), hover(code) }, where a
// class below zero is a kind of nothing. `apart(code)` names what is hatched in its colour.
(function () {
  'use strict';
  const TL = window.TL;
  const Plotly = window.ThroughlinePlotly;
  const SETTLE_MS = 140;
  const NARROW_PX = 600;
  const CLOSER = 2.2; // zoom from which the finer shapes are worth their bytes
  const NO_VALUE = { light: '#dcdcdc', dark: '#3a4048' };
  const LAND = { light: '#ececec', dark: '#2b3138' };
  const EDGE = { light: '#ffffff', dark: '#12171c' };
  const HOME = {
    'geo.projection.scale': 1, 'geo.resolution': 110, 'geo.center.lat': null, 'geo.center.lon': null,
    'geo.projection.rotation.lat': null, 'geo.projection.rotation.lon': null,
  };
  const map = (TL.map = { gd: null, series: null, year: null, colouring: '', model: null, home: HOME, fine: false });
  let settle = null;

  const tone = (pair) => pair[TL.dark() ? 'dark' : 'light'];

  map.attach = async (gd) => {
    if (map.gd === gd) return;
    Object.assign(map, { gd, colouring: '', home: HOME, fine: false });
    gd.on('plotly_relayout', onZoom);
    gd.on('plotly_afterplot', map.mark);
  };

  map.codes = () => [map.gd.data[0].locations, map.gd.data[1].ids];
  map.nodes = () => [
    [...map.gd.querySelectorAll('path.choroplethlocation')], [...map.gd.querySelectorAll('.scattergeo path.point')],
  ];

  // The model of pages that draw one series, one year, and one kind of nothing.
  function plain() {
    const { series, year } = map;
    return {
      key: `${series.id}|${TL.dark()}|${TL.doubts.lead()}`,
      colours: TL.colours(series),
      cls: (code) => series.classOf(series.get(code, year)),
      kind: () => '',
      apart: (code) => series.apart(code, year),
      hover: (code) => {
        const value = series.get(code, year);
        const text = value !== value ? TL.t(`missing.${series.statusOf(code, year) || 'none'}`) : TL.value(value, series);
        const marks = value === value ? TL.doubts.marks(series, code, year) : [];
        const mark = marks.length ? `<br><i>${marks.join(', ')}</i>` : '';
        return `<b>${TL.areaName(code)}</b><br>${text}${mark}<br>${year}${TL.doubts.hover(series, code, year)}`;
      },
    };
  }

  // Draw a series for a year.
  map.draw = (series, year) => {
    map.series = series;
    map.year = year;
    return map.show(plain());
  };

  // Numbers reach Plotly here; colours of classes only when they change.
  map.show = (model) => {
    map.model = model;
    clearTimeout(settle);
    if (model.key !== map.colouring) {
      map.colouring = model.key;
      map.fill(map.gd.data, model);
      map.gd.layout.geo.landcolor = tone(LAND);
      return Plotly.react(map.gd, map.gd.data.slice(), Object.assign({}, map.gd.layout));
    }
    const [shapes, dots] = map.codes();
    return Plotly.restyle(map.gd, {
      z: [shapes.map(level), undefined], // undefined leaves the other trace alone
      customdata: [shapes.map(model.hover), dots.map(model.hover)],
      'marker.color': [undefined, dots.map(level)],
    }, [0, 1]);
  };
  const level = (code) => Math.max(-1, map.model.cls(code));

  // Put numbers and colours of a model into the two traces.
  map.fill = ([shapes, dots], model) => {
    map.model = model;
    const colours = [tone(NO_VALUE), ...model.colours];
    const scale = colours.flatMap((c, i) => [[i / colours.length, c], [(i + 1) / colours.length, c]]);
    const high = colours.length - 1.5;
    Object.assign(shapes, {
      z: shapes.locations.map(level), customdata: shapes.locations.map(model.hover), colorscale: scale, zmin: -1.5, zmax: high,
    });
    shapes.marker = { line: { width: 0.5, color: tone(EDGE) } };
    dots.customdata = dots.ids.map(model.hover);
    dots.marker = Object.assign({}, dots.marker, {
      size: document.getElementById('map').clientWidth < NARROW_PX ? model.dot || 4 : 7,
      color: dots.ids.map(level), colorscale: scale, cmin: -1.5, cmax: high,
    });
  };

  // A year step: shapes and dots get their fill directly; Plotly hears of it when steps pause.
  map.step = (year) => {
    map.year = year;
    map.paint(plain(), () => map.draw(map.series, year));
  };
  map.paint = (model, then) => {
    tint(model);
    clearTimeout(settle);
    settle = setTimeout(then, SETTLE_MS);
  };
  function tint(model) {
    const none = tone(NO_VALUE);
    TL.doubts.define(model.colours);
    map.model = model;
    each((node, code) => {
      const k = model.cls(code);
      node.setAttribute('fill', k < 0 ? none : model.colours[k]); // the attribute that Plotly writes, too
      sign(node, k, code);
    });
  }

  // Other colours on the same shapes at once, before Plotly has put them in its books.
  map.greet = (model) => {
    clearTimeout(settle);
    tint(model || plain());
  };

  function each(act) {
    const nodes = map.nodes();
    map.codes().forEach((codes, t) => nodes[t].forEach((node, i) => act(node, codes[i], t)));
  }

  // Plotly cannot hatch a shape; the style sheet does, for those marked here.
  function sign(node, k, code) {
    node.classList.toggle('no-value', k < 0);
    const doubt = k >= 0 && map.model.apart && map.model.apart(code) ? String(k) : '';
    if ((node.dataset.doubt || '') !== doubt) node.dataset.doubt = doubt;
    const kind = k < 0 ? map.model.kind(k) : '';
    if ((node.dataset.nothing || '') !== kind) node.dataset.nothing = kind;
  }

  // Plotly has drawn shapes anew: mark them.
  map.mark = () => {
    if (!map.gd || !map.gd.data || !map.model) return;
    TL.doubts.define(map.model.colours);
    each((node, code, t) => {
      const k = map.model.cls(code);
      if (t === 0 || map.model.kind(-1) || map.model.apart) sign(node, k, code);
      if (map.model.outside) node.classList.toggle('outside', map.model.outside(code));
    });
    if (map.lit) map.light(map.lit);
  };

  // Let some places stand out from the others; none gives all of them back.
  map.light = (codes) => {
    map.lit = codes && codes.size ? codes : null;
    if (!map.gd || !map.gd.data) return;
    map.gd.classList.toggle('lighting', Boolean(map.lit));
    each((node, code) => node.classList.toggle('lit', Boolean(map.lit) && map.lit.has(code)));
  };

  // Shapes are here before Plotly is told of them: it fails on a change that comes while it fetches.
  map.shapes = async (resolution) => {
    const held = window.PlotlyGeoAssets.topojson;
    const name = `world_${resolution}m`;
    if (held[name]) return;
    held[name] = await TL.ask(`/assets/topojson/${name}.json`, 'json');
  };

  async function onZoom(change) {
    const scale = change['geo.projection.scale'];
    if (scale === undefined) return;
    const wanted = scale > CLOSER || map.fine ? 50 : 110;
    await map.shapes(wanted);
    if (map.gd._fullLayout.geo.resolution !== wanted) Plotly.relayout(map.gd, { 'geo.resolution': wanted });
  }

  map.zoom = (factor) => {
    const geo = map.gd._fullLayout.geo;
    const scale = Math.min(12, Math.max(map.home['geo.projection.scale'], geo.projection.scale * factor));
    Plotly.relayout(map.gd, { 'geo.projection.scale': scale });
  };

  map.reset = () => Plotly.relayout(map.gd, map.home);

  // The legend: one swatch a class with its range and how many places it holds this year.
  map.legend = () => {
    const holder = TL.slot('legend');
    if (!holder) return;
    const { series, year } = map;
    const places = [...map.codes().flat()];
    const counts = new Array(series.uppers.length + 1).fill(0);
    places.forEach((code) => { counts[series.classOf(series.get(code, year)) + 1] += 1; });
    const colours = TL.colours(series);
    const items = series.uppers.map((upper, k) => item(colours[k], range(series, k), counts[k + 1]));
    items.push(item(null, TL.t('legend.none'), counts[0]));
    const apart = places.filter((code) => series.apart(code, year)).length;
    if (apart) items.push(item('', TL.t('doubts.legend'), apart));
    holder.replaceChildren(TL.element('p', TL.t('legend.title', { unit: series.unit }), { class: 'legend-title' }), ...items);
  };

  function item(colour, text, count) {
    const node = TL.element('span', null, { class: 'legend-item' });
    const kind = colour ? 'swatch' : colour === null ? 'swatch swatch-none' : 'swatch swatch-doubt';
    const swatch = TL.element('span', null, { class: kind });
    if (colour) swatch.style.background = colour;
    node.append(swatch, TL.element('span', text), TL.element('span', `(${count})`, { class: 'muted' }));
    return node;
  }

  function range(series, k) {
    const { uppers, classes } = series;
    if (classes.kind === 'binary') return TL.t(k ? 'legend.yes' : 'legend.no');
    if (classes.zero && k === 0) return TL.compact(0);
    const last = k === uppers.length - 1;
    if (k === 0) return TL.t('legend.to', { high: TL.compact(uppers[0]) });
    if (last) return TL.t('legend.over', { low: TL.compact(uppers[k - 1]) });
    return TL.t('legend.between', { low: TL.compact(uppers[k - 1]), high: TL.compact(uppers[k]) });
  }
})();
