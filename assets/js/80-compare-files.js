// Comparing: the picture with its words inside it, and the address of the file of its numbers.
(function () {
  'use strict';
  const TL = window.TL;
  const Plotly = window.ThroughlinePlotly;
  const C = (TL.compare = TL.compare || {});
  const WIDTH = 1200, LINE_CHARS = 155, TOP = 96;

  // Everything the page chose by itself is named, so that the file holds what is drawn.
  C.exact = (view) => {
    const state = TL.read();
    const own = view.picked === 'highest' || view.picked === 'populous';
    const codes = view.codes.filter((code) => code !== C.TOTAL);
    return {
      ...state, embed: '', indicator: view.id, chart: view.chart, year: C.hasYear(view.chart) ? view.year : state.year, areas: own ? codes : state.areas.filter((code) => view.marked.has(code)),
      form: view.chart === 'stacked' ? '' : view.form, axis: view.axis, total: view.total, baseyear: C.based(view) ? String(view.base) : '', beside: view.beside, breakdown: view.part,
      ...(view.chart === 'scatter' ? { x: view.x, size: view.size || 'none', xaxis: view.xLog ? 'log' : 'linear' } : {}),
    };
  };
  C.csv = (view) => {
    TL.slot('compare-open').href = TL.address({ ...C.exact(view), embed: '' });
    TL.slot('compare-csv').href = `/export/compare.csv${TL.address({ ...C.exact(view), path: '/compare' }).replace('/compare', '')}&page=%2Fcompare`;
  };

  // The code of a frame that shows this chart alone on another site, as high as it is here.
  C.embed = async () => {
    TL.settle();
    const frame = TL.element('iframe', null, {
      src: location.origin + TL.address({ ...C.exact(C.now), embed: 'on' }), title: TL.slot('compare-title').textContent,
      width: '100%', height: document.querySelector('.card-compare').offsetHeight, loading: 'lazy', style: 'border:0',
    });
    try {
      await navigator.clipboard.writeText(frame.outerHTML);
      TL.say(TL.t('compare.embedded'));
    } catch (error) {
      TL.say(`${TL.t('copy_failed')} ${frame.outerHTML}`);
    }
  };

  const wrap = (text) => {
    const out = [''];
    text.split(/\s+/).forEach((word) => {
      if ((out[out.length - 1] + word).length > LINE_CHARS) out.push('');
      out[out.length - 1] += `${word} `;
    });
    return out;
  };

  C.figure = () => {
    const view = C.now;
    const made = view.chart === 'heat' ? C.heatFigure(view) : { data: C.gd.traces, layout: C.gd.layout };
    const data = JSON.parse(JSON.stringify(made.data)), layout = JSON.parse(JSON.stringify(made.layout));
    const link = `${location.origin}${TL.address(C.exact(view))}`;
    const signs = { solid: '\u25cf\u2014', estimate: '\u25cb- -', gap: '\u00b7\u00b7\u00b7', part: '\u25cb\u00b7\u00b7\u00b7', break: '\u29d3', forecast: '\u25c9\u2014\u00b7', dotted: '\u00b7\u00b7\u00b7', hatched: '\u25a8', corner: '\u25cb', 'corner-dot': '\u25ce', edge: '\u258d', 'circle-open': '\u25cb', 'circle-open-dot': '\u25c9', 'square-open': '\u25a1', 'diamond-open': '\u25c7', other: '\u2014', longdash: '\u2014 \u2014', hollow: '\u25ad', start: '\u25cb', end: '\u25cf', box: '\u25ae', circle: '\u25cf', square: '\u25a0', block: '\u25a0', diamond: '\u25c6', 'triangle-up': '\u25b2', cross: '\u271a', x: '\u2715', star: '\u2605', hexagon: '\u2b22' };
    const legend = (C.legendItems || []).map(([sign, text, colour]) => `<span style="color:${/^#/.test(colour || '') ? colour : '#1d2630'}">${signs[sign] || '\u25cf'}</span> ${C.safe(text)}`).join('   ');
    const notes = [...(legend ? [legend] : []), ...TL.doubts.told.compare.flatMap((text) => wrap(C.safe(text))), ...wrap(C.safe(TL.slot('compare-source').textContent)), ...wrap(C.safe(`Throughline: ${link}`))];
    const bottom = 62 + notes.length * 16;
    const plot = Math.max(view.chart === 'heat' ? 160 : 420, (made.layout.height || 520) - 60);
    const margin = { ...layout.margin, l: Math.max(64, (layout.margin || {}).l || 0), r: Math.max(28, (layout.margin || {}).r || 0), t: TOP + 24, b: bottom, pad: 0 };
    const text = (y, body, size, anchor, colour) => ({ xref: 'paper', yref: 'paper', x: 0, y, xanchor: 'left', yanchor: anchor, showarrow: false, align: 'left', text: body, font: { size, color: colour, family: 'Inter, sans-serif' } });
    Object.assign(layout, {
      width: WIDTH, height: plot + margin.t + bottom, autosize: false, margin, paper_bgcolor: '#ffffff', plot_bgcolor: '#ffffff', font: { family: 'Inter, sans-serif', size: 13, color: '#1d2630' }, showlegend: false,
      annotations: [...(layout.annotations || []),
        text(1 + (TOP - 8) / plot, `<b>${C.safe(TL.slot('compare-title').textContent)}</b>`, 20, 'middle', '#1d2630'),
        text(1 + (TOP - 38) / plot, C.safe(TL.slot('compare-subtitle').textContent), 14, 'middle', '#4a5560'),
        text(-52 / plot, notes.join('<br>'), 11, 'top', '#4a5560')],
    });
    return { data, layout, name: `throughline-${view.id}-${view.chart}${C.hasYear(view.chart) ? `-${view.year}` : ''}` };
  };

  // Pictures are on white: in dark colours the chart is drawn once more in light ones first.
  C.save = async (format) => {
    const dark = TL.dark();
    if (dark) { document.documentElement.dataset.colours = 'light'; C.now.drawnScatter = null; C.paint(C.now); }
    const { data, layout, name } = C.figure();
    if (dark) { document.documentElement.dataset.colours = 'dark'; C.now.drawnScatter = null; C.paint(C.now); }
    const url = await Plotly.toImage({ data, layout, config: {} }, { format, width: layout.width, height: layout.height, scale: format === 'png' ? 2 : 1 });
    const link = TL.element('a', null, { href: url, download: `${name}.${format}` });
    link.click();
    TL.say(TL.t('saved', { name: link.download }));
  };
})();
