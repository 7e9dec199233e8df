// Years that pass, stepped or played, without asking the server: what they change is asked for once,
// when a year is first stepped to (layouts/charts/record.py, Frames).
import { t } from '../words/text.js';
import { draw } from './draw.js';

const FRAME_MS = 500; // charts whose order changes need time to be read
const LOADING = -1; // in the place of a timer, until the frames are there

/**
 * A stepper through the years of a chart.
 * @param {any} node holds the figure
 * @param {any} answer its figure, and its years with the address of their frames
 * @param {(year: number, texts: any) => void} stepped hears of each year that is shown
 */
export function stepper(node, { figure, frames: { years, href } }, stepped) {
  let turn = 0,
    moved = false;
  const load = loader(href);

  /** @param {number} year */
  async function show(year) {
    const mine = ++turn;
    const found = await load();
    const at = years.indexOf(year);
    if (at < 0 || mine !== turn) return;
    if (found.figures.length) {
      const { data, layout } = found.figures[at];
      await draw(node, { data, layout: { ...figure.layout, ...layout }, config: figure.config });
    } else {
      await restep(node, found, at, moved);
      moved = true;
    }
    if (mine === turn) stepped(year, found.texts[at]);
  }

  const player = playerOf(years, load, show);
  return {
    show,
    ...player,
    stop() {
      player.stop();
      turn += 1;
    },
  };
}

/**
 * Years one after the other, from one of them to the last.
 * @param {number[]} years
 * @param {() => Promise<any>} load
 * @param {(year: number) => void} show
 */
function playerOf(years, load, show) {
  let timer = 0;

  function stop() {
    clearInterval(timer);
    timer = 0;
  }

  /** Play from a year to the last, from the first where it is the last. @param {number} from */
  async function play(from) {
    timer = LOADING;
    await load().catch((error) => {
      stop();
      throw error;
    });
    if (timer !== LOADING) return;
    let at = years.indexOf(from);
    if (at >= years.length - 1) at = -1;
    const tick = () => {
      at += 1;
      if (at >= years.length - 1) stop();
      show(years[at]);
    };
    timer = window.setInterval(tick, FRAME_MS);
    tick();
  }

  return { play, stop, playing: () => timer !== 0 };
}

/** Asks for frames once; again after a failure. @param {string} href */
function loader(href) {
  /** @type {Promise<any> | null} */
  let asked = null;
  return () => {
    asked =
      asked ||
      fetch(href, { credentials: 'same-origin' })
        .then((response) => {
          if (!response.ok) throw new Error(String(response.status));
          return response.json();
        })
        .catch((error) => {
          asked = null; // another try may succeed
          throw error;
        });
    return asked;
  };
}

/**
 * Properties of the layout that hold for all years are set once, as the years begin to move.
 * @param {any} node
 * @param {{ held: any, layouts: any[], changes: any[][] }} found
 * @param {number} at
 * @param {boolean} moved
 */
async function restep(node, { held, layouts, changes }, at, moved) {
  const layout = { ...(moved ? {} : held), ...layouts[at] };
  for (const [traces, update] of alike(changes[at])) await node.drawnBy.restyle(node, update, traces);
  if (Object.keys(layout).length) await node.drawnBy.relayout(node, layout);
}

/**
 * Traces that change the same properties, with these as Plotly takes them for several at once.
 * @param {Record<string, any[]>[]} changes
 */
function alike(changes) {
  /** @type {Map<string, [number[], Record<string, any[]>]>} */
  const groups = new Map();
  changes.forEach((change, trace) => {
    const names = Object.keys(change);
    if (!names.length) return;
    const key = names.join();
    /** @type {any} */
    const none = Object.fromEntries(names.map((name) => [name, /** @type {any[]} */ ([])]));
    const [traces, update] = groups.get(key) || [/** @type {number[]} */ ([]), none];
    traces.push(trace);
    names.forEach((name) => update[name].push(...change[name]));
    groups.set(key, [traces, update]);
  });
  return groups.values();
}

/**
 * A button says what it does.
 * @param {HTMLElement} button
 * @param {boolean} playing
 */
export function playButton(button, playing) {
  button.classList.toggle('playing', playing);
  button.setAttribute('aria-label', t(playing ? 'pause' : 'play'));
}
