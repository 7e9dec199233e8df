"""What nobody knows: indicators of the themes without a number of the area since 2017."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from data.holdings import holding
from data.progress.rules import CONSULTED
from data.progress.themes import distinct_series
from layouts.profile.reading import Reader
from layouts.profile.records import ABSENT, Grid, Row, Section, Sentence, Told
from layouts.series.series import indicator_of

HELD = "held"
NO_GAP = ("not_asked", "no_event")  # reasons of data/holdings.py that are no gap of knowledge


def unknown(reader: Reader) -> Section:
    """The section of a country: counts over all themes, and a line a theme with what it lacks."""
    ctx, links = reader.ctx, reader.ctx.state.links
    by_theme = {
        theme_id: tuple(_asked(reader, distinct_series(ctx.reference, theme_id, links)))
        for theme_id in ctx.reference.themes
    }
    once = tuple({row.indicator_id: row for rows in by_theme.values() for row in rows}.values())
    lines = tuple(_line(reader, theme_id, rows) for theme_id, rows in by_theme.items())
    head = tuple(ctx.t(f"profile.unknown.{k}") for k in ("theme", "without", "of", "which"))
    grid = Grid("unknown", ctx.t("profile.unknown.caption"), head, lines)
    return Section("unknown", "profile.unknown.title", tuple(_told(reader, once)), (grid,))


def _asked(reader: Reader, indicators: Iterable[str]) -> Iterator[Row]:
    """Indicators that the area could have: none that ask others only, no record of no event."""
    rows = (_row(reader, indicator_id) for indicator_id in indicators)
    return (row for row in rows if row.note not in NO_GAP)


def _row(reader: Reader, indicator_id: str) -> Row:
    """Whether an indicator has a number since 2017; `note` why not, a reason or the last year."""
    own = holding(reader.store, indicator_id)
    latest = own.latest.get(reader.code)
    known = latest is not None and latest.year >= CONSULTED
    why = f"{latest.year}" if latest else own.why(reader.store, reader.code)
    return Row(
        indicator_id, own.source_id, reader.code, latest.year if latest else None,
        made=ABSENT, note=HELD if known else why,
    )  # fmt: skip


def lacking(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Those without a number since 2017."""
    return tuple(row for row in rows if row.note != HELD)


def _told(reader: Reader, once: tuple[Row, ...]) -> Iterator[Sentence]:
    without = lacking(once)
    never = tuple(row for row in without if row.year is None)
    here = tuple(row for row in never if row.source_id == "")
    if not without:
        yield reader.say("profile.unknown.nothing", total=_n(reader, "all", once))
        return
    yield reader.say(
        "profile.unknown.count",
        total=_n(reader, "all", once),
        without=_n(reader, "without", without),
        never=_n(reader, "never", never),
        here=reader.here,
    )
    if here:
        yield reader.say("profile.unknown.not_held", held=_n(reader, "not_held", here))


def _n(reader: Reader, name: str, rows: Sequence[Row]) -> Told:
    return reader.counted("unknown", rows, name)


def _line(reader: Reader, theme_id: str, rows: tuple[Row, ...]) -> tuple[Told, ...]:
    ctx = reader.ctx
    without = lacking(rows)
    names = [indicator_of(ctx, row.indicator_id).text("label", ctx.lang) for row in without]
    name = ctx.reference.themes[theme_id].text("short", ctx.lang)
    counts = (_n(reader, f"{theme_id}:without", without), _n(reader, f"{theme_id}:of", rows))
    return (Told(name), *counts, Told(ctx.t("progress.list_mark").join(names), without))
