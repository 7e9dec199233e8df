// Comparing: the chart by keyboard. Arrow keys go from value to value; each is shown and read out.
(function () {
  'use strict';
  const TL = window.TL;
  const Plotly = window.ThroughlinePlotly;
  const C = (TL.compare = TL.compare || {});
  const VALUES = ['value', 'start', 'end', 'median', 'context'];
  const KEYS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -Infinity], End: [0, Infinity] };
  let at = [0, -1];

  C.walkable = () => {
    const frame = C.gd.closest('.graph-frame');
    if (!frame.hasAttribute('tabindex')) {
      frame.setAttribute('tabindex', '0');
      frame.setAttribute('aria-keyshortcuts', 'ArrowLeft ArrowRight ArrowUp ArrowDown Home End');
      frame.addEventListener('keydown', step);
      frame.addEventListener('focus', () => { if (C.now && frame.matches(':focus-visible')) TL.say(TL.t('compare.walk')); });
      frame.addEventListener('blur', () => Plotly.Fx.unhover(C.gd));
    }
    at = [0, -1];
  };

  const decoded = document.createElement('textarea'); // texts of marks are escaped for Plotly
  const plain = (text) => { decoded.innerHTML = text; return decoded.value; };
  C.markText = (trace, i) => {
    const text = plain((trace.hovertext && trace.hovertext[i]) || trace.text[i]);
    const lines = ['line', 'multiples', 'stacked'].includes(C.now.chart) && trace.meta.role === 'value';
    return lines ? `${trace.name}, ${trace.x[i]}: ${text}` : text;
  };

  function step(event) {
    const move = KEYS[event.key];
    if (!C.now || !move || event.altKey || event.ctrlKey || event.metaKey) return;
    const curves = C.gd.data.map((trace, n) => [trace, n]).filter(([t]) => t.meta && VALUES.includes(t.meta.role) && t.x.length);
    if (!curves.length) return;
    event.preventDefault();
    const row = Math.min(curves.length - 1, Math.max(0, at[0] + move[0]));
    const [trace, curveNumber] = curves[row];
    let i = Math.min(trace.x.length - 1, Math.max(0, at[1] + (at[1] < 0 && !move[1] ? 1 : move[1])));
    while (trace.x[i] === null && i + Math.sign(move[1] || 1) in trace.x) i += Math.sign(move[1] || 1);
    at = [row, i];
    if (trace.x[i] === null) return;
    const cell = (trace.xaxis || 'x') + (trace.yaxis || 'y');
    Plotly.Fx.hover(C.gd, [{ curveNumber, pointNumber: i }], cell);
    TL.say(C.markText(trace, i));
  }
})();
