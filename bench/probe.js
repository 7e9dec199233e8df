// Put into every measured page before its own scripts: when is the map painted, when again?
(() => {
  'use strict';
  const MANY = 100; // shapes that make a world map
  const PATIENCE_MS = 8000;
  const bench = (window.__bench = { first: 0, pressed: 0, longTasks: [] });

  const shapes = () => [...document.querySelectorAll('path.choroplethlocation')];
  const fills = () => shapes().map((node) => getComputedStyle(node).fill);

  // After the frame in which something is true has been painted.
  const afterPaint = (isTrue, then) => (function look() {
    requestAnimationFrame(() => (isTrue() ? setTimeout(then, 0) : look()));
  })();

  // First map: more than a hundred shapes whose fills are not all one colour.
  afterPaint(() => {
    const now = fills();
    return now.length > MANY && new Set(now).size > 1;
  }, () => { bench.first = performance.now(); });

  new PerformanceObserver((list) => {
    list.getEntries().forEach((task) => bench.longTasks.push(task.duration));
  }).observe({ type: 'longtask', buffered: true });

  window.addEventListener('keydown', () => { bench.pressed = performance.now(); }, true);

  // Wait for the next change of colours; `bench.step` resolves with ms, or null if there was none.
  bench.arm = () => {
    const before = fills().join();
    const limit = performance.now() + PATIENCE_MS;
    let late = false;
    bench.step = new Promise((resolve) => {
      afterPaint(() => {
        late = performance.now() > limit;
        return late || fills().join() !== before;
      }, () => resolve(late ? null : performance.now() - bench.pressed));
    });
  };

  const classes = (codes, year) => codes.map((code) => TL.series.classOf(TL.series.get(code, year)));

  // Positions of our year control whose next step changes at least one shape.
  bench.changing = () => {
    const years = TL.series.yearsWithValues;
    const codes = TL.map.codes()[0];
    return years.slice(1).flatMap((year, i) =>
      (classes(codes, year).join() === classes(codes, years[i]).join() ? [] : [i]));
  };

  // What Plotly needs at the least for the same step: new numbers for the shapes, and nothing of
  // ours: no listener, no hatching, no fill of ours above Plotly's.
  bench.restyle = (position) => {
    const { gd } = TL.map;
    shapes().forEach((node) => { node.style.fill = ''; node.classList.remove('no-value'); });
    const z = classes(TL.map.codes()[0], TL.series.yearsWithValues[position + 1]);
    const listeners = gd._ev.listeners('plotly_afterplot');
    gd.removeAllListeners('plotly_afterplot');
    bench.arm();
    bench.pressed = performance.now();
    Plotly.restyle(gd, { z: [z] }, [0]);
    return bench.step.finally(() => listeners.forEach((each) => gd.on('plotly_afterplot', each)));
  };
})();
