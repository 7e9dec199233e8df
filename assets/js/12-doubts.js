// Values that lead nothing: never highest, lowest, default, bound, base or end of a line. The rule
// stands in data/quality.py; a series brings it as one bit a cell, and the reasons in words.
(function () {
  'use strict';
  const TL = window.TL;
  const LETTER = 0x7f, HELD = 0x80;
  const WAITING = ['F', 'P']; // lead nothing, also where the reader lets doubted values lead
  const NAMED = 3; // places named in a sentence
  const TOLD = 2; // of which the reasons are told, too
  const LINE_CHARS = 46; // of a tooltip
  const doubts = (TL.doubts = { told: {} });

  // Whether the reader lets doubted values lead, from the address.
  let read = null, on = false;
  doubts.lead = () => {
    const here = location.pathname + location.search;
    if (here !== read) [read, on] = [here, TL.read().doubted === 'on'];
    return on;
  };

  const letter = (byte) => (byte & LETTER ? String.fromCharCode(byte & LETTER) : '');
  const waits = (byte) => WAITING.includes(letter(byte));
  const doubted = (byte) => Boolean(byte & HELD) && !waits(byte);
  Object.assign(doubts, { letter, waits, HELD });
  doubts.leads = (byte) => !(byte & HELD) || (doubted(byte) && doubts.lead());

  // The reasons of a header by area and year, which stay with the cells when a series is cut.
  doubts.reasons = ({ doubts: told = [], areas, firstYear }) => {
    const found = new Map();
    told.forEach(([reason, runs]) => {
      for (let at = 0; at < runs.length; at += 3) {
        for (let year = runs[at + 1]; year <= runs[at + 2]; year++) found.set(`${areas[runs[at]]}|${firstYear + year}`, reason);
      }
    });
    return found;
  };

  // What a series says of a cell: its letter, whether it leads or is doubted, and why.
  doubts.attach = (series) => {
    const { values, status, at } = series;
    const cell = (code, year) => {
      const i = at(code, year);
      return i >= 0 && i < values.length ? i : -1;
    };
    const held = (code, year) => {
      const i = cell(code, year);
      return i >= 0 && values[i] === values[i] ? status[i] : -1;
    };
    series.statusOf = (code, year) => { const i = cell(code, year); return i < 0 ? '' : letter(status[i]); };
    series.leads = (code, year) => { const byte = held(code, year); return byte >= 0 && doubts.leads(byte); };
    series.doubted = (code, year) => { const byte = held(code, year); return byte >= 0 && doubted(byte); };
    series.waits = (code, year) => { const byte = held(code, year); return byte >= 0 && waits(byte); };
    series.apart = (code, year) => { const byte = held(code, year); return byte >= 0 && Boolean(byte & HELD); };
    series.reason = (code, year) => (series.reasons && series.reasons.get(`${code}|${year}`)) || '';
    return series;
  };

  // The last year in which some country leads, up to one that is asked for.
  doubts.yearLed = (series, codes, year) => [...series.yearsWithValues].reverse()
    .find((one) => one <= year && codes.some((code) => series.leads(code, one)));

  // -- words
  // What stands in brackets behind a value: its status and that it is doubted.
  doubts.marks = (series, code, year) => {
    const value = series.get(code, year), status = value === value ? series.statusOf(code, year) : '';
    const found = status && status !== 'A' ? [TL.t(`status.${status}`)] : [];
    return series.doubted(code, year) ? [...found, TL.t('doubts.mark')] : found;
  };
  // Why, as a sentence that says whether it is a doubt or a caution; '' for most cells.
  doubts.why = (series, code, year) => {
    const reason = series.reason(code, year);
    return reason && TL.t(series.apart(code, year) ? 'doubts.why' : 'doubts.caution', { reason });
  };
  // The same behind a value in a table.
  doubts.inTable = (series, code, year) => {
    const why = doubts.why(series, code, year);
    const marks = doubts.marks(series, code, year);
    return `${marks.length ? ` (${marks.join(', ')})` : ''}${why ? ` ${why}` : ''}`;
  };
  doubts.lines = (text) => {
    const out = [''];
    text.split(' ').forEach((word) => {
      if (out[out.length - 1] && (`${out[out.length - 1]} ${word}`).length > LINE_CHARS) out.push('');
      out[out.length - 1] = `${out[out.length - 1]} ${word}`.trim();
    });
    return out;
  };
  // The reason as lines of a tooltip.
  doubts.hover = (series, code, year) => {
    const why = doubts.why(series, code, year);
    return why ? `<br><i>${doubts.lines(why).map((line) => TL.compare.safe(line)).join('<br>')}</i>` : '';
  };

  // Sentences on the doubted and waiting values among what a chart draws: [series, code, year] each.
  doubts.note = (cells, reasoned = true) => {
    const found = cells.filter(([series, code, year]) => series.doubted(code, year));
    const waiting = cells.filter(([series, code, year]) => series.waits(code, year));
    const out = [];
    if (found.length) {
      const name = TL.compare.name;
      const named = found.slice(0, NAMED).map(([, code, year]) => `${name(code)} ${year}`);
      if (found.length > NAMED) named.push(TL.t('doubts.more', { count: found.length - NAMED }));
      const key = `doubts.note${doubts.lead() ? '_on' : ''}${found.length === 1 ? '_one' : ''}`;
      out.push(TL.t(key, { count: found.length, list: named.join(', ') }));
      if (reasoned && found.length <= TOLD) found.forEach(([series, code, year]) => out.push(series.reason(code, year)));
    }
    if (waiting.length) {
      out.push(TL.t(waiting.length === 1 ? 'doubts.waiting_one' : 'doubts.waiting', { count: waiting.length }));
      const reasons = new Set(waiting.map(([series, code, year]) => series.reason(code, year)));
      if (reasoned && reasons.size <= TOLD) out.push(...reasons);
    }
    return out.filter(Boolean);
  };
  // Every cell of some areas that has a value.
  doubts.cells = (series, codes) => codes.flatMap((code) => series.yearsWithValues.map((year) => [series, code, year]));

  // -- looks
  const PAPER = { light: '#ffffff', dark: '#1a2128' };
  doubts.paper = () => PAPER[TL.dark() ? 'dark' : 'light'];
  // A class colour with stripes of paper, for shapes that Plotly cannot hatch.
  doubts.patterns = (colours, prefix) => colours.map((colour, k) => `<pattern id="${prefix}${k}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${colour}"/><rect width="2.6" height="6" fill="${doubts.paper()}"/></pattern>`).join('');
  doubts.define = (colours) => {
    let svg = document.getElementById('doubt-patterns');
    if (!svg) {
      svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      Object.entries({ id: 'doubt-patterns', width: 0, height: 0, 'aria-hidden': 'true', style: 'position:absolute' }).forEach(([k, v]) => svg.setAttribute(k, v));
      document.body.append(svg);
    }
    const look = [...colours, doubts.paper()].join();
    if (svg.dataset.look === look) return;
    svg.dataset.look = look;
    svg.innerHTML = `<defs>${doubts.patterns(colours, 'doubt-')}</defs>`;
  };
  // A picture of a map as SVG text, with the shapes and dots marked here hatched in it.
  doubts.hatch = (svg, lookOf) => {
    const [shapes, dots] = TL.map.codes();
    const sign = (selector, codes) => svg.querySelectorAll(selector).forEach((node, i) => lookOf(node, codes[i]));
    sign('path.choroplethlocation', shapes);
    sign('.scattergeo path.point', dots);
  };

  // -- the switch, and the way to the reasons: shown where the series has something to doubt
  doubts.control = (series) => {
    const holder = TL.slot('doubts');
    if (!holder) return;
    const [count, leading] = doubts.count(series);
    holder.hidden = !count && !doubts.lead();
    if (!holder.firstChild) holder.append(box(), TL.element('a', '', { class: 'doubts-why' }));
    const [label, link] = holder.children;
    label.hidden = !leading && !doubts.lead();
    label.querySelector('input').checked = doubts.lead();
    const { pages } = window.THROUGHLINE;
    link.textContent = TL.t(count === 1 ? 'doubts.which_one' : 'doubts.which', { count });
    link.href = TL.address({ ...TL.read(), path: pages.quality.path, indicator: series.id, year: null });
  };
  function box() {
    const label = TL.element('label', null, { class: 'doubts-switch' });
    const input = TL.element('input', null, { type: 'checkbox', id: 'doubted' });
    input.addEventListener('change', () => TL.go({ doubted: input.checked ? 'on' : 'off' }));
    label.append(input, TL.element('span', TL.t('doubts.switch')));
    return label;
  }
  // How many values have a reason not to lead, and how many of them a reader may let lead.
  doubts.count = (series) => {
    const cells = [...series.reasons.keys()].map((cell) => cell.split('|')).map(([code, year]) => [code, Number(year)]);
    return ['apart', 'doubted'].map((kind) => cells.filter(([code, year]) => series[kind](code, year)).length);
  };
})();
