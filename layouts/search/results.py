"""What a query leads to, in one language: groups of links, best first, and what to say of them.

The box in the header (callbacks/search.py) and the page of results both start from this.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.area_groups import WORLD
from data.reference_lists import Link
from data.search.index import Entry, Hit, SearchIndex
from data.search.places import Split
from data.search.words import LONGEST_QUERY, MOST_WORDS, WORD, fold, stem, words
from layouts.request.context import Context
from layouts.search.found import NUMBERS, Found, found_of, with_figures
from layouts.search.of_places import both_ways, compared, figures_first, headlines, of_one

Groups = dict[str, list[Found]]


@dataclass(frozen=True)
class Results:
    """All results of a query by kind, best kind first.

    Attributes:
        query: what was asked, trimmed.
        groups: (kind, results); the kind `pair` holds indicators for the places named, `between`
            and `back` what is counted from the first place in the second, and the other way, and
            `corridors` where the people of one place live, and who lives there.
        places: the places named.
        left_out: words that had to be left out for there to be results.
        nearest: spellings that would find something, where nothing was found.
        unheld: groups of countries named that have no figures here: name, short names of the
            places nearest to it.
    """

    query: str
    groups: tuple[tuple[str, tuple[Found, ...]], ...] = ()
    places: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    unheld: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def count(self) -> int:
        """How many results there are."""
        return sum(len(items) for _, items in self.groups)


def search(
    ctx: Context, index: SearchIndex, query: str, most: int = 6, focus: str = WORLD
) -> Results:
    """Everything a query leads to. Never raises, whatever is asked.

    Args:
        ctx: the page.
        index: what can be found.
        query: what was typed.
        most: results of one kind that are shown, which are told with their figures.
        focus: the place whose figures are told where the query names none.
    """
    query = " ".join(query.split()[:MOST_WORDS])[:LONGEST_QUERY]
    if not words(query):
        return Results(query)
    split = index.places.split(query)
    found = _of_places(ctx, index, query, split, most) if split.codes else None
    return found or _of_words(ctx, index, query, split, (most, focus))


def _of_words(
    ctx: Context, index: SearchIndex, query: str, split: Split, shown: tuple[int, str]
) -> Results:
    """What a query leads to that names no place, or whose other words say nothing of places."""
    asked = split.rest if split.groups else query
    hits, left_out = index.find(asked) if asked else ([], ())
    for at in index.codes_of(asked):
        hits = _with_linked(ctx, index, hits, index.entries[at])
    return Results(
        query,
        _grouped(ctx, hits, {}, shown),
        left_out=left_out,
        nearest=() if hits or split.groups else _nearest(index, query),
        unheld=_unheld(ctx, split),
    )


def _of_places(
    ctx: Context, index: SearchIndex, query: str, split: Split, most: int
) -> Results | None:
    """What the places of a query lead to; None where only its other words lead anywhere."""
    places, rest = split.codes, split.rest
    pairs, missing = index.find(rest, NUMBERS) if rest else ([], ())
    if rest and not pairs and len(places) == 1:
        return None
    found = [found_of(ctx, hit, places) for hit in pairs] if pairs else headlines(ctx, places)
    indicators = figures_first(ctx, found, split, most)
    ways = both_ways(ctx, split, rest if pairs else "")
    own = {"area": [found_of(ctx, index.hit("area", code)) for code in places]}
    compare = {"compare": compared(ctx, places, indicators)}
    if split.people or not rest:
        groups = ways | {"pair": indicators} | compare | own
    else:
        groups = {"pair": indicators} | compare | ways | own
    if len(places) == 1 and not rest:
        corridors = {"corridors": of_one(ctx, split)}
        groups = (corridors | own if split.where else own | corridors) | groups
    return Results(
        query,
        _grouped(ctx, _others(index, query, split), groups, (0, WORLD)),
        places,
        left_out=missing if pairs else ((rest,) if rest else ()),
        unheld=_unheld(ctx, split),
    )


def _others(index: SearchIndex, query: str, split: Split) -> list[Hit]:
    """What else the words lead to: themes, goals and so on; what has the place in its name."""
    if split.rest:
        hits = [hit for hit in index.find(split.rest)[0] if hit.entry.kind not in NUMBERS]
    elif len(split.codes) > 1 or any(word not in index.vocabulary for word in words(query)):
        hits = []
    else:
        hits = index.find(query)[0]
    return [hit for hit in hits if hit.entry.key not in split.codes]


def _unheld(ctx: Context, split: Split) -> tuple[tuple[str, tuple[str, ...]], ...]:
    areas, lang = ctx.reference.areas, ctx.lang
    return tuple(
        (row.text("means", lang), tuple(areas[code].text("short", lang) for code in row.area_codes))
        for row in split.groups
    )


def _grouped(
    ctx: Context, hits: Iterable[Hit], groups: Groups, shown: tuple[int, str]
) -> tuple[tuple[str, tuple[Found, ...]], ...]:
    """Results by kind, kinds and results in the order of the hits; the first with figures."""
    most, focus = shown
    for hit in hits:
        own = groups.setdefault(hit.entry.kind, [])
        found = found_of(ctx, hit)
        own.append(with_figures(ctx, found, (focus,)) if len(own) < most else found)
    return tuple((kind, tuple(items)) for kind, items in groups.items() if items)


def _with_linked(ctx: Context, index: SearchIndex, hits: list[Hit], entry: Entry) -> list[Hit]:
    """A goal, target or objective asked for by its number brings along what it is linked to."""
    reference = ctx.reference
    targets = {entry.key} if entry.kind == "target" else set()
    if entry.kind == "goal":
        targets = {t.target_id for t in reference.targets.values() if t.goal_id == entry.key}
    if entry.kind == "objective":
        targets = {li.to_id for li in reference.links_from("objective_target", entry.key)}
    links = [li for target in sorted(targets) for li in _links(ctx, target)]
    linked = [("target", t) for t in sorted(targets)] + [("indicator", li.to_id) for li in links]
    known = {(hit.entry.kind, hit.entry.key) for hit in hits}
    return hits + [index.hit(*at) for at in dict.fromkeys(linked) if at not in known]


def _links(ctx: Context, target_id: str) -> list[Link]:
    found = ctx.reference.links_from("target_indicator", target_id)
    return [link for link in found if link.strength == "direct"]


def _nearest(index: SearchIndex, query: str) -> tuple[str, ...]:
    """The query with each unknown word replaced by the word most like it."""
    typed = WORD.findall(fold(query))
    unknown = [w for w in typed if not index.vocabulary.candidates(stem(w))]
    offers = []
    for word in unknown[:2]:
        for like in index.vocabulary.nearest(stem(word)):
            offers.append(" ".join(like if w == word else w for w in typed))
    return tuple(o for o in dict.fromkeys(offers) if index.find(o)[0])
