// The map of verdicts: verdicts as classes, kinds of missing as patterns; one place leads to its calculation.
import { save } from '../charts/save.js';
import { all, byId, dark, listen, patternHolder, slot } from '../core/dom.js';
import { Plotly } from '../core/plotly.js';
import { drawings, session } from '../core/session.js';
import { token } from '../core/tokens.js';
import { say } from '../pieces/notice.js';
import { address, read } from '../request/here.js';
import { go } from '../request/routing.js';
import { t } from '../words/text.js';

const NARROW_PX = 600;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const SIDEWAYS = 2.5; // how much a step aside counts against a step ahead

const colourOf = ({ colours }) => colours[dark() ? 1 : 0];

drawings['[data-verdict-map]'] = async (node) => {
  const verdicts = JSON.parse(node.dataset.verdictMap);
  patterns();
  const { data, layout, config } = dress(verdicts, node.clientWidth < NARROW_PX);
  await Plotly.react(node, data, layout, config);
  mark(node, verdicts);
  if (!node.verdictMapReady) {
    node.verdictMapReady = true;
    node.on('plotly_click', (event) => open(verdicts, event.points[0].location || event.points[0].id));
    node.on('plotly_afterplot', () => mark(node, verdicts));
    keys(node.closest('.verdict-map-frame'), node, verdicts);
  }
  document.body.dataset.drawn = node.closest('[data-verdict-page]').dataset.verdictPage;
};

// Classes become numbers and a stepped colour scale; dots get a symbol of their class besides.
function dress(verdicts, narrow) {
  const { figure, classes, places } = verdicts;
  const colours = classes.map(colourOf);
  const count = Math.max(1, classes.length);
  const scale = colours.flatMap((colour, i) => [
    [i / count, colour],
    [(i + 1) / count, colour],
  ]);
  const [shapes, dots] = figure.data;
  const classOf = (code) => places[code][0];
  const words = (code) => places[code][1];
  Object.assign(shapes, {
    z: shapes.locations.map(classOf),
    zmin: -0.5,
    zmax: count - 0.5,
    colorscale: scale,
    customdata: shapes.locations.map(words),
    marker: { line: { width: 0.5, color: token('paper') } },
  });
  Object.assign(dots, {
    customdata: dots.ids.map(words),
    marker: {
      size: narrow ? 5 : 8,
      symbol: dots.ids.map((code) => classes[classOf(code)].symbol),
      color: dots.ids.map((code) => colours[classOf(code)]),
      line: { width: 1, color: token('soft') },
    },
  });
  figure.layout.geo.landcolor = token('line');
  return figure;
}

// Plotly cannot fill a shape with a pattern; the style sheet does, for those named here.
function mark(node, verdicts) {
  const codes = node.data[0].locations;
  all('path.choroplethlocation', node).forEach((path, i) => {
    const one = verdicts.classes[verdicts.places[codes[i]][0]];
    const kind = one.missing ? ` kind-${one.key}` : '';
    path.setAttribute('class', `choroplethlocation${kind}${codes[i] === node.verdictMapAt ? ' at' : ''}`);
  });
  const dots = node.data[1].ids;
  all('.scattergeo path.point', node).forEach((path, i) => path.classList.toggle('at', dots[i] === node.verdictMapAt));
}

function patterns() {
  if (byId('kind-too_few')) return;
  const tile = 'class="kind-pattern" width="5" height="5" patternUnits="userSpaceOnUse"';
  const pattern = (kind, body) =>
    `<pattern id="kind-${kind}" ${tile}><rect class="kind-ground-${kind}" width="5" height="5"/>${body}</pattern>`;
  const kinds = [
    pattern('too_few', '<circle class="kind-ink-too_few" cx="2" cy="2" r="1"/>'),
    pattern('too_old', '<rect class="kind-ink-too_old" width="1" height="5"/>'),
    pattern('no_base', '<rect class="kind-ink-no_base" width="5" height="1"/>'),
    pattern('no_data', '<path class="kind-line-no_data" d="M-1 1 1 -1M0 5 5 0M4 6 6 4"/>'),
    pattern('not_applicable', ''),
  ];
  patternHolder('kind-patterns').innerHTML = `<defs>${kinds.join('')}</defs>`;
}

function open(verdicts, code) {
  if (!code) return;
  const areas = [code, ...read().areas.filter((other) => other !== code)].slice(0, session.shell.mostAreas);
  go({ path: '/verdict', indicator: verdicts.indicator, areas });
}

// With the keyboard: arrows move to the nearest place that way, Enter opens it.
function keys(frame, node, verdicts) {
  frame.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && node.verdictMapAt) {
      open(verdicts, node.verdictMapAt);
      return;
    }
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    node.verdictMapAt = node.verdictMapAt ? nearest(verdicts, node.verdictMapAt, way) : start(verdicts);
    mark(node, verdicts);
    slot('verdict-map-at').textContent = verdicts.places[node.verdictMapAt][1];
  });
}

const start = (verdicts) => verdicts.chosen.find((code) => code in verdicts.places) || Object.keys(verdicts.places)[0];

// Degrees east, the shorter way around the world.
const around = (degrees) => degrees - 360 * Math.round(degrees / 360);

function nearest(verdicts, from, [east, north]) {
  const [, , lon, lat] = verdicts.places[from];
  let best = from,
    least = Infinity;
  for (const [code, [, , x, y]] of Object.entries(verdicts.places)) {
    if (code === from || x === null) continue;
    const across = around(x - lon);
    const ahead = across * east + (y - lat) * north;
    const cost = ahead + SIDEWAYS * (Math.abs(across * north) + Math.abs((y - lat) * east));
    if (ahead > 0 && cost < least) [least, best] = [cost, code];
  }
  return best;
}

// The picture is laid out by the server.
listen('click', ({ target }) => {
  const button = target.closest('[data-verdict-map-picture]');
  if (!button) return;
  const { build, lang } = session.shell;
  const state = read();
  const query = address(state).split('?')[1] || '';
  const url = `/chart/${build}/${lang}/verdict_map.json?page=${state.path}${query && `&${query}`}&print=1`;
  save(url, button.dataset.statusPicture).catch((error) => say(t('chart_failed', { what: error.message })));
});
