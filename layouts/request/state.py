"""The address is the state of the page: reading it, checking it, and writing it.

Every page knows the query keys `v`, `lang`, `indicator`, `year` and `areas` (codes with commas);
which further ones it knows stands in layouts/request/keys.py. A key that is absent means the
page's default. Keys nobody knows are ignored, so that trackers and future keys break nothing.

Made by hand in place of `dcc.Location` (browser half: assets/app/request/routing.js), it checks,
corrects and writes addresses in one place, and year steps ask for nothing: 0 requests in twelve. It
leans on `dash_clientside.set_props`, which Dash documents, and on nothing private.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from data import corridors
from data.area_groups import WORLD
from data.reference_lists import Reference
from data.store import Store
from layouts.request.keys import KEYS, Key
from layouts.request.names import NEAREST, is_known, label, near_to, nearest
from layouts.request.nearest_pages import nearest_pages
from layouts.request.pages import HEADLINES, PAGES, VERSION
from layouts.request.places import is_place
from layouts.request.problems import Doubt, Problem
from layouts.words.text import FALLBACK, offered

MOST_UNKNOWN = 12  # codes of an address that are no place, named one by one


@dataclass(frozen=True)
class ViewState:
    """What one address shows. Empty or None means the page's own default.

    `options` holds the page's further keys, those at their default left out.
    """

    page: str = "overview"
    slug: str = ""
    lang: str = FALLBACK
    indicator: str = ""
    year: int | None = None
    areas: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)

    def option(self, name: str) -> str:
        """The value of a further key, its default where the address does not name it."""
        return self.options.get(name, KEYS[name].default)

    @property
    def links(self) -> str:
        """Which links count: direct, or all."""
        return self.option("links")

    @property
    def focus(self) -> str:
        """The area a page speaks of: that of its path, else the first chosen, else the world."""
        if self.slug and PAGES[self.page].place:
            return self.slug
        return self.areas[0] if self.areas else WORLD

    @property
    def path(self) -> str:
        """The path of the page, with the name behind it where it has one."""
        spec = PAGES[self.page]
        return spec.path + self.slug if spec.slug else spec.path

    def href(self, **changes: object) -> str:
        """The address of this state with some of it changed; defaults are left out."""
        further = {k: str(v) for k, v in changes.items() if k in KEYS}
        own = {k: v for k, v in changes.items() if k not in KEYS}
        state = replace(self, options={**self.options, **further}, **own)  # type: ignore[arg-type]
        spec = PAGES[state.page]
        options = {
            name: state.option(name) if state.option(name) != KEYS[name].default else ""
            for name in spec.known
        }
        query = {
            "lang": {FALLBACK: ""}.get(state.lang, state.lang),
            "indicator": state.indicator,
            "year": state.year or "",
            "areas": ",".join(state.areas),
            **options,
        }
        kept = {k: v for k, v in query.items() if v}
        if not kept:
            return state.path
        return f"{state.path}?{urlencode({'v': VERSION, **kept}, safe=',:')}"


def parse(
    path: str, query: Mapping[str, str], reference: Reference, store: Store
) -> tuple[ViewState, tuple[Problem, ...]]:
    """Read an address. Every problem found is returned; what is wrong falls back to its default.

    What is offered instead keeps all else that the address says.
    """
    doubts: list[Doubt] = []
    state = ViewState()
    lang = query.get("lang", FALLBACK)
    known = offered(reference.languages)
    if lang in known:
        state = replace(state, lang=lang)
    state = _page(state, path, reference, store, doubts)
    if lang not in known:
        offers = tuple((code, {"lang": code}) for code in known)
        doubts.append(Doubt("language", lang, offers))
    if (version := query.get("v", VERSION)) != VERSION:
        doubts.append(Doubt("version", version))
    for name in PAGES[state.page].known:
        state = _option(state, KEYS[name], query.get(name, ""), reference, store, doubts)
    state = _publisher(state, store, doubts)
    state = _areas(state, query.get("areas", ""), reference, doubts)
    state = _indicator(state, query.get("indicator", ""), reference, doubts)
    state = _year(state, query.get("year", ""), reference, store, doubts)
    if state.year and not state.indicator and PAGES[state.page].offers != "none":
        # A link with a year keeps its meaning when a page opens with another indicator.
        state = replace(state, indicator=default_indicator(state, reference, store))
    return state, tuple(doubt.told(state) for doubt in doubts)


def page_indicators(state: ViewState, reference: Reference) -> tuple[str, ...]:
    """The indicators a page offers: those linked directly first, then those linked indirectly."""
    if state.page == "indicator":
        return (state.slug,)
    offers = PAGES[state.page].offers
    if offers == "theme" and (theme := reference.theme_by_slug(state.slug)):
        direct = reference.theme_indicators(theme.theme_id, direct_only=True)
        every = reference.theme_indicators(theme.theme_id, direct_only=False)
        return tuple(dict.fromkeys((*direct, *every)))
    if offers == "curated":
        return tuple(reference.indicators)
    if offers == "all":
        return (*reference.indicators, *reference.catalogue_series)
    return HEADLINES if offers == "headlines" else ()


def default_indicator(state: ViewState, reference: Reference, store: Store) -> str:
    """The indicator a page opens with: its own, its theme's leading one, else the first held."""
    if state.page == "indicator":
        return state.slug
    if opens := PAGES[state.page].opens:
        return opens
    offered = [i for i in page_indicators(state, reference) if store.has_data(i)]
    theme = reference.theme_by_slug(state.slug)
    if theme and theme.lead_indicator_id in offered:
        return theme.lead_indicator_id
    return next(iter(offered), "")


