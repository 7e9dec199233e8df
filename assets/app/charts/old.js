// The door to the classic scripts that draw the other charts (assets/js). It goes when they have gone.
import { dark, element, painted, slot } from '../core/dom.js';
import { ask } from '../core/fetch.js';
import { session } from '../core/session.js';
import { fill, table } from '../pieces/chart_words.js';
import { copy } from '../pieces/files.js';
import { say } from '../pieces/notice.js';
import { address, read } from '../request/here.js';
import { go, settle } from '../request/routing.js';
import { t } from '../words/text.js';
import { compare } from '../core/classic.js';

export {
  address,
  ask,
  copy as copyLink,
  dark,
  element,
  fill as fillTable,
  go,
  painted,
  read,
  say,
  settle,
  slot,
  t,
  table,
};
export const page = () => session.page;
export const shell = () => session.shell;
export const sign = (name, colour) => compare.sign(name, colour);
export const mostAreas = () => session.shell.mostAreas;

/** The classic charts let go of the card, or have taken it back. */
export const leaveClassic = () => compare.leave();
export const classicDraws = () => Boolean(compare.now);

/** What classic scripts hand over: an address whose chart is a record, and the card it left. */
export const takeOver = (functions) => compare.ready(functions);
