"""Rows of the table page as the browser takes them: codes by column, and what the codes mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any

import numpy as np

from data.arithmetic.measures import MEASURES
from data.quality import flags_of
from data.query import Ranks, Selection, Table
from data.reference_lists import AS_PUBLISHED
from layouts.request.context import Context
from layouts.series.breakdowns import breakdown_text
from layouts.series.doubts import cell_reasons
from layouts.series.series import indicator_of
from layouts.table.filters import Asked
from layouts.words.doubts import flag_name
from layouts.words.format import sort_key
from layouts.words.text import has_text
from layouts.words.units import unit_key

BLOCK = 100  # rows in one answer; the browser code asks for as many
CODED = {
    "observations": (
        *("indicator", "area", "unit", "breakdown", "status", "quality", "source", "vintage"),
    ),
    "flows": ("measure", "origin", "destination", "status", "source", "vintage"),
}
Label = Callable[[Context, str], str]


def answer(ctx: Context, asked: Asked, table: Table, chosen: Selection, start: int) -> dict:
    """One block of rows from place `start`, with the number of all rows found.

    `columns` holds a list a column: codes, years, values (None without a number); `names` what
    the codes of these rows mean in the language of the page.
    """
    rows = chosen.page(start, start + BLOCK)
    values = table.columns["value"][rows]
    columns: dict[str, list[Any]] = {
        name: _texts(table, name, rows) for name in CODED[asked.table]
    } | {
        "year": table.columns["year"][rows].tolist(),
        "value": [None if np.isnan(v) else v for v in values.tolist()],
    }
    names = {
        name: {code: label(ctx, code) for code in dict.fromkeys(columns[name])}
        for name, label in LABELS.items()
        if name in columns
    }
    if asked.table == "observations":
        pairs = zip(columns["unit"], columns["indicator"], columns["source"], strict=True)
        columns["unit"] = [unit_words(ctx, *pair) for pair in pairs]
        known = [indicator_of(ctx, i).sdg_indicator for i in columns["indicator"]]
        columns["sdg"] = known
        columns["quality_reason"] = row_reasons(ctx, columns)
    else:
        columns["unit"] = [ctx.t(f"unit.{MEASURES[m][0]}") for m in columns["measure"]]
    return {"count": len(chosen), "total": len(table), "columns": columns, "names": names}


def looser(asked: Asked, count: Callable[[str], int]) -> dict[str, int]:
    """How many rows each filter alone keeps out: rows found without it, most first."""
    found = {key: count(key) for key in asked.parts}
    return dict(sorted(((k, n) for k, n in found.items() if n), key=lambda pair: -pair[1]))


def ranks(ctx: Context, table: Table, order: Iterable[tuple[str, bool]]) -> Ranks:
    """For the columns to sort by that show words: the place of each code among the words.

    With codes on screen the codes' own order holds.
    """
    if ctx.state.option("labels") == "codes":
        return {}
    found = {}
    for column, _ in order:
        if column in LABELS:
            words = [sort_key(LABELS[column](ctx, code)) for code in table.names[column]]
            place = np.zeros(len(words), dtype=np.int16)
            place[sorted(range(len(words)), key=words.__getitem__)] = np.arange(len(words))
            found[column] = place
    return found


def indicator_words(ctx: Context, indicator_id: str) -> str:
    """An indicator's short name; a provider's own title where we have none."""
    return indicator_of(ctx, indicator_id).text("label", ctx.lang)


def area_words(ctx: Context, area_code: str) -> str:
    """An area's short name."""
    area = ctx.reference.areas.get(area_code)
    return area.text("short", ctx.lang) if area else area_code


def source_words(ctx: Context, source_id: str) -> str:
    """A source's title."""
    source = ctx.reference.sources.get(source_id)
    return source.title if source else source_id


def measure_words(ctx: Context, measure: str) -> str:
    """What a measure of the flows counts, in a few words."""
    name = measure.removesuffix("_cases")
    words = ctx.t(f"table.measure.{name}")
    return words if name == measure else ctx.t("table.cases", measure=words)


def quality_words(ctx: Context, quality: str) -> str:
    """The flags of a row, each in a few words."""
    return ctx.listed(flag_name(flag, ctx.lang) for flag in flags_of(quality))


def row_reasons(ctx: Context, columns: Mapping[str, list[Any]]) -> list[str]:
    """Why each of some rows is flagged, in words; "" for a row without flags."""
    names = ("indicator", "source", "breakdown", "quality", "area", "year")
    held = cache(partial(cell_reasons, ctx))
    return [
        held(indicator, source, breakdown).get((area, year), "") if quality else ""
        for indicator, source, breakdown, quality, area, year in zip(
            *(columns[name] for name in names), strict=True
        )
    ]


def breakdown_words(ctx: Context, breakdown: str) -> str:
    """The total, or a part of it such as women."""
    own = f"table.breakdown.{breakdown or 'total'}"
    return ctx.t(own) if has_text(own) else breakdown_text(ctx, breakdown)


def unit_words(ctx: Context, unit: str, indicator_id: str, source_id: str) -> str:
    """A unit in words, also a provider's own."""
    info = ctx.store.series_info(indicator_id, source_id) if unit == AS_PUBLISHED else None
    own = unit_key(str(info.get("provider_unit", "")), str(info["title"])) if info else unit
    return ctx.t(f"unit.{own}")


def _texts(table: Table, column: str, rows: np.ndarray) -> list[str]:
    return list(map(table.names[column].__getitem__, table.columns[column][rows]))


LABELS: dict[str, Label] = {
    "indicator": indicator_words,
    "measure": measure_words,
    "area": area_words,
    "origin": area_words,
    "destination": area_words,
    "breakdown": breakdown_words,
    "quality": quality_words,
    "source": source_words,
}
