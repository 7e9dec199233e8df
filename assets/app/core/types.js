/**
 * What the server sends and the modules pass to each other; types only, nothing runs.
 *
 * @typedef {object} Shell What every page of a language shares (layouts/frame/shell.py).
 * @property {string} lang
 * @property {string} build name of the tables, part of the address of every series
 * @property {Record<string, string>} texts
 *
 * @typedef {object} Page The data of one page: `data` of its folder in layouts/, and its path.
 * @property {string} page name in layouts/request/pages.py, or 'problem'
 * @property {string} path
 * @property {string} [step] the story of the address and which of its steps
 * @property {string} title of the document for the address that the page came with
 * @property {string} bare title, which holds for any address of the page
 * @property {string} [view] key of `views`: what the browser does for the page
 * @property {string[]} [indicators] held by the page: changing among them asks the server for no page
 * @property {string} [defaultIndicator]
 * @property {Record<string, Figure>} [figures]
 * @property {Record<string, [string, string][]>} [breakdowns] key and name of parts, by indicator
 * @property {Record<string, [number, number]>} [places] longitude and latitude of a place
 * @property {string} [slug] the indicator of its own page
 * @property {{ props: any } & Record<string, any>} [grid] of the table page, as Dash takes it
 * @property {string[]} [scripts] of the grid
 *
 * @typedef {{ data: any[], layout: any, config: any, }} Figure
 *
 * @typedef {object} State An address read: path, language, and each key of the page with its value or default.
 * @property {string} path
 * @property {string} [step] the story of the address and which of its steps
 * @property {string} lang
 * @property {string} indicator '' where the page chooses
 * @property {number | null} year null where the series chooses
 * @property {string[]} areas
 *
 * @typedef {State & Record<string, any>} PageState
 *
 * @typedef {object} MapAnswer The map of an indicator in all years (layouts/charts/map_frames.py).
 * @property {{ id: string, title: string, unit: string, kind: string, caveat: string, breakdown: string,
 *   badges: [string, string][], legend: string }} series
 * @property {string} source
 * @property {number} year the year shown where none is asked for
 * @property {number[]} years with values
 * @property {number} first year of the first row of the series
 * @property {string[]} codes every place
 * @property {number[] | null} inside places in `codes` of those of the region; null for all
 * @property {string[]} kinds of nothing; level -1 stands for the first
 * @property {string} cells what each place shows in each year, a letter each
 * @property {string} rows of which year it is, a letter each
 * @property {MapTexts[]} texts by year
 * @property {{ level: number, text: string }[]} levels classes and kinds of nothing, as the legend lists them
 * @property {[string[], string[]]} colours of the classes, in light and dark
 * @property {[string[], string[]]} inks that are read on these
 * @property {Record<string, any>} geo the frame of the region, as Plotly has it in `layout.geo`
 * @property {boolean} limits_wrong whether the reader's own bounds are no numbers
 * @property {{ count: number, offered: boolean, on: boolean, text: string, href: string }} doubts
 *
 * @typedef {object} MapTexts
 * @property {string} title
 * @property {string} subtitle
 * @property {string} summary
 * @property {string[]} counts of each level: countries, and territories after a plus sign
 * @property {string} doubt those drawn apart
 * @property {string} estimate those whose value is estimated or modelled
 * @property {[string, number, number, string][]} years in use: words, first and last, how many
 *
 * @typedef {object} Cell What the map shows for one place.
 * @property {number} k class, or below zero a kind of nothing
 * @property {string} kind 'value', 'zero' or a kind of nothing
 * @property {boolean} known whether a value is shown
 * @property {string} look 'doubt' where it leads nothing, 'estimate', or ''
 * @property {number | null} year the value's own; without a value that of the last one before
 *
 * @typedef {object} MapView Everything a page shows of a map.
 * @property {string} key changes with all but the year and the country
 * @property {MapAnswer} answer
 * @property {{ get: (code: string) => any } | null} words of each place, `value` and `tip`; null until they have come
 * @property {string} layout
 * @property {string} region
 * @property {string} projection
 * @property {string[]} colours
 * @property {string[]} inks
 * @property {Set<string>} shown places of the region
 * @property {number} year
 * @property {string} country '' where no panel is open
 * @property {{ get: (code: string) => Cell } & Map<string, Cell>} cells of every place
 * @property {boolean} [playing]
 * @property {boolean} [looked] whether the reader has pointed at places
 *
 * @typedef {object} View What the browser does for a page.
 * @property {(state: PageState) => any} [arrived] once, when the page is put in place
 * @property {(state: PageState) => any} [apply] whenever the address changes
 * @property {() => void} [left] another page comes
 * @property {() => void} [settled] years passed quickly have come to rest
 * @property {(format: string) => any} [save] a picture of the map, 'png' or 'svg'
 * @property {(state: PageState, id: string) => any} [ahead] fetch what is drawn of an indicator before it is chosen
 */
export {};