def _page(
    state: ViewState, path: str, reference: Reference, store: Store, doubts: list[Doubt]
) -> ViewState:
    parts = [p for p in path.split("/") if p]
    for name, spec in PAGES.items():
        own = [p for p in spec.path.split("/") if p]
        if not spec.slug and parts == own:
            return replace(state, page=name)
        if spec.slug and parts[:-1] == own and _is_named(name, parts[-1], reference, store):
            return replace(state, page=name, slug=parts[-1])
    doubts.append(Doubt(*nearest_pages(path, state.lang, reference, store)))
    return state


def _is_named(page: str, name: str, reference: Reference, store: Store) -> bool:
    """Whether a name may follow the path of a page."""
    if PAGES[page].place:
        return is_place(reference, store, page, name)
    if page == "theme":
        return reference.theme_by_slug(name) is not None
    return name in {"indicator": reference.units, "story": reference.stories}.get(page, ())


def _option(
    state: ViewState,
    key: Key,
    given: str,
    reference: Reference,
    store: Store,
    doubts: list[Doubt],
) -> ViewState:
    """Read one further key; a value that is no choice of it, or too long, is a problem."""
    if not given or given == key.default:
        return state
    free = not key.offers() and not key.names and len(given) <= key.longest
    named = key.names and is_known(key.names, given, reference, store)
    if given in key.offers() or free or named:
        return replace(state, options={**state.options, key.name: given})
    near = [(c, c) for c in nearest(given[:80].lower(), {c: c for c in key.offers()})]
    if key.names:
        near += near_to(key.names, given[:80], state.lang, reference, store)
    near = near[:NEAREST] or [(choice, choice) for choice in key.offers()]
    kind = f"named_{key.names}" if key.names else "links" if key.name == "links" else "option"
    offers = tuple((text, {key.name: value}) for value, text in near)
    doubts.append(Doubt(kind, given[:60], offers, key.name))
    return state


def _publisher(state: ViewState, store: Store, doubts: list[Doubt]) -> ViewState:
    """A source without a series of the page's indicator is a problem; offered is the leading."""
    given = state.option("publisher")
    if not given or store.matrix(state.slug, given) is not None:
        return state
    doubts.append(Doubt("publisher", given, key="publisher"))
    return replace(state, options={k: v for k, v in state.options.items() if k != "publisher"})


def _areas(state: ViewState, text: str, reference: Reference, doubts: list[Doubt]) -> ViewState:
    asked = list(dict.fromkeys(code for code in text.split(",") if code))
    known = tuple(code for code in asked if code in reference.areas)
    if "counted" in PAGES[state.page].keys and len(known) == 1 < text.split(",").count(known[0]):
        name = reference.areas[known[0]].text("short", state.lang)
        doubts.append(Doubt("area_twice", name, ((name, {"areas": known}),)))
    unknown = [code for code in asked if code not in reference.areas][:MOST_UNKNOWN]
    names: dict[str, str] = {}
    for code, area in reference.areas.items() if unknown else ():
        for name in (code, area.iso2, area.text("name", FALLBACK), area.text("short", state.lang)):
            names.setdefault(name.lower(), code)
    for code in unknown:
        near = nearest(code[:60].lower(), names)
        offers = ((reference.areas[c].text("name", state.lang), (*known, c)) for c in near)
        doubts.append(Doubt("area", code[:60], tuple((n, {"areas": a}) for n, a in offers)))
    return replace(state, areas=known)


def _indicator(
    state: ViewState, wanted: str, reference: Reference, doubts: list[Doubt]
) -> ViewState:
    offered = page_indicators(state, reference)
    if not wanted or wanted in offered:
        return replace(state, indicator=wanted)
    own: dict[str, object] = {"year": None}  # of another indicator, whose years are others
    if wanted in reference.indicators:
        themes = [reference.themes[t] for t in reference.indicator_themes(wanted, False)]
        there = own | {"page": "theme", "links": "all", "indicator": wanted}
        places = ((t.text("short", state.lang), there | {"slug": t.slug}) for t in themes)
        doubts.append(Doubt("indicator_place", wanted, tuple(places)))
        return state
    curated = [i for i in offered if i in reference.indicators]
    titles = {reference.indicators[i].text("title", state.lang).lower(): i for i in curated}
    near = nearest(wanted[:80].lower(), {**{i: i for i in offered}, **titles}) or offered[:NEAREST]
    offers = ((label(reference, i, state.lang), own | {"indicator": i}) for i in near)
    doubts.append(Doubt("indicator", wanted[:80], tuple(offers)))
    return state


def _year(
    state: ViewState, wanted: str, reference: Reference, store: Store, doubts: list[Doubt]
) -> ViewState:
    if not wanted:
        return state
    years = _held_years(state, reference, store)
    year = int(wanted) if wanted.isdecimal() and len(wanted) <= 4 else None
    if year in years:
        return replace(state, year=year)
    near = sorted(years, key=lambda y: (abs(y - (year or years[-1])), -y))[:NEAREST]
    doubts.append(Doubt("year", wanted[:20], tuple((str(y), {"year": y}) for y in sorted(near))))
    return state


def _held_years(state: ViewState, reference: Reference, store: Store) -> tuple[int, ...]:
    """The years of what a page shows: of the measure of its corridors, or of its indicator."""
    if "counted" in PAGES[state.page].keys:
        return corridors.years(store, state.option("counted"))
    chosen = state.indicator or default_indicator(state, reference, store)
    matrix = store.matrix(chosen, state.option("publisher") or None) if chosen else None
    return matrix.years_with_values() if matrix else ()
