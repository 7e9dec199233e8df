// The comparing charts that classic scripts still draw; they have run before any module does.
/** @type {any} */
const globals = window;
export const { compare } = globals.TL;
