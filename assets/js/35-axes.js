// Axes of the line charts that are still drawn here: ticks, margins and short numbers.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = {});

  // Numbers on axes and in labels: short, and never 0 for what is not 0.
  const formats = new Map();
  const format = (options) => {
    const key = TL.shell.lang + JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(TL.shell.lang, options));
    return formats.get(key);
  };
  C.compact = (value) => {
    const size = Math.abs(value);
    if (size >= 1e15 || (size > 0 && size < 1e-4))
      return format({ notation: 'scientific', maximumSignificantDigits: 3 }).format(value);
    return TL.compact(value);
  };
  // Margins that hold the words of the axes. Plotly finds them by drawing every chart twice.
  const pen = document.createElement('canvas').getContext('2d');
  const PAD = 8,
    LINE = 1.3,
    STANDOFF = 10;
  C.margins = (full) => {
    const margin = { ...full.margin };
    const other = (key) => full[key.replace(/^./, (side) => (side === 'x' ? 'y' : 'x'))] || {};
    Object.keys(full)
      .filter((key) => /^[xy]axis/.test(key))
      .forEach((key) => {
        const axis = full[key];
        const { domain } = other(key);
        if (axis.showticklabels === false || !axis.ticktext || axis.side === 'top' || (domain && domain[0] > 0.001))
          return;
        const size = (axis.tickfont && axis.tickfont.size) || full.font.size;
        const labels = axis.ticktext.map((text) => text.split('<br>'));
        const title = axis.title ? STANDOFF + LINE * axis.title.font.size : 0;
        const ticks = PAD + (axis.ticks === 'outside' ? axis.ticklen : 0) + title;
        pen.font = `${size}px ${full.font.family}`;
        const wide = Math.max(0, ...labels.flat().map((line) => pen.measureText(line.replace(/&[a-z]+;/g, '&')).width));
        if (key[0] === 'y') margin.l = Math.max(margin.l, Math.ceil(ticks + wide));
        else
          margin.b = Math.max(
            margin.b,
            Math.ceil(ticks + LINE * size * Math.max(1, ...labels.map((lines) => lines.length))),
          );
        if (title) axis.title.standoff = STANDOFF;
      });
    return margin;
  };
  // Round tick values inside a range.
  C.ticks = ([low, high], log, count = 6) => {
    if (log) {
      for (let step = Math.max(1, Math.ceil((high - low) / count)); step > 0; step--) {
        const out = [];
        for (let p = Math.ceil(low / step) * step; p <= high; p += step) out.push(10 ** p);
        if (out.length > 1) return out;
      }
      const narrow = [];
      for (let p = Math.floor(low); p <= high; p++)
        [1, 2, 5].forEach((m) => {
          const v = m * 10 ** p;
          if (Math.log10(v) >= low && Math.log10(v) <= high) narrow.push(v);
        });
      return narrow;
    }
    const rough = (high - low) / count,
      power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough) || power * 10;
    const out = [];
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++)
      out.push(Number((k * step).toPrecision(12)));
    return out;
  };
  // Words stand clear of marks and of each other.
  C.apartFromAxis = { ticks: 'outside', ticklen: 6, tickcolor: 'transparent' };
})();
