// Years that pass, stepped or played, without asking the server: each is a change of the figure that
// stands, sent with it (layouts/charts/record.py, Frames).
import { t } from './old.js';

const FRAME_MS = 500; // charts whose order changes need time to be read

/**
 * A stepper through the years of a chart.
 * @param {any} node holds the figure
 * @param {{ years: number[], changes: any[][], texts: any[] }} frames
 * @param {(year: number, texts: any) => void} stepped hears of each year that is shown
 */
export function stepper(node, frames, stepped) {
  let playing = 0;

  function show(year) {
    const at = frames.years.indexOf(year);
    if (at < 0) return;
    frames.changes[at].forEach((change, trace) => {
      node.library.restyle(node, change, [trace]);
    });
    stepped(year, frames.texts[at]);
  }

  function stop() {
    clearInterval(playing);
    playing = 0;
  }

  /** Play from a year to the last, from the first where it is the last. */
  function play(from) {
    let at = frames.years.indexOf(from);
    if (at >= frames.years.length - 1) at = -1;
    const tick = () => {
      at += 1;
      show(frames.years[at]);
      if (at >= frames.years.length - 1) stop();
    };
    playing = window.setInterval(tick, FRAME_MS);
    tick();
  }

  return { show, stop, play, playing: () => playing > 0 };
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
