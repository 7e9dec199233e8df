// Files of the map page: the link to its numbers, and a picture of map or tiles with title, legend,
// years, source and link inside, hatched as on the screen.
(function () {
  'use strict';
  const TL = window.TL;
  const Plotly = window.ThroughlinePlotly;
  const WIDTH = 1200;
  const SIDE = 30;
  const LINE_CHARS = 170;
  const INK = { light: { paper: '#ffffff', ink: '#1d2630', soft: '#4a5560' }, dark: { paper: '#1a2128', ink: '#e8ecef', soft: '#a9b4be' } };
  const files = (TL.mapfiles = {});

  files.csv = (view) => {
    const state = { ...TL.read(), indicator: view.series.id, year: view.year };
    const query = TL.address(state).split('?')[1];
    TL.slot('map-csv').href = `/export/map.csv?${query}&page=${encodeURIComponent(state.path)}`;
  };

  const safe = (text) => String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[c]));
  const words = (x, y, text, size, colour, extra) => `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}" ${extra || ''}>${safe(text)}</text>`;

  function lines(text) {
    const out = [''];
    text.split(/\s+/).forEach((word) => {
      if ((out[out.length - 1] + word).length > LINE_CHARS) out.push('');
      out[out.length - 1] += `${word} `;
    });
    return out;
  }

  // The drawn map as SVG, its kinds of nothing hatched.
  async function mapPart(view, width) {
    const { gd } = TL.map;
    const height = Math.round((width * gd.clientHeight) / gd.clientWidth);
    const data = JSON.parse(JSON.stringify(gd.data, (key, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value)));
    const layout = { ...JSON.parse(JSON.stringify(gd.layout)), width, height, margin: { l: 0, r: 0, t: 0, b: 0 } };
    const text = await Plotly.toImage({ data, layout, config: { topojsonURL: '/assets/topojson/' } }, { format: 'svg', width, height, imageDataOnly: true });
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    TL.doubts.hatch(svg, (node, code) => {
      const { k, kind, apart } = view.cells.get(code);
      if (k < 0) node.style.fill = `url(#file-${kind})`;
      else if (apart) node.style.fill = `url(#file-doubt-${k})`;
      if (!view.shown.has(code)) node.style.opacity = '.28';
    });
    return { markup: new XMLSerializer().serializeToString(svg), height };
  }

  function tilePart(view, width, tone) {
    const places = Object.entries(TL.page.tiles);
    const columns = Math.max(...places.map(([, p]) => p[1]));
    const rows = Math.max(...places.map(([, p]) => p[0]));
    const side = Math.floor(width / columns);
    const markup = places.map(([code, [row, column]]) => {
      const { k, kind, apart } = view.cells.get(code);
      const x = (column - 1) * side, y = (row - 1) * side;
      const fill = k < 0 ? `url(#file-${kind})` : view.colours[k];
      const faint = view.shown.has(code) ? '' : ' opacity=".28"';
      const hollow = k >= 0 && apart;
      const shape = hollow
        ? `x="${x + 3}" y="${y + 3}" width="${side - 6}" height="${side - 6}" fill="${tone.paper}" stroke="${fill}" stroke-width="3" stroke-dasharray="5 3"`
        : `x="${x + 1}" y="${y + 1}" width="${side - 2}" height="${side - 2}" fill="${fill}"`;
      return `<g${faint}><rect ${shape} rx="4"/>${words(x + side / 2, y + side / 2 + 4, code, 12, k < 0 || hollow ? tone.ink : TL.tiles.ink(view.colours[k]), 'text-anchor="middle" font-weight="600"')}</g>`;
    }).join('');
    return { markup: `<svg width="${width}" height="${rows * side}">${markup}</svg>`, height: rows * side };
  }

  // Classes and the kinds of nothing that occur, in columns; then the years in use.
  function legendPart(view, top, tone) {
    const { scheme } = view;
    const any = scheme.lowest === scheme.lowest;
    const items = any ? scheme.uppers.map((_, k) => [view.colours[k], TL.breaks.range(scheme, k), view.counts.get(k) || 0]) : [];
    TL.match.KINDS.forEach((kind, i) => {
      const n = view.counts.get(-1 - i);
      if (n) items.push([`url(#file-${kind})`, TL.match.words(kind), n]);
    });
    if (view.apart) items.push([`url(#file-doubt-${scheme.uppers.length - 1})`, TL.t('doubts.legend'), view.apart]);
    const across = 4;
    const each = (WIDTH - 2 * SIDE) / across;
    const markup = items.map(([fill, label, n], i) => {
      const x = SIDE + (i % across) * each, y = top + Math.floor(i / across) * 24;
      return `<rect x="${x}" y="${y}" width="24" height="15" rx="3" fill="${fill}" stroke="#808080" stroke-opacity=".5"/>${words(x + 32, y + 12.5, `${label} (${n})`, 14, tone.ink)}`;
    }).join('');
    const below = top + Math.ceil(items.length / across) * 24;
    const years = (view.years || []).map(([label, n]) => `${label} (${n})`).join(', ');
    return { markup: markup + (years ? words(SIDE, below + 18, TL.t('map.years_line', { list: years }), 14, tone.ink) : ''), bottom: below + (years ? 30 : 10) };
  }

  files.picture = async (view) => {
    const tone = INK[TL.dark() ? 'dark' : 'light'];
    const width = WIDTH - 2 * SIDE;
    const part = view.layout === 'tiles' ? tilePart(view, width, tone) : await mapPart(view, width);
    const legend = legendPart(view, 96 + part.height + 16, tone);
    const link = location.origin + TL.address({ ...TL.read(), indicator: view.series.id, year: view.year });
    const notes = [...TL.doubts.told.map.flatMap(lines), ...lines(TL.slot('map-source').textContent), ...lines(document.querySelector('.map-card .map-note').textContent), ...lines(link)];
    const height = legend.bottom + notes.length * 16 + 24;
    const body = part.markup.replace('<svg', `<svg x="${SIDE}" y="96"`);
    return {
      width: WIDTH, height,
      markup: `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Inter, Noto Sans, sans-serif"><defs>${TL.legend.patterns(TL.dark(), 'file-')}${TL.doubts.patterns(view.colours, 'file-doubt-')}</defs><rect width="100%" height="100%" fill="${tone.paper}"/>${words(SIDE, 46, TL.slot('map-title').textContent, 24, tone.ink, 'font-weight="650"')}${words(SIDE, 74, TL.slot('map-subtitle').textContent, 16, tone.soft)}${body}${legend.markup}${notes.map((line, i) => words(SIDE, legend.bottom + 14 + i * 16, line, 11.5, tone.soft)).join('')}</svg>`,
    };
  };

  TL.views.map.save = async (format) => {
    const { view } = TL.views.map;
    const made = await files.picture(view);
    const svg = new Blob([made.markup], { type: 'image/svg+xml' });
    const part = view.series.breakdown ? `-${view.series.breakdown.replace('=', '-')}` : '';
    const name = `throughline-${view.series.id}${part}-${view.layout}-${view.year}.${format}`;
    const link = document.createElement('a');
    link.download = name;
    link.href = URL.createObjectURL(format === 'svg' ? svg : await raster(svg, made));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    TL.say(TL.t('saved', { name }));
  };

  files.raster = raster;
  async function raster(svg, { width, height }) {
    const image = new Image();
    image.src = URL.createObjectURL(svg);
    await image.decode();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 2 * width, height: 2 * height });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return new Promise((done) => canvas.toBlob(done, 'image/png'));
  }
})();
