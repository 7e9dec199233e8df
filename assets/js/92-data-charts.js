// The data table: charts of the rows found, and which places they are of. The server names both.
(function () {
  'use strict';
  const TL = window.TL;
  const links = (item, named) => ['compare', 'map'].filter((page) => item[page]).map((page) => {
    const link = TL.element('a', TL.page.chartTexts[page], { href: item[page], 'data-areas': '1', 'data-chart': page });
    if (named) link.setAttribute('aria-label', `${TL.page.chartTexts[page]}: ${item.label}`);
    return link;
  });

  // One indicator has its links in the row of tools; several stand in a list.
  function charts({ items, more, differs, both }) {
    const one = TL.slot('data-chart'), box = TL.slot('data-charts-box');
    one.hidden = items.length !== 1;
    one.replaceChildren(...(one.hidden ? [] : links(items[0])));
    const apart = TL.slot('data-differs');
    apart.hidden = !differs || !items.length;
    apart.textContent = differs;
    box.hidden = items.length < 2;
    if (box.hidden) { box.open = false; return; }
    const list = TL.element('ul');
    items.forEach((item) => {
      const row = TL.element('li'), ways = TL.element('span');
      ways.append(...links(item, true));
      row.append(TL.element('span', item.label), ways);
      list.append(row);
    });
    TL.slot('data-charts').replaceChildren(
      ...(both ? [TL.element('a', TL.page.chartTexts.against, { href: both, 'data-areas': '1' })] : []), list,
      ...(more ? [TL.element('p', TL.t('data.more_charts', { count: TL.number(more, 0) }), { class: 'muted' })] : []));
  }

  // Places chosen at the top and a group chosen here: either is enough, and either can be let go.
  function places({ text, areas, members }) {
    const node = TL.slot('data-places');
    node.hidden = !text;
    node.replaceChildren(TL.element('span', text || ''));
    for (const [label, patch] of [[members, { members: '' }], [areas, { areas: [] }]]) {
      if (!label) continue;
      const button = TL.element('button', label, { type: 'button', class: 'button-quiet' });
      button.addEventListener('click', () => TL.go(patch));
      node.append(button);
    }
  }

  TL.rowCharts = {
    show(answer) {
      charts(answer.charts);
      places(answer.places);
    },
  };
})();
