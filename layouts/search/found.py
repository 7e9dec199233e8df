"""One result: where it leads, its name in pieces, why it was found, and its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.promises import name_of
from data.search.index import Entry, Hit
from data.search.words import WORD, fold, stem, words
from layouts.request.context import Context
from layouts.request.places import is_place, page_of
from layouts.request.stories import slides_address
from layouts.search.figures import MOST_PLACES, Figure, figure_of
from layouts.series.groups import only_members, series_href

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
        key: the id of an indicator or series; "" for everything else.
        figures: its latest figures, of the places named or of the place that the page speaks of.
    """

    href: str
    pieces: tuple[tuple[str, bool], ...]
    note: str = ""
    reason: tuple[str, str] = ("", "")
    held: bool = True
    own_areas: bool = False
    english: bool = False
    about: str = ""
    key: str = ""
    figures: tuple[Figure, ...] = ()

    @property
    def name(self) -> str:
        """The whole name."""
        return "".join(text for text, _ in self.pieces)

    @property
    def told(self) -> bool:
        """Whether one of its figures has a value."""
        return any(figure.value for figure in self.figures)


def with_figures(ctx: Context, found: Found, places: Iterable[str]) -> Found:
    """A result with the figures of the first places; itself where it is no series with numbers.

    An organisation that no figure is published for has none.
    """
    if not found.key or not found.held:
        return found
    codes = [code for code in places if not only_members(ctx, code)][:MOST_PLACES]
    return replace(found, figures=tuple(figure_of(ctx, found.key, code) for code in codes))


def found_of(ctx: Context, hit: Hit, places: tuple[str, ...] = ()) -> Found:
    """The result of a hit; with places, an indicator leads to these."""
    entry = hit.entry
    name, note = _words_of(ctx, entry)
    href = _href(ctx, entry, places)
    return Found(
        href,
        pieces_of(name, hit.matched),
        note,
        _reason(ctx, hit),
        held=entry.kind not in NUMBERS or ctx.store.has_data(entry.key),
        own_areas=bool(places) or (entry.kind == "area" and "areas=" in href),
        english=entry.kind == "series",
        about=_about(ctx, entry),
        key=entry.key if entry.kind in NUMBERS else "",
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
    if entry.kind == "promise":
        return name_of(reference, key, lang), ""
    if entry.kind == "story":
        return reference.stories[key].text("title", lang), ""
    area = reference.areas[key]
    short, name = area.text("short", lang), area.text("name", lang)
    return short, key if ":" not in key else name if name != short else ""


def _href(ctx: Context, entry: Entry, places: Iterable[str] = ()) -> str:
    """Where a result leads."""
    key = entry.key
    if entry.kind in NUMBERS:
        return series_href(ctx, key, tuple(places))
    if entry.kind == "theme":
        return ctx.link_to("theme", ctx.reference.themes[key].slug)
    if entry.kind == "promise":
        return ctx.link_to("commitments", promise=key)
    if entry.kind == "story":
        return slides_address(ctx, ctx.reference.stories[key])
    if entry.kind == "area":
        page = page_of(ctx.reference, key)
        known = is_place(ctx.reference, ctx.store, page, key)
        return ctx.link_to(page, key) if known else ctx.link_to("overview", areas=(key,))
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
