// The world map: year steps repaint the shapes at once and tell Plotly when the reader pauses.
(function () {
  'use strict';
  const TL = window.TL;
  const SETTLE_MS = 140;
  const NARROW_PX = 600;
  const CLOSER = 2.2; // zoom from which the finer shapes are worth their bytes
  const NO_VALUE = { light: '#dcdcdc', dark: '#3a4048' };
  const LAND = { light: '#ececec', dark: '#2b3138' };
  const EDGE = { light: '#ffffff', dark: '#12171c' };
  const map = (TL.map = { gd: null, series: null, year: null, colouring: '' });
  let settle = null;

  const tone = (pair) => pair[TL.dark() ? 'dark' : 'light'];

  map.attach = async (gd) => {
    if (map.gd === gd) return;
    map.gd = gd;
    map.colouring = '';
    gd.on('plotly_relayout', onZoom);
    gd.on('plotly_afterplot', hatch);
  };

  map.codes = () => [map.gd.data[0].locations, map.gd.data[1].ids];

  const classesFor = (codes) => codes.map((code) => map.series.classOf(map.series.get(code, map.year)));
  const hovers = (codes) => codes.map(hover);

  function hover(code) {
    const value = map.series.get(code, map.year);
    const status = map.series.statusOf(code, map.year);
    const text = value !== value ? TL.t(`missing.${status || 'none'}`) : TL.value(value, map.series);
    const mark = value === value && status && status !== 'A' ? `<br><i>${TL.t(`status.${status}`)}</i>` : '';
    return `<b>${TL.areaName(code)}</b><br>${text}${mark}<br>${map.year}`;
  }

  // Draw a series for a year. Numbers reach Plotly here; colours of classes only when they change.
  map.draw = (series, year) => {
    map.series = series;
    map.year = year;
    clearTimeout(settle);
    const [shapes, dots] = map.codes();
    const update = {
      z: [classesFor(shapes), undefined], // undefined leaves the other trace alone
      customdata: [hovers(shapes), hovers(dots)],
      'marker.color': [undefined, classesFor(dots)],
    };
    const key = `${series.id}|${TL.dark()}`;
    if (key === map.colouring) {
      return Plotly.restyle(map.gd, update, [0, 1]);
    }
    map.colouring = key;
    return recolour(update);
  };

  function recolour(update) {
    const colours = [tone(NO_VALUE), ...TL.colours(map.series)];
    const scale = colours.flatMap((c, i) => [[i / colours.length, c], [(i + 1) / colours.length, c]]);
    const high = colours.length - 1.5;
    const [shapes, dots] = map.gd.data;
    Object.assign(shapes, { z: update.z[0], customdata: update.customdata[0], colorscale: scale, zmin: -1.5, zmax: high });
    shapes.marker = { line: { width: 0.5, color: tone(EDGE) } };
    dots.customdata = update.customdata[1];
    dots.marker = Object.assign({}, dots.marker, {
      size: map.gd.clientWidth < NARROW_PX ? 4 : 7,
      color: update['marker.color'][1], colorscale: scale, cmin: -1.5, cmax: high,
    });
    map.gd.layout.geo.landcolor = tone(LAND);
    return Plotly.react(map.gd, map.gd.data.slice(), Object.assign({}, map.gd.layout));
  }

  // A year step: shapes and dots get their fill directly; Plotly hears of it when steps pause.
  map.step = (year) => {
    map.year = year;
    const colours = TL.colours(map.series);
    const none = tone(NO_VALUE);
    const paint = (node, code) => {
      const k = map.series.classOf(map.series.get(code, year));
      node.setAttribute('fill', k < 0 ? none : colours[k]); // the attribute that Plotly writes, too
      node.classList.toggle('no-value', k < 0);
    };
    const [shapes, dots] = map.codes();
    map.gd.querySelectorAll('path.choroplethlocation').forEach((node, i) => paint(node, shapes[i]));
    map.gd.querySelectorAll('.scattergeo path.point').forEach((node, i) => paint(node, dots[i]));
    clearTimeout(settle);
    settle = setTimeout(() => map.draw(map.series, year), SETTLE_MS);
  };

  // Plotly cannot hatch a shape; the style sheet does, for those marked here.
  function hatch() {
    if (!map.gd || !map.gd.data) return;
    const z = map.gd.data[0].z;
    map.gd.querySelectorAll('path.choroplethlocation').forEach((node, i) => node.classList.toggle('no-value', z[i] < 0));
  }

  function onZoom(change) {
    const scale = change['geo.projection.scale'];
    if (scale === undefined) return;
    const wanted = scale > CLOSER ? 50 : 110;
    if (map.gd._fullLayout.geo.resolution !== wanted) Plotly.relayout(map.gd, { 'geo.resolution': wanted });
  }

  map.zoom = (factor) => {
    const geo = map.gd._fullLayout.geo;
    const scale = Math.min(12, Math.max(1, geo.projection.scale * factor));
    Plotly.relayout(map.gd, { 'geo.projection.scale': scale });
  };

  map.reset = () => Plotly.relayout(map.gd, {
    'geo.projection.scale': 1, 'geo.resolution': 110, 'geo.center.lat': null, 'geo.center.lon': null,
    'geo.projection.rotation.lat': null, 'geo.projection.rotation.lon': null,
  });

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
    holder.replaceChildren(TL.element('p', TL.t('legend.title', { unit: series.unit }), { class: 'legend-title' }), ...items);
  };

  function item(colour, text, count) {
    const node = TL.element('span', null, { class: 'legend-item' });
    const swatch = TL.element('span', null, { class: colour ? 'swatch' : 'swatch swatch-none' });
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
