"""What a path that leads nowhere may have asked for: the nearest pages, and how to say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.area_groups import WORLD
from data.reference_lists import Reference
from data.store import Store
from layouts.request.names import NEAREST, label, nearest, stories_near
from layouts.request.pages import HEADLINES
from layouts.request.places import BRIEF, COUNTRY, GROUP, near, page_of

LONGEST = 80
Offer = tuple[str, Mapping[str, object]]  # what to show, and what of the state it changes
Asked = tuple[str, str, tuple[Offer, ...], str]


def nearest_pages(path: str, lang: str, reference: Reference, store: Store) -> Asked:
    """The kind of what was asked for, its name as given, the nearest to it, and its key."""
    parts = [p for p in path.split("/") if p]
    wanted = parts[-1][:LONGEST]
    if parts[0] in (COUNTRY, GROUP, BRIEF) and len(parts) > 1:
        return "unknown_place", wanted, tuple(_places(wanted, lang, reference, store)), ""
    if parts[0] == "indicators":
        return "unknown_indicator", wanted, tuple(_indicators(wanted, lang, reference)), ""
    if parts[0] == "stories":
        return "named_story", wanted, tuple(_stories(wanted, lang, reference)), "story"
    kind = "theme" if parts[0] == "themes" else "page"
    given = wanted if kind == "theme" else path[:LONGEST]
    return kind, given, tuple(_themes(wanted, lang, reference)), ""


def _places(wanted: str, lang: str, reference: Reference, store: Store) -> Iterable[Offer]:
    for code in near(wanted, lang, reference, store) or [WORLD]:
        to = {"page": page_of(reference, code), "slug": code}
        yield reference.areas[code].text("short", lang), to


def _indicators(wanted: str, lang: str, reference: Reference) -> Iterable[Offer]:
    curated = reference.indicators.values()
    labels = {i.text("label", lang).lower(): i.indicator_id for i in curated}
    found = nearest(wanted.lower(), {**{i: i for i in reference.units}, **labels})
    for i in found or list(HEADLINES[:NEAREST]):
        yield label(reference, i, lang), {"page": "indicator", "slug": i}


def _stories(wanted: str, lang: str, reference: Reference) -> Iterable[Offer]:
    for story_id, title in stories_near(wanted, lang, reference):
        yield title, {"page": "story", "slug": story_id}


def _themes(wanted: str, lang: str, reference: Reference) -> Iterable[Offer]:
    names = {t.text("short", lang).lower(): t.slug for t in reference.themes.values()}
    slugs = {t.slug: t.text("short", lang) for t in reference.themes.values()}
    for slug in nearest(wanted.lower(), {**{s: s for s in slugs}, **names}) or list(slugs):
        yield slugs[slug], {"page": "theme", "slug": slug}
