"""What a query leads to, in one language: groups of links, best first, and what to say of them.

The box in the header (callbacks/search.py) and the page of results both start from this.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.reference_lists import Link
from data.search.index import Entry, Hit, SearchIndex
from data.search.words import LONGEST_QUERY, MOST_WORDS, WORD, fold, stem, words
from layouts.request.context import Context
from layouts.request.pages import PAGES

NUMBERS = ("indicator", "series")


@dataclass(frozen=True)
class Found:
    """One result: where it leads, its name in pieces (text, whether it matched), and why.

    Attributes:
        href: the address.
        pieces: the name; joined they are the whole name.
        note: what stands beside it: a code, a goal, an official title.
        reason: the synonym that led to it, (typed, meant); empty where the words themselves did.
        held: whether there are numbers behind it.
        own_areas: whether the address brings its own countries along.
        english: whether the name is a provider's, in English whatever the page's language.
        about: what an indicator counts, in one or two sentences; "" for everything else.
    """

    href: str
    pieces: tuple[tuple[str, bool], ...]
    note: str = ""
    reason: tuple[str, str] = ("", "")
    held: bool = True
    own_areas: bool = False
    english: bool = False
    about: str = ""

    @property
    def name(self) -> str:
        """The whole name."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True)
class Results:
    """All results of a query by kind, best kind first.

    Attributes:
        query: what was asked, trimmed.
        groups: (kind, results); the kind `pair` holds indicators for the places named.
        places: the places named beside other words.
        left_out: words that had to be left out for there to be results.
        nearest: spellings that would find something, where nothing was found.
    """

    query: str
    groups: tuple[tuple[str, tuple[Found, ...]], ...] = ()
    places: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many results there are."""
        return sum(len(items) for _, items in self.groups)


def search(ctx: Context, index: SearchIndex, query: str) -> Results:
    """Everything a query leads to. Never raises, whatever is asked."""
    query = " ".join(query.split()[:MOST_WORDS])[:LONGEST_QUERY]
    if not words(query):
        return Results(query)
    places, rest = index.places.split(query)
    pairs, missing = index.find(rest, NUMBERS) if places and rest else ([], ())
    if pairs and not missing:
        groups = {"pair": [_found(ctx, hit, places) for hit in pairs]}
        others = [hit for hit in index.find(rest)[0] if hit.entry.kind not in NUMBERS]
        hits = [*(index.hit("area", code) for code in places), *others]
        return Results(query, _grouped(ctx, hits, groups), places)
    if len(places) > 1 and not rest:
        return Results(query, _grouped(ctx, [index.hit("area", code) for code in places], {}))
    hits, left_out = index.find(query)
    for at in index.codes.get(query.lower(), []):
        hits = _with_linked(ctx, index, hits, index.entries[at])
    return Results(
        query,
        _grouped(ctx, hits, {}),
        left_out=left_out,
        nearest=() if hits else _nearest(index, query),
    )


def _grouped(
    ctx: Context, hits: Iterable[Hit], groups: dict[str, list[Found]]
) -> tuple[tuple[str, tuple[Found, ...]], ...]:
    """Results by kind, kinds and results in the order of the hits."""
    for hit in hits:
        groups.setdefault(hit.entry.kind, []).append(_found(ctx, hit))
    return tuple((kind, tuple(items)) for kind, items in groups.items())


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


def _found(ctx: Context, hit: Hit, places: tuple[str, ...] = ()) -> Found:
    entry = hit.entry
    name, note = _words_of(ctx, entry)
    return Found(
        _href(ctx, entry, places),
        pieces_of(name, hit.matched),
        note,
        _reason(ctx, hit),
        held=entry.kind not in NUMBERS or ctx.store.has_data(entry.key),
        own_areas=bool(places) or entry.kind == "area",
        english=entry.kind == "series",
        about=_about(ctx, entry),
    )


def _about(ctx: Context, entry: Entry) -> str:
    found = ctx.reference.texts.definitions.get((ctx.lang, entry.key))
    return found.counts if found else ""


def pieces_of(name: str, matched: frozenset[str]) -> tuple[tuple[str, bool], ...]:
    """A name cut at its words, those that answered marked; joined it is the name again."""
    out: list[tuple[str, bool]] = []
    at = 0
    for word in WORD.finditer(name):
        if stem(fold(word[0])) in matched:
            out += [(name[at : word.start()], False), (word[0], True)]
            at = word.end()
    out.append((name[at:], False))
    return tuple(piece for piece in out if piece[0])


def _words_of(ctx: Context, entry: Entry) -> tuple[str, str]:
    """The name of an entry, and what stands beside it."""
    reference, lang, key = ctx.reference, ctx.lang, entry.key
    if entry.kind == "indicator":
        indicator = reference.indicators[key]
        return indicator.text("label", lang), indicator.sdg_indicator
    if entry.kind == "series":
        code = reference.catalogue_series[key].source_code
        known = ctx.store.catalogue_indicators.get(key)
        return (known["title"], code) if known else (code, "")
    if entry.kind == "theme":
        return reference.themes[key].text("short", lang), ""
    if entry.kind == "objective":
        return reference.objectives[key].text("short", lang), key
    if entry.kind == "goal":
        return reference.goals[key].text("short", lang), key
    if entry.kind == "target":
        return reference.targets[key].text("label", lang), key
    area = reference.areas[key]
    return area.text("short", lang), key if ":" not in key else ""


def _href(ctx: Context, entry: Entry, places: Iterable[str] = ()) -> str:
    """Where a result leads."""
    key = entry.key
    if entry.kind in NUMBERS:
        return ctx.link_to("indicator", key, **({"areas": tuple(places)} if places else {}))
    if entry.kind == "theme":
        return ctx.link_to("theme", ctx.reference.themes[key].slug)
    if entry.kind == "area":
        page = ("country", key) if "country" in PAGES else ("overview", "")
        return ctx.link_to(*page, areas=(key,))
    word = {"objective": ctx.t("search.word_objective"), "goal": ctx.t("search.word_goal")}
    return ctx.link_to("search", q=f"{word.get(entry.kind, '')} {key}".strip())


def _reason(ctx: Context, hit: Hit) -> tuple[str, str]:
    """The synonym that led to a hit; none where the words typed are those of the tables."""
    if hit.by is None or hit.by.synonym is None:
        return "", ""
    means = hit.by.synonym.text("means", ctx.lang)
    own = [word for text in (means, *hit.by.synonym.every("means")) for word in words(text)]
    same = all(any(word.startswith(w) for word in own) for w in words(hit.by.term))
    return ("", "") if same else (hit.by.term, means)
