"""The address is the state of the page: reading it, checking it, and writing it.

Every page knows the query keys `v`, `lang`, `indicator`, `year` and `areas` (codes with commas);
which further ones it knows stands in layouts/addresses.py. A key that is absent means the page's
default. Keys nobody knows are ignored, so that trackers and future keys break nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from rapidfuzz import fuzz, process

from data.catalog import Reference
from data.store import Store
from layouts.addresses import KEYS, PAGES, VERSION, Key
from layouts.text import FALLBACK, languages

WORLD = "M49:001"
MOST_AREAS = 12
NEAREST = 3


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
        """The area a page speaks of: the first chosen one, else the world."""
        return self.areas[0] if self.areas else WORLD

    def href(self, **changes: object) -> str:
        """The address of this state with some of it changed; defaults are left out."""
        further = {k: str(v) for k, v in changes.items() if k in KEYS}
        own = {k: v for k, v in changes.items() if k not in KEYS}
        state = replace(self, options={**self.options, **further}, **own)  # type: ignore[arg-type]
        spec = PAGES[state.page]
        options = {
            name: state.option(name) if state.option(name) != KEYS[name].default else ""
            for name in spec.keys
        }
        query = {
            "lang": "" if state.lang == FALLBACK else state.lang,
            "indicator": state.indicator,
            "year": state.year or "",
            "areas": ",".join(state.areas),
            **options,
        }
        kept = {k: v for k, v in query.items() if v}
        path = spec.path + state.slug if spec.slug else spec.path
        return f"{path}?{urlencode({'v': VERSION, **kept}, safe=',:')}" if kept else path


@dataclass(frozen=True)
class Problem:
    """One thing in an address that does not exist, and where to go instead."""

    kind: str
    given: str
    choices: tuple[tuple[str, str], ...]  # (what to show, address)
    key: str = ""  # the query key, where the kind alone does not say it


def parse(
    path: str, query: Mapping[str, str], reference: Reference, store: Store
) -> tuple[ViewState, tuple[Problem, ...]]:
    """Read an address. Every problem found is returned; what is wrong falls back to its default."""
    problems: list[Problem] = []
    state = ViewState()
    lang = query.get("lang", FALLBACK)
    if lang in languages():
        state = replace(state, lang=lang)
    state = _page(state, path, reference, problems)
    if lang != state.lang:
        offers = tuple((code, state.href(lang=code)) for code in languages())
        problems.append(Problem("language", lang, offers))
    if (version := query.get("v", VERSION)) != VERSION:
        problems.append(Problem("version", version, (("", state.href()),)))
    for name in PAGES[state.page].keys:
        state = _option(state, KEYS[name], query.get(name, ""), problems)
    state = _areas(state, query.get("areas", ""), reference, problems)
    state = _indicator(state, query.get("indicator", ""), reference, problems)
    state = _year(state, query.get("year", ""), reference, store, problems)
    if state.year and not state.indicator and PAGES[state.page].offers != "none":
        # A link with a year keeps its meaning when a page opens with another indicator.
        state = replace(state, indicator=default_indicator(state, reference, store))
    return state, tuple(problems)


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


HEADLINES = (
    "ctx-remit-received-gdp",
    "ctx-remit-received",
    "ctx-refugees-asylum",
    "ctx-refugees-origin",
    "ctx-asylum-seekers",
    "ctx-idp-unhcr",
    "ctx-net-migration",
    "ctx-gdp-per-capita",
    "ctx-population",
)


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


def _page(state: ViewState, path: str, reference: Reference, problems: list[Problem]) -> ViewState:
    parts = [p for p in path.split("/") if p]
    for name, spec in PAGES.items():
        own = [p for p in spec.path.split("/") if p]
        if not spec.slug and parts == own:
            return replace(state, page=name)
        if spec.slug and parts[:-1] == own and parts[-1] in _names(name, reference):
            return replace(state, page=name, slug=parts[-1])
    problems.append(_no_page(state, path, reference))
    return state


def _no_page(state: ViewState, path: str, reference: Reference) -> Problem:
    """What a path that leads nowhere asked for, with the nearest themes or indicators."""
    parts = [p for p in path.split("/") if p]
    wanted, lang = parts[-1][:80], state.lang
    if parts[0] == "indicators":
        curated = reference.indicators.values()
        labels = {i.text("label", lang).lower(): i.indicator_id for i in curated}
        near = _nearest(wanted.lower(), {**{i: i for i in reference.units}, **labels})
        near = near or list(HEADLINES[:NEAREST])
        offers = [(_title(reference, i, lang), state.href(page="indicator", slug=i)) for i in near]
        return Problem("unknown_indicator", wanted, tuple(offers))
    names = {t.text("short", lang).lower(): t.slug for t in reference.themes.values()}
    slugs = {t.slug: t.text("short", lang) for t in reference.themes.values()}
    near = _nearest(wanted.lower(), {**{s: s for s in slugs}, **names}) or list(slugs)
    kind = "theme" if parts[0] == "themes" else "page"
    choices = tuple((slugs[s], state.href(page="theme", slug=s)) for s in near)
    return Problem(kind, wanted if kind == "theme" else path[:80], choices)


def _names(page: str, reference: Reference) -> Collection[str]:
    """The names that may follow the path of a page."""
    if page == "indicator":
        return reference.units.keys()
    return {theme.slug for theme in reference.themes.values()} if page == "theme" else ()


def _option(state: ViewState, key: Key, given: str, problems: list[Problem]) -> ViewState:
    """Read one further key; a value that is no choice of it, or too long, is a problem."""
    if not given or given == key.default:
        return state
    if given in key.choices or (not key.choices and len(given) <= key.longest):
        return replace(state, options={**state.options, key.name: given})
    near = _nearest(given[:80].lower(), {c: c for c in key.choices}) or list(key.choices)
    offers = tuple((choice, state.href(**{key.name: choice})) for choice in near)
    kind = "links" if key.name == "links" else "option"
    problems.append(Problem(kind, given[:60], offers or (("", state.href()),), key.name))
    return state


def _areas(state: ViewState, text: str, reference: Reference, problems: list[Problem]) -> ViewState:
    asked = list(dict.fromkeys(code for code in text.split(",") if code))
    known = tuple(code for code in asked if code in reference.areas)[:MOST_AREAS]
    state = replace(state, areas=known)
    unknown = [code for code in asked if code not in reference.areas][:MOST_AREAS]
    if not unknown:
        return state
    names: dict[str, str] = {}
    for code, area in reference.areas.items():
        for label in (code, area.iso2, area.text("name", "en"), area.text("short", state.lang)):
            names.setdefault(label.lower(), code)
    for code in unknown:
        near = _nearest(code[:60].lower(), names)
        offers = tuple(
            (reference.areas[c].text("name", state.lang), state.href(areas=(*known, c)))
            for c in near
        )
        problems.append(Problem("area", code[:60], offers or (("", state.href()),)))
    return state


def _indicator(
    state: ViewState, wanted: str, reference: Reference, problems: list[Problem]
) -> ViewState:
    offered = page_indicators(state, reference)
    if not wanted or wanted in offered:
        return replace(state, indicator=wanted)
    if wanted in reference.indicators:
        themes = [reference.themes[t] for t in reference.indicator_themes(wanted, False)]
        places = tuple(
            (
                theme.text("short", state.lang),
                state.href(page="theme", slug=theme.slug, links="all", indicator=wanted),
            )
            for theme in themes
        )
        problems.append(Problem("indicator_place", wanted, places or (("", state.href()),)))
        return state
    curated = [i for i in offered if i in reference.indicators]
    titles = {reference.indicators[i].text("title", state.lang).lower(): i for i in curated}
    near = _nearest(wanted[:80].lower(), {**{i: i for i in offered}, **titles}) or offered[:NEAREST]
    problems.append(
        Problem(
            "indicator",
            wanted[:80],
            tuple((_title(reference, i, state.lang), state.href(indicator=i)) for i in near),
        )
    )
    return state


def _title(reference: Reference, indicator_id: str, lang: str) -> str:
    known = reference.indicators.get(indicator_id)
    return known.text("label", lang) if known else indicator_id


def _year(
    state: ViewState, wanted: str, reference: Reference, store: Store, problems: list[Problem]
) -> ViewState:
    if not wanted:
        return state
    chosen = state.indicator or default_indicator(state, reference, store)
    matrix = store.matrix(chosen) if chosen else None
    years = matrix.years_with_values() if matrix else ()
    year = int(wanted) if wanted.isdecimal() and len(wanted) <= 4 else None
    if year in years:
        return replace(state, year=year)
    near = sorted(years, key=lambda y: (abs(y - (year or years[-1])), -y))[:NEAREST]
    offers = tuple((str(y), state.href(year=y)) for y in sorted(near))
    problems.append(Problem("year", wanted[:20], offers or (("", state.href()),)))
    return state


def _nearest(wanted: str, names: Mapping[str, str]) -> list[str]:
    """Ids whose name starts like, contains or resembles what was asked; at most three."""
    starts: Iterable[str] = (n for n in names if wanted and n.startswith(wanted))
    within: Iterable[str] = (n for n in names if len(wanted) > 2 and wanted in n)
    hits = process.extract(wanted, list(names), scorer=fuzz.ratio, limit=NEAREST, score_cutoff=55)
    ranked = [names[n] for n in (*starts, *(hit[0] for hit in hits), *within)]
    return list(dict.fromkeys(ranked))[:NEAREST]
