// The chart of one verdict: what counts, what was dropped, the way to the target and the projection.
(function () {
  'use strict';
  const TL = window.TL;
  const Plotly = window.ThroughlinePlotly;
  const NARROW_PX = 560,
    AXIS_PX = 60,
    LETTER_PX = 6.4,
    STEM_PX = 28,
    STEPS = 5;
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  TL.views.part = {};

  TL.drawings['[data-calculation]'] = async (node) => {
    const told = JSON.parse(node.dataset.calculation);
    await Plotly.react(node, traces(told), layout(node, told), {
      displayModeBar: false,
      responsive: true,
      showSendToCloud: false,
    });
    document.body.dataset.drawn = told.state;
  };

  // A verdict without any points has no chart; the page is ready as it stands.
  TL.drawings['.empty-state'] = (node) => {
    const page = node.closest('[data-verdict-page]');
    if (page)
      queueMicrotask(() => {
        document.body.dataset.drawn = page.dataset.verdictPage;
      });
  };

  const xy = (pairs) => ({ x: pairs.map((p) => p[0]), y: pairs.map((p) => p[1]) });
  const of = (points, test) => {
    const kept = points.filter(test);
    return {
      x: kept.map((p) => p.year),
      y: kept.map((p) => p.value),
      customdata: kept.map((p) => p.text),
      hovertemplate: '%{customdata}<extra></extra>',
    };
  };

  function traces({ points, target, path, projection, marks, words }) {
    const ink = css('--ink'),
      soft = css('--soft'),
      accent = css('--accent'),
      thread = css('--thread-text'),
      card = css('--card');
    const line = (name, pairs, props) => ({
      type: 'scatter',
      mode: 'lines',
      name,
      ...xy(pairs),
      hoverinfo: 'skip',
      line: { width: 2, ...props },
    });
    const list = [];
    const first = points.length ? points[0].year : 2015;
    if (target)
      list.push(
        line(
          words.target,
          [
            [Math.min(first, target.year), target.value],
            [target.year, target.value],
          ],
          { color: thread, width: 1.5, dash: 'dot' },
        ),
      );
    if (path.length) list.push(line(words.path, path, { color: thread, dash: 'dashdot' }));
    if (projection.length)
      list.push({
        ...line(words.projection, projection, { color: accent, dash: 'dash' }),
        mode: 'lines+markers',
        marker: {
          color: card,
          size: projection.map((p, i) => (i === projection.length - 1 ? 9 : 0)),
          symbol: 'diamond',
          line: { color: accent, width: 2 },
        },
      });
    list.push({
      type: 'scatter',
      mode: 'lines+markers',
      name: words.used,
      ...of(points, (p) => p.role !== 'dropped'),
      line: { color: ink, width: 1.5 },
      marker: { color: ink, size: 6 },
    });
    if (points.some((p) => p.role === 'dropped')) {
      list.push({
        type: 'scatter',
        mode: 'markers',
        name: words.dropped,
        ...of(points, (p) => p.role === 'dropped'),
        marker: { color: soft, size: 7, symbol: 'circle-open', line: { width: 1.5 } },
      });
    }
    if (marks.length) {
      list.push({
        type: 'scatter',
        mode: 'markers',
        showlegend: false,
        hoverinfo: 'skip',
        x: marks.map((m) => m.year),
        y: marks.map((m) => m.value),
        marker: { color: accent, size: 12, symbol: 'circle', line: { color: card, width: 2 } },
      });
    }
    return list;
  }

  // What base, latest and target are called, and the room that needs above the highest value.
  function names(node, { points, target, marks }, [start, stop], [low, high], room) {
    const across = (from, to) => ((to - from) / (stop - start || 1)) * (node.clientWidth - AXIS_PX);
    // Both are named to their left, where there is room; close together the latest to its right, or
    // each on its own side.
    const wide = (text) => 10 + LETTER_PX * text.length;
    const base = marks[0],
      close = marks.length > 1 && across(base.year, marks[1].year) < wide(marks[1].text);
    const side = (mark) => {
      const [before, after] = [across(start, mark.year), across(mark.year, stop)];
      const onRight =
        (before < wide(mark.text) && before < after) || (close && mark !== base && after >= wide(mark.text));
      return onRight ? 'left' : 'right'; // the side of the text that stands at the mark
    };
    // Names stand towards the middle, clear of a target that lies just below or above, and away from each other.
    const floor = low >= 0 && low < high / 2 ? 0 : low - room;
    const meet = close && side(base) === side(marks[1]);
    const up = (mark) => {
      if (meet) return (mark === base) === base.value >= marks[1].value;
      const under = target ? target.value - mark.value : -1;
      if (under >= 0 && under < 0.3 * (high - low) && mark.value - floor > 2 * room) return false;
      return (
        mark.value <= (low + high) / 2 ||
        (target && mark.value >= target.value && mark.value - target.value < 0.35 * (high - low))
      );
    };
    const head = marks.some((mark) => up(mark) && mark.value > high - 1.5 * room) ? 2 * room : room;
    const note = (mark) => ({
      x: mark.year,
      y: mark.value,
      text: mark.text,
      showarrow: true,
      arrowhead: 0,
      arrowcolor: css('--soft'),
      ax: 0,
      ay: (up(mark) ? -1 : 1) * STEM_PX,
      font: { size: 12, color: css('--ink') },
      bgcolor: css('--card'),
      xanchor: side(mark),
      borderpad: 1,
    });
    // The target is named where no value lies: on the left, else on the right.
    const crowded =
      target &&
      points.some((p) => across(start, p.year) < wide(target.text) && Math.abs(p.value - target.value) < room);
    const goal = target
      ? [
          {
            x: crowded ? stop : start,
            y: target.value,
            text: target.text,
            showarrow: false,
            xanchor: crowded ? 'right' : 'left',
            yanchor: target.value > (low + high) / 2 ? 'top' : 'bottom',
            font: { size: 12, color: css('--thread-text') },
          },
        ]
      : [];
    return { annotations: [...marks.map(note), ...goal], head };
  }

  function layout(node, { points, target, path, projection, marks, ticks }) {
    const narrow = node.clientWidth < NARROW_PX;
    const years = [...points.map((p) => p.year), ...projection.map((p) => p[0]), ...(target ? [target.year] : [])];
    const values = [
      ...points.map((p) => p.value),
      ...projection.map((p) => p[1]),
      ...path.map((p) => p[1]),
      ...(target ? [target.value] : []),
    ];
    const low = Math.min(...values),
      high = Math.max(...values),
      room = (high - low || Math.abs(high) || 1) * 0.14;
    const soft = css('--soft');
    const axis = { fixedrange: true, automargin: true, color: soft, zeroline: false, showline: false };
    const [start, stop] = [Math.min(...years), Math.max(...years)];
    const { annotations, head } = names(node, { points, target, marks }, [start, stop], [low, high], room);
    const range = [low >= 0 && low < high / 2 ? 0 : low - room, high + head];
    const steps = TL.compare.ticks(range, false, STEPS); // Plotly's own labels know one language
    return {
      height: 285,
      margin: { l: 8, r: 12, t: 8, b: 8 },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: 'Inter, sans-serif', size: 12.5, color: css('--ink') },
      hovermode: 'closest',
      showlegend: true,
      legend: { orientation: 'h', x: 0, y: -0.16, yanchor: 'top', font: { size: narrow ? 11 : 12, color: soft } },
      xaxis: {
        ...axis,
        ...TL.compare.apartFromAxis,
        tickformat: 'd',
        showgrid: false,
        range: [start - 0.7, stop + 0.7],
      },
      yaxis: ticks.length
        ? { ...axis, range: [-0.15, 1.3], tickvals: ticks.map((t) => t[0]), ticktext: ticks.map((t) => t[1]) }
        : {
            ...axis,
            gridcolor: 'rgba(128,128,128,0.22)',
            range,
            tickvals: steps,
            ticktext: steps.map(TL.compare.compact),
          },
      annotations,
    };
  }

  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-copy]')) TL.files.copy();
  });
})();
