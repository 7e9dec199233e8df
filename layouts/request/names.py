"""What a key of an address may name that no short list holds: an indicator, a group and so on.

Also how something near to a wrong name is found, for every part of an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from data.area_groups import INCOMES, WORLD, groups, is_group, memberships
from data.promises import name_of, promises
from data.reference_lists import Reference
from data.store import Store

NEAREST = 3
INDICATOR, GROUP, SOURCE, THEME, YEAR = "indicator", "group", "source", "theme", "year"
PROMISE = "promise"
STORY = "story"
Offers = list[tuple[str, str]]  # (value, what to show)


def is_known(kind: str, given: str, reference: Reference, store: Store) -> bool:
    """Whether a value names something of its kind, as this module lists them."""
    if kind == INDICATOR:
        return store.has_data(given) and given in reference.units
    if kind == GROUP:
        return is_group(reference, store, given)
    if kind == SOURCE:
        return given in store.catalogue["sources"]
    if kind == THEME:
        return reference.theme_by_slug(given) is not None
    if kind == PROMISE:
        return given in promises(reference)
    if kind == STORY:
        return given in reference.stories
    return given in years(store)


def near_to(kind: str, given: str, lang: str, reference: Reference, store: Store) -> Offers:
    """The nearest valid values of a kind; where nothing resembles what was given, the first."""
    if kind == INDICATOR:
        return _indicators(given, lang, reference, store)
    if kind == GROUP:
        return _groups(given, lang, reference, store)
    if kind == SOURCE:
        return _sources(given, reference, store)
    if kind == THEME:
        return _themes(given, lang, reference)
    if kind == PROMISE:
        return _promises(given, lang, reference)
    if kind == STORY:
        return stories_near(given, lang, reference)
    held = years(store)
    digits = given.isascii() and given.isdecimal()
    wanted = int(given) if digits else int(held[-1])
    found = sorted(held, key=lambda year: (abs(int(year) - wanted), -int(year)))[:NEAREST]
    return [(year, year) for year in sorted(found)]


@lru_cache(maxsize=4)
def years(store: Store) -> tuple[str, ...]:
    """Every year from the first to the last that any series holds."""
    held = store.mapped.by_series["year"]
    return tuple(str(year) for year in range(int(held.min()), int(held.max()) + 1))


def label(reference: Reference, indicator_id: str, lang: str) -> str:
    """An indicator's short name; its id for one of the catalogue."""
    known = reference.indicators.get(indicator_id)
    return known.text("label", lang) if known else indicator_id


def _indicators(given: str, lang: str, reference: Reference, store: Store) -> Offers:
    held = [i for i in reference.units if store.has_data(i)]
    labels = {label(reference, i, lang).lower(): i for i in held}
    found = nearest(given.lower(), {**{i: i for i in held}, **labels}) or held[:NEAREST]
    return [(i, label(reference, i, lang)) for i in found]


def _groups(given: str, lang: str, reference: Reference, store: Store) -> Offers:
    """Groups with a name or code like it; of a country, the groups it belongs to."""
    own = [code for code in memberships(reference, store).get(given.upper(), ()) if code]
    codes = [WORLD, *(code for kind in groups(reference, store).values() for code in kind)]
    names = {reference.areas[c].text("short", lang).lower(): c for c in codes}
    found = own or nearest(given.lower(), {**{c.lower(): c for c in codes}, **names}) or INCOMES
    return [(c, reference.areas[c].text("short", lang)) for c in found[:NEAREST]]


def _themes(given: str, lang: str, reference: Reference) -> Offers:
    titles = {t.slug: t.text("short", lang) for t in reference.themes.values()}
    known = {**{slug: slug for slug in titles}, **{n.lower(): slug for slug, n in titles.items()}}
    found = nearest(given.lower(), known) or list(titles)[:NEAREST]
    return [(slug, titles[slug]) for slug in found]


def _promises(given: str, lang: str, reference: Reference) -> Offers:
    names = {promise: name_of(reference, promise, lang) for promise in promises(reference)}
    known = {promise.lower(): promise for promise in names}
    found = nearest(given.lower(), known | {n.lower(): p for p, n in names.items()})
    return [(promise, names[promise]) for promise in found or list(names)[:NEAREST]]


def stories_near(given: str, lang: str, reference: Reference) -> Offers:
    """Stories with an id or a title like it; the first where nothing resembles it."""
    titles = {s.story_id: s.text("title", lang) for s in reference.stories.values()}
    known = {**{i: i for i in titles}, **{name.lower(): i for i, name in titles.items()}}
    found = nearest(given.lower(), known) or list(titles)[:NEAREST]
    return [(story_id, titles[story_id]) for story_id in found]


def _sources(given: str, reference: Reference, store: Store) -> Offers:
    held = sorted(store.catalogue["sources"])
    titles = {reference.sources[s].title: s for s in held}
    known = {**{s: s for s in held}, **{title.lower(): s for title, s in titles.items()}}
    found = nearest(given.lower(), known) or held[:NEAREST]
    return [(s, reference.sources[s].title) for s in found]


def nearest(wanted: str, names: Mapping[str, str]) -> list[str]:
    """Ids whose name starts like, contains or resembles what was asked; at most three."""
    starts: Iterable[str] = (n for n in names if wanted and n.startswith(wanted))
    within: Iterable[str] = (n for n in names if len(wanted) > 2 and wanted in n)
    hits = process.extract(wanted, list(names), scorer=fuzz.ratio, limit=NEAREST, score_cutoff=55)
    ranked = [names[n] for n in (*starts, *(hit[0] for hit in hits), *within)]
    return list(dict.fromkeys(ranked))[:NEAREST]
