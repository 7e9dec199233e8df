// Comparing: years of the scatter that pass, played or by the slider. They are painted on a canvas
// over the chart, since laying the chart out anew takes longer than a frame and redraws what stays
// as it was; when the years stop, the chart itself is drawn and takes over.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});
  const FRAME_MS = 125; // eight frames a second
  const SLOW_MS = 500; // charts whose order changes need time to be read
  let canvas = null;

  C.play = () => {
    if (C.playing) { finish(); return; }
    const button = document.querySelector('[data-compare="play"]');
    button.classList.add('playing');
    button.setAttribute('aria-label', TL.t('pause'));
    const { years } = C.now;
    let at = years.indexOf(C.now.year);
    if (at >= years.length - 1) at = -1;
    const fast = C.now.chart === 'scatter';
    let due = performance.now();
    C.frames = [];
    const tick = (now) => {
      if (!C.playing) return;
      if (TL.page.view !== 'compare') { C.stop(); return; }
      if (now >= due) {
        due = Math.max(due + (fast ? FRAME_MS : SLOW_MS), now);
        at += 1;
        if (fast) C.glide(years[at]);
        else C.step(years[at]);
        C.frames.push(now);
        if (at >= years.length - 1) { finish(); return; }
      }
      C.playing = requestAnimationFrame(tick);
    };
    C.playing = requestAnimationFrame(tick);
  };

  // The years stop: the chart is drawn, its words written, and the address holds the year.
  function finish() {
    C.halt();
    C.land();
    TL.go({ year: C.now.year }, true);
    TL.settle();
  }

  // One year passes: only the marks are painted.
  C.glide = (year) => {
    if (!canvas) cover();
    frame(year);
  };
  // The chart itself shows the year that the canvas came to.
  C.land = () => {
    if (uncover()) C.paint(C.now);
  };
  function uncover() {
    if (!canvas) return false;
    canvas.remove();
    canvas = null;
    C.gd.classList.remove('covered');
    return true;
  }

  C.stop = () => {
    C.halt();
    uncover();
  };
  C.halt = () => {
    cancelAnimationFrame(C.playing);
    C.playing = null;
    const button = document.querySelector('[data-compare="play"]');
    if (!button) return;
    button.classList.remove('playing');
    if (TL.shell) button.setAttribute('aria-label', TL.t('play'));
  };

  // Axes for all years, marks hidden, and a canvas of the chart's size over it.
  function cover() {
    C.holdFrame(C.now);
    C.paint(C.now);
    const { gd } = C;
    const ratio = window.devicePixelRatio || 1;
    canvas = TL.element('canvas', null, { class: 'play-canvas', 'aria-hidden': 'true' });
    canvas.width = gd.clientWidth * ratio;
    canvas.height = gd.clientHeight * ratio;
    canvas.style.width = `${gd.clientWidth}px`;
    canvas.style.height = `${gd.clientHeight}px`;
    canvas.getContext('2d').scale(ratio, ratio);
    gd.parentNode.append(canvas);
    gd.classList.add('covered');
  }

  function frame(year) {
    const view = C.now, { gd } = C;
    view.year = year;
    const pen = canvas.getContext('2d');
    const { xaxis, yaxis } = gd._fullLayout;
    const px = (x) => xaxis._offset + xaxis.d2p(x), py = (y) => yaxis._offset + yaxis.d2p(y);
    pen.clearRect(0, 0, gd.clientWidth, gd.clientHeight);
    pen.font = '600 64px "Source Serif 4", serif';
    pen.fillStyle = 'rgba(128,128,128,0.28)';
    pen.textAlign = 'right';
    pen.fillText(String(year), xaxis._offset + xaxis._length - 12, yaxis._offset + yaxis._length - 16);
    C.trails(view, year).forEach((trail) => {
      pen.beginPath();
      let open = false;
      trail.x.forEach((x, i) => {
        if (x === null) { open = false; return; }
        if (open) pen.lineTo(px(x), py(trail.y[i]));
        else pen.moveTo(px(x), py(trail.y[i]));
        open = true;
      });
      pen.strokeStyle = trail.line.color;
      pen.lineWidth = trail.line.width;
      pen.stroke();
    });
    C.clouds(view, year).forEach((cloud) => marks(pen, cloud, px, py));
    C.yearNow();
  }

  function marks(pen, cloud, px, py) {
    const { marker } = cloud;
    pen.fillStyle = marker.color;
    cloud.x.forEach((x, i) => {
      const r = marker.size[i] / 2, cx = px(x), cy = py(cloud.y[i]);
      pen.globalAlpha = Array.isArray(marker.opacity) ? marker.opacity[i] : marker.opacity;
      const [symbol, open, dot] = marker.symbol[i].split(/-(?=open|dot)/);
      shape(pen, symbol, cx, cy, r);
      if (!open) pen.fill();
      pen.strokeStyle = marker.line.color[i];
      pen.lineWidth = marker.line.width[i];
      pen.stroke();
      if (dot) pen.fillRect(cx - 1.5, cy - 1.5, 3, 3);
    });
    pen.globalAlpha = 1;
    pen.font = '12.5px Inter, sans-serif';
    pen.textAlign = 'center';
    pen.fillStyle = C.ink();
    cloud.customdata.forEach(({ code }, i) => {
      if (C.now.marked.has(code)) pen.fillText(C.name(code), px(cloud.x[i]), py(cloud.y[i]) - marker.size[i] / 2 - 5);
    });
  }

  // The outline of a mark, as Plotly draws it.
  function shape(pen, symbol, x, y, r) {
    const path = (points) => points.forEach(([dx, dy], i) => (i ? pen.lineTo(x + dx * r, y + dy * r) : pen.moveTo(x + dx * r, y + dy * r)));
    pen.beginPath();
    if (symbol === 'square') path([[-1, -1], [1, -1], [1, 1], [-1, 1]]);
    else if (symbol === 'diamond') path([[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]]);
    else if (symbol === 'triangle-up') path([[0, -1], [1.15, 1], [-1.15, 1]]);
    else if (symbol === 'cross') path([[-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4], [1.2, 0.4], [0.4, 0.4], [0.4, 1.2], [-0.4, 1.2], [-0.4, 0.4], [-1.2, 0.4], [-1.2, -0.4], [-0.4, -0.4]]);
    else if (symbol === 'hexagon') path([[0, -1], [0.87, -0.5], [0.87, 0.5], [0, 1], [-0.87, 0.5], [-0.87, -0.5]]);
    else pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.closePath();
  }
})();
