// Put into every measured page before its own scripts: when is the map painted, when again?
(() => {
  'use strict';
  const MANY = 100; // shapes that make a world map
  const PATIENCE_MS = 8000;
  const bench = (window.__bench = { first: 0, pressed: 0, longTasks: [] });

  // Shapes in the document and in the shadow trees that some peers draw into.
  let found = [];
  const search = (root) => {
    found.push(...root.querySelectorAll('path.choroplethlocation'));
    root.querySelectorAll('*').forEach((node) => node.shadowRoot && search(node.shadowRoot));
  };
  const shapes = () => {
    if (!found.length || !found[0].isConnected) { found = []; search(document); }
    return found;
  };
  const fills = () => shapes().map((node) => getComputedStyle(node).fill);

  // After the frame in which something is true has been painted.
  const afterPaint = (isTrue, then) => (function look() {
    requestAnimationFrame(() => (isTrue() ? setTimeout(then, 0) : look()));
  })();

  // First map: more than a hundred shapes whose fills are not all one colour.
  afterPaint(() => {
    if (bench.pressed) return true; // of pages without a map: no more looking
    const still = [...document.querySelectorAll('.still-map path')]; // ours, of the document
    const now = still.length ? still.map((node) => getComputedStyle(node).fill) : fills();
    return now.length > MANY && new Set(now).size > 1;
  }, () => { bench.first = performance.now(); });

  new PerformanceObserver((list) => {
    list.getEntries().forEach((task) => bench.longTasks.push(task.duration));
  }).observe({ type: 'longtask', buffered: true });

  // What a person did last. Events that a page makes itself count only where none of a person came:
  // the driver chooses in native lists by such events.
  ['keydown', 'pointerdown', 'click', 'change'].forEach((kind) =>
    window.addEventListener(kind, (event) => {
      if (event.isTrusted || !bench.pressed) bench.pressed = performance.now();
    }, true));

  // Wait for the next change of colours; `bench.step` resolves with ms, or null if there was none.
  bench.arm = () => {
    const before = fills().join();
    const limit = performance.now() + PATIENCE_MS;
    let late = false;
    bench.pressed = 0;
    bench.step = new Promise((resolve) => {
      afterPaint(() => {
        late = performance.now() > limit;
        return late || fills().join() !== before;
      }, () => resolve(late ? null : performance.now() - bench.pressed));
    });
  };

  // The map that the page shows, as the server has answered it, and the letters of its places in a year.
  const answer = () => TL.views[TL.page.view].view.answer;
  const classes = ({ codes, years, cells }, year) =>
    codes.map((_, i) => cells[i * years.length + years.indexOf(year)]);
  const words = () => (document.querySelector('[data-tl="map-now"], [data-tl="year"]') || {}).textContent;

  // Which year each frame shows while the page plays: [ms, year] whenever it changes.
  bench.watch = (milliseconds) => new Promise((resolve) => {
    const seen = [];
    const end = performance.now() + milliseconds;
    (function look(now) {
      if (!seen.length || seen[seen.length - 1][1] !== words()) seen.push([now, words()]);
      if (now < end) requestAnimationFrame(look); else resolve(seen);
    })(performance.now());
  });

  // Wait for the words of the page's state to change, then for the frame that shows them.
  bench.armState = () => {
    const before = document.body.dataset.drawn;
    const limit = performance.now() + PATIENCE_MS;
    bench.pressed = 0;
    bench.step = new Promise((resolve) => {
      afterPaint(() => document.body.dataset.drawn !== before || performance.now() > limit,
        () => resolve(performance.now() > limit ? null : performance.now() - bench.pressed));
    });
  };

  // Wait for a change inside a part of the page after an action, then for the frame that shows it.
  bench.armPart = (selector) => {
    if (!selector) { bench.armState(); return; }
    const limit = performance.now() + PATIENCE_MS;
    let changed = false;
    bench.pressed = 0;
    const watch = new MutationObserver(() => { changed = changed || bench.pressed > 0; });
    watch.observe(document.querySelector(selector), { subtree: true, childList: true, attributes: true, characterData: true });
    bench.step = new Promise((resolve) => {
      afterPaint(() => changed || performance.now() > limit, () => {
        watch.disconnect();
        resolve(changed ? performance.now() - bench.pressed : null);
      });
    });
  };

  // Positions of our year control whose next step changes at least one shape.
  bench.changing = () => {
    const held = answer();
    return held.years.slice(1).flatMap((year, i) =>
      (classes(held, year).join() === classes(held, held.years[i]).join() ? [] : [i]));
  };

  // What Plotly needs at the least for the same step: new numbers for the shapes, and nothing of
  // ours: no listener, no hatching, no fill of ours above Plotly's.
  bench.restyle = (position) => {
    const { gd } = TL.map;
    shapes().forEach((node) => { node.style.fill = ''; delete node.dataset.nothing; });
    const now = gd.data[0].z; // other numbers for every shape, whatever they stand for
    const z = now.map((_, i) => now[(i + 7 + position) % now.length]);
    const listeners = gd._ev.listeners('plotly_afterplot');
    gd.removeAllListeners('plotly_afterplot');
    bench.arm();
    bench.pressed = performance.now();
    ThroughlinePlotly.restyle(gd, { z: [z] }, [0]);
    return bench.step.finally(() => listeners.forEach((each) => gd.on('plotly_afterplot', each)));
  };
})();
