"""What the charts of corridors say: their sentence, their table, their legend."""

from __future__ import annotations

from collections.abc import Iterator

from data import corridors
from layouts.charts import looks, template
from layouts.charts.corridor_rows import CorridorMark, CorridorMarks
from layouts.charts.corridor_view import ALL, IN, OUT, Corridors, Side, notes, share_words
from layouts.charts.record import Item, Look
from layouts.charts.tables import NONE, Table
from layouts.words.format import number
from layouts.words.values import Words

LARGEST = 3
SERIES = {IN: 0, OUT: 1, ALL: 0}  # colour of each side


def colour(way: str, look: Look) -> str:
    """The colour of a side."""
    found: str = template.colours(look)["series"][SERIES[way]]
    return found


def sentence(marks: CorridorMarks, words: Words) -> str:
    """Of each side its total, the largest corridors, and how the total compares."""
    view = marks.view
    if not view.provider:
        return words.t("corridor.not_held", counted=view.counted_words)
    told = [text for side in view.sides for text in _told(marks, side, words)]
    return " ".join([*told, *notes(view, words)])


def headline(marks: CorridorMarks, words: Words) -> str:
    """Of each side its total and where most of it is, and nothing else."""
    view = marks.view
    if not view.provider:
        return words.t("corridor.not_held", counted=view.counted_words)
    told = [_head(marks, side, words) for side in view.sides]
    return " ".join([*told, *notes(view, words)])


def _head(marks: CorridorMarks, side: Side, words: Words) -> str:
    view, own = marks.view, marks.side(side.way)
    known = [mark for mark in own if mark.role == "value"]
    if not known:
        return next(_totals(marks, side, words))
    return words.t(
        f"corridor.head.{side.way}",
        place=view.name(view.place) if view.place else "",
        year=view.year,
        total=view.people(side.total),
        partners=words.list([mark.partner for mark in known[:LARGEST]]),
        first=known[0].partner,
        value=view.amount(known[0].value),
    )


def _told(marks: CorridorMarks, side: Side, words: Words) -> Iterator[str]:
    view, own = marks.view, marks.side(side.way)
    yield from _totals(marks, side, words)
    if not own:
        return
    for mark in own:
        if mark.role == "unknown":
            yield words.t(
                f"corridor.sum.unknown.{side.way}",
                value=view.amount(mark.value),
                share=share_words(mark.share, words.lang),
            )
    yield _compared(view, side, words)


def _totals(marks: CorridorMarks, side: Side, words: Words) -> Iterator[str]:
    view, own = marks.view, marks.side(side.way)
    place = view.name(view.place) if view.place else ""
    if not own:
        yield _nothing(view, side, words)
        return
    known = [mark for mark in own if mark.role == "value"]
    count = sum(mark.corridors for mark in own if mark.role != "unknown")
    yield view.ctx.plural(
        f"corridor.sum.{side.way}",
        count,
        place=place,
        total=view.amount(side.total),
        count=number(count, words.lang),
    )
    if known:
        named = [_named(view, mark) for mark in known[:LARGEST]]
        yield words.t("corridor.sum.largest", corridors=words.list(named))


def _named(view: Corridors, mark: CorridorMark) -> str:
    return f"{mark.partner} ({view.amount(mark.value)})"


def _nothing(view: Corridors, side: Side, words: Words) -> str:
    """Why a side has no row: the edition never has the place there, or not in this year."""
    end = "destination" if side.way == IN else "origin"
    known = view.place in corridors.places(view.ctx.store, view.measure, end)
    return words.t(
        f"corridor.none.{end}.{'year' if known else 'ever'}",
        place=view.name(view.place) if view.place else "",
        year=view.year,
        provider=_provider(view),
    )


def _compared(view: Corridors, side: Side, words: Words) -> str:
    """Whether the rows add up to the total that the provider publishes."""
    provider = _provider(view)
    if side.own is None:
        return words.t("corridor.sum.no_total", provider=provider)
    if round(side.own - side.total) == 0:
        return words.t("corridor.sum.equal", provider=provider)
    return words.t(
        "corridor.sum.differs",
        provider=provider,
        own=view.amount(side.own),
        difference=view.amount(abs(side.own - side.total)),
    )


def _provider(view: Corridors) -> str:
    return view.ctx.t(f"corridor.provider.{view.provider}")


def table(marks: CorridorMarks, words: Words) -> Table:
    """A row per corridor: from where, to where, how many, which share."""
    view = marks.view
    names = ("origin", "destination", "value", "share", "status")
    rows = [
        [
            mark.origin,
            mark.destination,
            view.amount(mark.value),
            share_words(mark.share, words.lang),
            words.t(f"js.status.{mark.status}") if mark.status else NONE,
        ]
        for mark in marks.each
    ]
    return [words.t(f"corridor.column.{name}") for name in names], rows


def legend(marks: CorridorMarks, look: Look, words: Words) -> list[Item]:
    """The sides, where both are drawn; what is folded; estimates."""
    found = []
    if len(marks.view.ways) > 1:
        place = marks.view.name(marks.view.place)
        found = [
            Item("block", words.t(f"corridor.side.{way}", place=place), colour(way, look))
            for way in marks.view.ways
        ]
    tone = str(template.colours(look)["quiet"])
    if any(mark.role != "value" for mark in marks.figured):
        found.append(Item("block", words.t("corridor.folded"), tone))
    return [*found, *looks.legend((mark.kind for mark in marks.figured), "bar", words)]
