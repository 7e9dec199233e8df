// The course of one indicator as a small drawing: values, target line, projection to the target year.
// Numbers come with the element; the words beside it say the same. A value that leads nothing is
// marked by a third part, and drawn as a hollow mark beside the line.
(function () {
  'use strict';
  const TL = window.TL;
  const WIDTH = 240,
    HEIGHT = 84,
    LEFT = 6,
    RIGHT = 40,
    TOP = 12,
    BOTTOM = 16;
  const SVG = 'http://www.w3.org/2000/svg';
  const LAST_YEAR = 2030;
  const LEAST_RANGE = 0.25; // of the largest value

  const shape = (tag, props, text) => {
    const node = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(props)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const numberOf = (text) => (text === undefined || text === '' ? NaN : Number(text));

  TL.drawings['[data-spark]'] = (node) => {
    const data = node.dataset;
    const all = data.spark
      .split(' ')
      .map((cell) => cell.split(':'))
      .map(([year, value, apart]) => [Number(year), Number(value), Boolean(apart)]);
    const points = all.some((p) => !p[2]) ? all.filter((p) => !p[2]) : all;
    const target = numberOf(data.target);
    const projected = numberOf(data.projected);
    const until = numberOf(data.targetYear) || LAST_YEAR;
    const [first, last] = [points[0], points[points.length - 1]];
    const years = [Math.min(first[0], all[0][0]), Math.max(all[all.length - 1][0], until, LAST_YEAR)];
    const values = [...all.map((p) => p[1]), target, projected].filter((v) => !Number.isNaN(v));
    const [lowest, highest] = [Math.min(...values), Math.max(...values)];
    const size = Math.max(Math.abs(lowest), Math.abs(highest)) || 1;
    const room = Math.max(highest - lowest, size * LEAST_RANGE); // a hair's breadth is no leap
    const low = (lowest + highest - room) / 2;
    const x = (year) => LEFT + ((year - years[0]) / (years[1] - years[0])) * (WIDTH - LEFT - RIGHT);
    const y = (value) => HEIGHT - BOTTOM - ((value - low) / room) * (HEIGHT - TOP - BOTTOM);
    const at = (point) => `${x(point[0]).toFixed(1)},${y(point[1]).toFixed(1)}`;

    const dot = (p) => svg.append(shape('circle', { class: 'spark-dot', cx: x(p[0]), cy: y(p[1]), r: 3.2 }));

    const svg = shape('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'spark-drawing', focusable: 'false' });
    svg.append(
      shape('line', {
        class: 'spark-axis',
        x1: LEFT,
        x2: WIDTH - RIGHT,
        y1: HEIGHT - BOTTOM + 3,
        y2: HEIGHT - BOTTOM + 3,
      }),
    );
    [
      [years[0], 'start'],
      [years[1], 'end'],
    ].forEach(([year, anchor]) => {
      svg.append(shape('text', { class: 'spark-year', x: x(year), y: HEIGHT - 2, 'text-anchor': anchor }, year));
    });
    if (!Number.isNaN(target)) {
      svg.append(shape('line', { class: 'spark-target', x1: LEFT, x2: x(until), y1: y(target), y2: y(target) }));
      svg.append(shape('text', { class: 'spark-goal', x: x(until) + 4, y: y(target) + 3 }, short(target)));
    }
    svg.append(shape('polyline', { class: 'spark-line', points: points.map(at).join(' ') }));
    all
      .filter((p) => p[2])
      .forEach((p) => svg.append(shape('circle', { class: 'spark-apart', cx: x(p[0]), cy: y(p[1]), r: 3 })));
    const judged = [numberOf(data.latestYear) || last[0], data.latest === undefined ? last[1] : Number(data.latest)];
    if (!Number.isNaN(projected) && until > judged[0]) {
      const end = [until, projected];
      svg.append(shape('polyline', { class: 'spark-projection', points: `${at(judged)} ${at(end)}` }));
      svg.append(shape('circle', { class: 'spark-end', cx: x(until), cy: y(projected), r: 3 }));
    }
    if (data.base !== undefined) dot([numberOf(data.baseYear), Number(data.base)]);
    dot(judged);
    node.replaceChildren(svg);
  };

  const formats = {};
  const short = (value) => {
    const lang = document.documentElement.lang || 'en';
    formats[lang] = formats[lang] || new Intl.NumberFormat(lang, { notation: 'compact', maximumSignificantDigits: 3 });
    return formats[lang].format(value);
  };
})();
