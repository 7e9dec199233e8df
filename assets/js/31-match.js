// Which value the map shows for a place in a year, and which kind of nothing where it shows none.
// The same rule as layouts/charts/match.py; a test compares the two.
(function () {
  'use strict';
  const TL = window.TL;
  const TOLERANCE = { exact: 0, within3: 3, within5: 5, latest: 10000 }; // years
  const REASONS = ['M', 'L', 'Q', 'O'];
  const KINDS = ['zero', 'M', 'L', 'Q', 'old', 'none', 'O']; // kind number k stands for KINDS[-k - 1]
  const match = (TL.match = { KINDS });

  match.kindOf = (k) => KINDS[-k - 1];
  match.words = (kind) => TL.t(`map.kind.${kind}`);

  // { kind, value, year, status, leads, doubted }; `year` is the value's own, for `old` that of the
  // value not shown. What leads nothing is shown for its own year; an earlier value that leads goes
  // before one that does not.
  match.resolve = (series, code, year, mode) => {
    const column = series.column[code];
    const [years, areas] = series.shape;
    const at = year - series.firstYear;
    if (column === undefined || at < 0 || at >= years) return { kind: 'none', value: NaN, year: null, status: '' };
    let older = null;
    let weak = null;
    for (let i = at; i >= 0; i--) {
      const cell = i * areas + column;
      const value = series.values[cell];
      if (value === value) {
        const year = series.firstYear + i;
        if (at - i > TOLERANCE[mode]) { older = year; break; }
        const leads = TL.doubts.leads(series.status[cell]);
        const found = {
          kind: value === 0 ? 'zero' : 'value', value, year, status: TL.doubts.letter(series.status[cell]) || 'A',
          leads, apart: series.apart(code, year),
        };
        if (leads || i === at) return found;
        weak = weak || found;
      } else if (TL.doubts.letter(series.status[cell]) === 'M') break; // nothing is carried past a year it cannot exist in
    }
    if (weak) return weak;
    const status = TL.doubts.letter(series.status[at * areas + column]);
    if (REASONS.includes(status)) return { kind: status, value: NaN, year: older, status };
    return { kind: older === null ? 'none' : 'old', value: NaN, year: older, status: '' };
  };

  // Every place of the map with its class: 0 and up, or below zero a kind of nothing.
  match.all = (view) => {
    const cells = new Map();
    view.codes.forEach((code) => {
      const cell = match.resolve(view.series, code, view.year, view.mode);
      cell.code = code;
      if (cell.kind === 'zero' && !view.scheme.zero) cell.kind = 'value'; // the "no" of a yes or no
      cell.k = cell.kind === 'value' ? view.scheme.classOf(cell.value) : -1 - KINDS.indexOf(cell.kind);
      cells.set(code, cell);
    });
    return cells;
  };

  const known = (cell) => cell.kind === 'value' || cell.kind === 'zero';
  match.known = known;

  // One place in words: value or kind of nothing, with the real year where it is not the one asked.
  match.text = (cell, view) => {
    const { series, year } = view;
    if (!known(cell)) return cell.year === null ? match.words(cell.kind) : TL.t('map.last', { kind: match.words(cell.kind), year: cell.year });
    const marks = TL.doubts.marks(series, cell.code, cell.year);
    if (cell.year !== year) marks.push(TL.t('map.of_year', { year: cell.year }));
    const value = series.kind === 'binary' ? TL.t(cell.value > 0.5 ? 'legend.yes' : 'legend.no') : TL.value(cell.value, series);
    return marks.length ? `${value} (${marks.join(', ')})` : value;
  };
})();
