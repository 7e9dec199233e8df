// The chart of one verdict: what counts, what was dropped, the way to the target and the projection.
(function () {
  'use strict';
  const TL = window.TL;
  const NARROW_PX = 560;
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  TL.views.part = {};

  TL.drawings['[data-calculation]'] = async (node) => {
    const told = JSON.parse(node.dataset.calculation);
    await Plotly.react(node, traces(told), layout(node, told), { displayModeBar: false, responsive: true, showSendToCloud: false });
    document.body.dataset.drawn = told.state;
  };

  // A verdict without any points has no chart; the page is ready as it stands.
  TL.drawings['.empty-state'] = (node) => {
    const page = node.closest('[data-verdict-page]');
    if (page) queueMicrotask(() => { document.body.dataset.drawn = page.dataset.verdictPage; });
  };

  const xy = (pairs) => ({ x: pairs.map((p) => p[0]), y: pairs.map((p) => p[1]) });
  const of = (points, test) => {
    const kept = points.filter(test);
    return { x: kept.map((p) => p.year), y: kept.map((p) => p.value), customdata: kept.map((p) => p.text), hovertemplate: '%{customdata}<extra></extra>' };
  };

  function traces({ points, target, path, projection, marks, words }) {
    const ink = css('--ink'), soft = css('--soft'), accent = css('--accent'), thread = css('--thread-text'), card = css('--card');
    const line = (name, pairs, props) => ({ type: 'scatter', mode: 'lines', name, ...xy(pairs), hoverinfo: 'skip', line: { width: 2, ...props } });
    const list = [];
    const first = points.length ? points[0].year : 2015;
    if (target) list.push(line(words.target, [[Math.min(first, target.year), target.value], [target.year, target.value]], { color: thread, width: 1.5, dash: 'dot' }));
    if (path.length) list.push(line(words.path, path, { color: thread, dash: 'dashdot' }));
    if (projection.length) list.push({ ...line(words.projection, projection, { color: accent, dash: 'dash' }), mode: 'lines+markers', marker: { color: card, size: projection.map((p, i) => (i === projection.length - 1 ? 9 : 0)), symbol: 'diamond', line: { color: accent, width: 2 } } });
    list.push({ type: 'scatter', mode: 'lines+markers', name: words.used, ...of(points, (p) => p.role !== 'dropped'), line: { color: ink, width: 1.5 }, marker: { color: ink, size: 6 } });
    if (points.some((p) => p.role === 'dropped')) {
      list.push({ type: 'scatter', mode: 'markers', name: words.dropped, ...of(points, (p) => p.role === 'dropped'), marker: { color: soft, size: 7, symbol: 'circle-open', line: { width: 1.5 } } });
    }
    if (marks.length) {
      list.push({ type: 'scatter', mode: 'markers', showlegend: false, hoverinfo: 'skip', x: marks.map((m) => m.year), y: marks.map((m) => m.value), marker: { color: accent, size: 12, symbol: 'circle', line: { color: card, width: 2 } } });
    }
    return list;
  }

  function layout(node, { points, target, path, projection, marks, ticks }) {
    const narrow = node.clientWidth < NARROW_PX;
    const years = [...points.map((p) => p.year), ...projection.map((p) => p[0]), ...(target ? [target.year] : [])];
    const values = [...points.map((p) => p.value), ...projection.map((p) => p[1]), ...path.map((p) => p[1]), ...(target ? [target.value] : [])];
    const low = Math.min(...values), high = Math.max(...values), room = (high - low || Math.abs(high) || 1) * 0.14;
    const soft = css('--soft');
    const axis = { fixedrange: true, automargin: true, color: soft, zeroline: false, showline: false };
    const middle = (Math.min(...years) + Math.max(...years)) / 2;
    const note = (mark) => ({
      x: mark.year, y: mark.value, text: mark.text, showarrow: true, arrowhead: 0, arrowcolor: soft, ax: 0, ay: mark.value > (low + high) / 2 ? 28 : -28,
      font: { size: 12, color: css('--ink') }, bgcolor: css('--card'), xanchor: mark.year >= middle ? 'right' : 'left', borderpad: 1,
    });
    const goal = target ? [{ x: Math.min(...years), y: target.value, text: target.text, showarrow: false, xanchor: 'left', yanchor: target.value > (low + high) / 2 ? 'top' : 'bottom', font: { size: 12, color: css('--thread-text') } }] : [];
    return {
      height: 285, margin: { l: 8, r: 12, t: 8, b: 8 }, paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: 'Inter, sans-serif', size: 12.5, color: css('--ink') }, hovermode: 'closest', showlegend: true,
      legend: { orientation: 'h', x: 0, y: -0.16, yanchor: 'top', font: { size: narrow ? 11 : 12, color: soft } },
      xaxis: { ...axis, tickformat: 'd', showgrid: false, range: [Math.min(...years) - 0.7, Math.max(...years) + 0.7] },
      yaxis: ticks.length ? { ...axis, range: [-0.15, 1.3], tickvals: ticks.map((t) => t[0]), ticktext: ticks.map((t) => t[1]) } : { ...axis, gridcolor: 'rgba(128,128,128,0.22)', range: [low >= 0 && low < high / 2 ? 0 : low - room, high + room] },
      annotations: [...marks.map(note), ...goal],
    };
  }

  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-copy]')) TL.files.copy();
  });
})();
