"""Which doubts the page of doubts lists: those that its address asks for, and their numbers.

Grain: one row per flagged cell and flag. A doubt keeps its value from leading; a caution does not
(data/quality.py). The page and its files are made from this, so that they hold the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from data.doubts import Doubt
from data.quality import CAUTIONS, DOUBTS, FLAGS
from data.reference_lists import AS_PUBLISHED
from data.store import Matrix
from layouts.request.context import Context
from layouts.series.groups import spread
from layouts.words.doubts import reason
from layouts.words.units import unit_key

FIRST_ROWS = 50  # of a list that is not asked for whole
MOST_ROWS = 2_000  # of the whole list on the page; files hold all
Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Flagged:
    """One flag of one cell in words.

    `value` is None where the tables hold no number for the cell; `unit_short` is the unit as it
    stands right behind a number.
    """

    doubt: Doubt
    value: float | None
    status: str
    unit: str
    unit_short: str
    why: str

    @property
    def level(self) -> str:
        """`doubt` or `caution`."""
        return level_of(self.doubt.flag)


def level_of(flag: str) -> str:
    """Whether a flag is a `doubt`, which keeps its value from leading, or a `caution`."""
    return "caution" if flag in CAUTIONS else "doubt"


def flags_asked(ctx: Context) -> tuple[str, ...]:
    """The flags of the list: the one that is asked for, else those of all doubts."""
    asked = ctx.state.option("flag")
    return (asked,) if asked else tuple(flag for flag in FLAGS if flag in DOUBTS)


def places(ctx: Context, flags: tuple[str, ...], without: str = "") -> Places:
    """Places of the doubts that an address asks for; `without` leaves one filter out.

    `without` is `provider`, `indicator` or `areas`. One flag after the other, in the order of
    FLAGS: what cannot be comes before what is only small or not yet a whole year.
    """
    state = ctx.state
    found = [
        ctx.store.mapped.doubts.find(
            (flag,),
            indicator_id="" if without == "indicator" else state.indicator,
            source_id="" if without == "provider" else state.option("provider"),
            areas=() if without == "areas" else spread(ctx, state.areas),
        )
        for flag in FLAGS
        if flag in flags
    ]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.intp)


def most_shown(ctx: Context) -> int:
    """How many rows the page shows at the most."""
    return MOST_ROWS if ctx.state.option("rows") == "all" else FIRST_ROWS


def rows(ctx: Context, at: Places) -> Iterator[Flagged]:
    """The doubts at some places, each with its value and its reason in the page's language."""
    titles = {name: source.title for name, source in ctx.reference.sources.items()}

    @cache
    def matrix(indicator_id: str, source_id: str, breakdown: str) -> Matrix | None:
        return ctx.store.matrix(indicator_id, source_id, breakdown)

    for doubt in ctx.store.mapped.doubts.records(at):
        held = matrix(doubt.indicator_id, doubt.source_id, doubt.breakdown)
        value, status = held.cell(doubt.area_code, doubt.year) if held else (None, "")
        why = reason(doubt.flag, doubt.figures, ctx.lang, titles)
        unit = held.unit if held else ""
        yield Flagged(doubt, value, status, unit, _unit_short(ctx, doubt.indicator_id, unit), why)


def _unit_short(ctx: Context, indicator_id: str, unit: str) -> str:
    if unit == AS_PUBLISHED:
        info = ctx.store.series_info(indicator_id) or {}
        unit = unit_key(str(info.get("provider_unit", "")), str(info.get("title", "")))
    return ctx.t(f"unit_short.{unit}") if unit else ""
