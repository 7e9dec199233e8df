// Files and links: the picture of a chart with its words in it, its numbers, and its address.
(function () {
  'use strict';
  const TL = window.TL;
  const Plotly = window.ThroughlinePlotly;
  const WIDTH = 1200;
  const HEIGHT = { map: 720, line: 680 };
  const LINE_CHARS = 150;
  const files = (TL.files = {});

  files.address = (state, areas) => location.origin + TL.address({ ...state, areas: areas || state.areas });

  // The CSV link names everything drawn, also what the page chose by itself.
  files.csvLinks = (state, picked) => {
    const more = TL.slot('map-more');
    if (more) more.href = TL.address({ ...state, path: '/map', indicator: TL.series.id, year: TL.year });
    for (const chart of ['map', 'line']) {
      const link = TL.slot(`${chart}-csv`);
      if (!link) continue;
      const full = { ...state, path: '', indicator: TL.series.id, year: TL.year, areas: chart === 'line' ? picked.areas : state.areas };
      const publisher = state.publisher ? `&publisher=${state.publisher}` : '';
      link.href = `/export/${chart}.csv${TL.address(full)}${publisher}&page=${encodeURIComponent(state.path)}`;
    }
  };

  function wrap(text) {
    const out = [''];
    text.split(/\s+/).forEach((word) => {
      if ((out[out.length - 1] + word).length > LINE_CHARS) out.push('');
      out[out.length - 1] += `${word} `;
    });
    return out.join('<br>');
  }

  // A copy of the chart on white, with title, subtitle, legend, source and link inside the picture.
  files.figure = (chart) => {
    const gd = chart === 'map' ? TL.map.gd : TL.lines.gd;
    const series = TL.series;
    const data = JSON.parse(JSON.stringify(gd.data, (key, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value)));
    const title = TL.slot(`${chart}-title`).textContent;
    const link = files.address({ ...TL.read(), indicator: series.id, year: TL.year });
    const legend = chart === 'map' ? legendTraces() : [];
    const text = (y, body, size, colour, anchor) => ({
      xref: 'paper', yref: 'paper', x: 0, y, xanchor: 'left', yanchor: anchor, showarrow: false, align: 'left',
      text: body, font: { size, color: colour, family: 'Inter, sans-serif' },
    });
    const notes = [...TL.doubts.told[chart].map(wrap), wrap(TL.slot(`${chart}-source`).textContent), wrap(`${TL.t('image.note')} ${link}`)].join('<br>');
    const more = 14 * (notes.split('<br>').length - 3); // of lines beyond those that the margin holds
    const [high, below] = [HEIGHT[chart] + Math.max(0, more), 150 + Math.max(0, more)];
    const inner = high - 100 - below; // height between the margins set below
    const layout = JSON.parse(JSON.stringify(gd.layout));
    Object.assign(layout, {
      width: WIDTH, height: high, paper_bgcolor: '#ffffff', plot_bgcolor: '#ffffff',
      font: { family: 'Inter, sans-serif', size: 14, color: '#1d2630' },
      margin: { l: chart === 'map' ? 20 : 60, r: chart === 'map' ? 20 : 170, t: 100, b: below },
      showlegend: chart === 'map',
      legend: { orientation: 'h', x: 0, y: -0.02, yanchor: 'top', font: { size: 13 } },
      annotations: [
        ...(chart === 'line' ? layout.annotations || [] : []),
        text(1 + 72 / inner, `<b>${title}</b>`, 20, '#1d2630', 'middle'),
        text(1 + 40 / inner, series.unit, 15, '#4a5560', 'middle'),
        text(-(chart === 'map' ? 55 : 40) / inner, notes, 11, '#4a5560', 'top'),
      ],
    });
    if (chart === 'map') {
      layout.geo = Object.assign({}, layout.geo, { landcolor: '#ececec', domain: { x: [0, 1], y: [0, 1] } });
    }
    return { data: [...data, ...legend], layout };
  };

  function legendTraces() {
    return [...TL.slot('legend').querySelectorAll('.legend-item')].map((item) => ({
      type: 'scattergeo', lon: [null], lat: [null], mode: 'markers', showlegend: true, name: [...item.children].map((part) => part.textContent).filter(Boolean).join(' '),
      marker: { symbol: item.querySelector('.swatch-doubt') ? 'square-open' : 'square', size: 14, color: item.querySelector('.swatch').style.background || (item.querySelector('.swatch-doubt') ? '#4a5560' : '#dcdcdc') },
    }));
  }

  files.save = async (chart, format) => {
    if (TL.view().save) { TL.view().save(format); return; }
    const { data, layout } = files.figure(chart);
    const { width, height } = layout;
    const figure = { data, layout, config: { topojsonURL: '/assets/topojson/' } };
    const hatched = chart === 'map' && TL.map.codes().flat().some((code) => TL.series.apart(code, TL.year));
    const url = hatched ? await hatch(figure, format)
      : await Plotly.toImage(figure, { format, width, height, scale: format === 'png' ? 2 : 1 });
    const link = document.createElement('a');
    link.download = `throughline-${TL.series.id}-${chart}${chart === 'map' ? `-${TL.year}` : ''}.${format}`;
    link.href = url;
    link.click();
    TL.say(TL.t('saved', { name: link.download }));
  };

  // A picture of the map in which values that lead nothing are hatched, as on the screen.
  async function hatch(figure, format) {
    const { width, height } = figure.layout;
    const text = await Plotly.toImage(figure, { format: 'svg', width, height, imageDataOnly: true });
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    const { series, year } = TL.map;
    TL.doubts.hatch(svg, (node, code) => {
      const k = series.classOf(series.get(code, year));
      if (k >= 0 && series.apart(code, year)) node.style.fill = `url(#file-doubt-${k})`;
    });
    svg.insertAdjacentHTML('afterbegin', `<defs>${TL.doubts.patterns(TL.colours(series), 'file-doubt-')}</defs>`);
    const file = new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' });
    return URL.createObjectURL(format === 'svg' ? file : await TL.mapfiles.raster(file, { width, height }));
  }

  files.copy = async () => {
    TL.settle();
    const address = files.address(TL.read());
    try {
      await navigator.clipboard.writeText(address);
      TL.say(TL.t('copied'));
    } catch (error) {
      TL.say(`${TL.t('copy_failed')} ${address}`);
    }
  };
})();
