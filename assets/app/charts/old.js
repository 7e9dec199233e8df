// The door to the classic scripts (assets/js). It goes when they have gone.

/** @type {any} */
const { TL } = window;
const C = TL.compare;

export const slot = (name) => TL.slot(name);
export const element = (tag, text, props) => TL.element(tag, text, props);
export const t = (key, values) => TL.t(key, values);
export const say = (text) => TL.say(text);
export const go = (patch, later) => TL.go(patch, later);
export const read = () => TL.read();
export const address = (state) => TL.address(state);
export const settle = () => TL.settle();
export const dark = () => TL.dark();
export const painted = () => TL.painted();
export const ask = (url, kind) => TL.ask(url, kind);
export const copyLink = () => TL.files.copy();
export const table = (caption, head, rows) => TL.tables.table(caption, head, rows);
export const fillTable = (name, make) => TL.tables.fill(name, make);
export const page = () => TL.page;
export const shell = () => TL.shell;
export const sign = (name, colour) => C.sign(name, colour);
export const mostAreas = () => TL.shell.mostAreas;

/** The classic charts let go of the card, or have taken it back. */
export const leaveClassic = () => C.leave();
export const classicDraws = () => Boolean(C.now);

/** What classic scripts hand over: an address whose chart is a record, and the card it left. */
export const takeOver = (functions) => C.ready(functions);
