// Throughline in the browser. One namespace; every file adds one part of it.
// This part: settings of the page, words, numbers, areas, and the series of an indicator.
(function () {
  'use strict';
  const TL = (window.TL = { shell: null, page: null, areas: null, series: null, cache: new Map() });
  const Plotly = window.ThroughlinePlotly;

  TL.slot = (name, root) => (root || document).querySelector(`[data-tl="${name}"]`);
  TL.dark = () => document.documentElement.dataset.colours === 'dark';

  // Words: the text of a key with its {placeholders} filled.
  TL.t = (key, values) =>
    (TL.shell.texts[key] || key).replace(/\{(\w+)\}/g, (all, name) =>
      values && name in values ? values[name] : all);

  // Numbers, in the language of the page.
  const formats = new Map();
  function format(options) {
    const key = JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(TL.shell.lang, options));
    return formats.get(key);
  }
  TL.number = (value, decimals) =>
    format({ maximumFractionDigits: decimals, minimumFractionDigits: Math.min(decimals, 1) }).format(value);
  TL.compact = (value) =>
    Math.abs(value) >= 1e4
      ? format({ notation: 'compact', maximumSignificantDigits: 3 }).format(value)
      : format({ maximumSignificantDigits: Math.abs(value) >= 1000 ? 4 : 3 }).format(value);
  // A value with its unit. Small numbers keep significant digits, so that 0.004 is not shown as 0.
  TL.value = (value, series) => {
    const digits = value !== 0 && Math.abs(value) < 10 ** -series.decimals
      ? format({ maximumSignificantDigits: 2 }).format(value)
      : TL.number(value, series.decimals);
    return `${digits}${series.unitShort.startsWith('%') ? '\u202f' : ' '}${series.unitShort}`.trim();
  };

  TL.areaName = (code) => (TL.areas.byCode[code] || { short: code }).short;

  TL.loadAreas = async () => {
    const list = await TL.ask(`/data/${TL.shell.build}/${TL.shell.lang}/areas.json`, 'json');
    TL.areas = { list, byCode: Object.fromEntries(list.map((area) => [area.code, area])) };
  };

  // The series of an indicator, or of one of its breakdowns, fetched once per visit; of the leading
  // provider unless another is named.
  TL.load = (id, breakdown, publisher) => {
    const part = breakdown ? `~${encodeURIComponent(breakdown)}` : '';
    const url = `/data/${TL.shell.build}/${TL.shell.lang}/${id}${publisher ? `@${publisher}` : ''}${part}.bin`;
    if (!TL.cache.has(url)) {
      TL.cache.set(url, TL.ask(url, 'arrayBuffer').then(decode).catch((error) => {
        TL.cache.delete(url);
        throw error;
      }));
    }
    return TL.cache.get(url);
  };

  async function fetchOk(url, kind) {
    const response = await fetch(url, { credentials: 'same-origin' });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return response[kind]();
  }

  // What the document names as needed early is read while Dash still starts; once it mounts a page
  // the browser is too busy to take an answer.
  const early = new Map();
  document.querySelectorAll('link[rel="preload"][as="fetch"]').forEach((link) => {
    const url = link.getAttribute('href');
    const answer = fetchOk(url, url.endsWith('.json') ? 'json' : 'arrayBuffer');
    const [, shapes] = url.match(/(world_\d+m)\.json$/) || [];
    answer.then((held) => { if (shapes) window.PlotlyGeoAssets.topojson[shapes] = held; }, () => {}); // told where it is awaited
    early.set(url, answer);
  });
  TL.ask = (url, kind) => {
    const answer = early.get(url);
    early.delete(url);
    return answer || fetchOk(url, kind);
  };

  // Numbers whose bytes of equal rank stand together.
  function together(Kind, source, at, count) {
    const width = Kind.BYTES_PER_ELEMENT;
    const bytes = new Uint8Array(count * width);
    for (let rank = 0; rank < width; rank++) {
      for (let i = 0; i < count; i++) bytes[i * width + rank] = source[at + rank * count + i];
    }
    return new Kind(bytes.buffer);
  }

  const POWERS = Array.from({ length: 23 }, (_, n) => Number(`1e${n}`)); // each exact

  // The inverse of layouts/series/payload.py, which describes the bytes.
  function decode(buffer) {
    const source = new Uint8Array(buffer);
    const length = new DataView(buffer).getUint32(0, true);
    const head = JSON.parse(new TextDecoder().decode(source.subarray(4, 4 + length)));
    const [years, areas] = head.shape;
    const count = years * areas;
    let at = 4 + length;
    const whole = head.width === 8 ? BigInt64Array : Int32Array;
    let values = together(head.form === 'float' ? Float64Array : whole, source, at, count);
    at += count * values.BYTES_PER_ELEMENT;
    if (head.form !== 'float') {
      const places = head.form === 'digits' ? source.subarray(at, at + count) : new Uint8Array(count).fill(head.scale);
      if (head.form === 'digits') at += count;
      const missing = head.width === 8 ? -(2n ** 63n) : -(2 ** 31);
      values = Float64Array.from({ length: count }, (_, i) => (values[i] === missing ? NaN : Number(values[i]) / POWERS[places[i]]));
    }
    const status = source.subarray(at, at + count);
    const column = Object.fromEntries(head.areas.map((code, i) => [code, i]));
    const uppers = head.classes.uppers.map((u) => (u === null ? Infinity : u));
    const series = Object.assign(head, { values, status, column, uppers, count: areas });
    series.at = (code, year) => {
      const i = column[code];
      return i === undefined ? -1 : (year - head.firstYear) * areas + i;
    };
    series.get = (code, year) => {
      const i = series.at(code, year);
      return i < 0 || i >= count ? NaN : values[i];
    };
    series.reasons = TL.doubts.reasons(head);
    TL.doubts.attach(series);
    series.classOf = (value) => {
      if (value !== value) return -1;
      for (let k = 0; k < uppers.length; k++) if (value <= uppers[k]) return k;
      return -1;
    };
    series.isCountry = (code) => !code.includes(':');
    return series;
  }

  TL.colours = (series) => series.classes.colours[TL.dark() ? 1 : 0];

  // The next frame has been painted.
  TL.painted = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

  // Draw a figure of the page in its place, once; resolves with the drawn element.
  TL.plot = (id) => {
    const node = document.getElementById(id);
    const figure = TL.page.figures[id];
    node.drawn = node.drawn || Plotly.newPlot(node, figure.data, figure.layout, figure.config);
    return node.drawn;
  };

  TL.element = (tag, text, props) => {
    const node = document.createElement(tag);
    if (text !== undefined && text !== null) node.textContent = text;
    for (const [key, value] of Object.entries(props || {})) node.setAttribute(key, value);
    return node;
  };
})();
