// Libraries that come as classic scripts, once a page needs them.

/** @param {string} src @returns {Promise<Event>} its arrival; an error names the address */
const arrival = (src) =>
  new Promise((resolve, reject) => {
    const node = Object.assign(document.createElement('script'), { src });
    node.onload = resolve;
    node.onerror = () => reject(new Error(src));
    document.head.append(node);
  });

/** @type {Map<string, Promise<Event>>} */
const asked = new Map();

/**
 * Load a script once. One that failed is asked for anew the next time.
 * @param {string} src
 */
export function script(src) {
  const coming = asked.get(src) || arrival(src);
  asked.set(src, coming);
  coming.catch(() => asked.delete(src));
  return coming;
}
