"""Rows of the table page as they are shown: each cell worded, as names, codes or both."""

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
from layouts.words.doubts import SIGNIFICANT, WHOLE, figure, flag_name
from layouts.words.format import sort_key, trimmed
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


def cells(ctx: Context, asked: Asked, table: Table, chosen: Selection, start: int) -> dict:
    """The cells of one block of rows from place `start`: a list a column.

    Texts as they are shown. `exact` is what they leave out: of a value its further digits, None
    where there are none, False where a row has no value.
    """
    rows = chosen.page(start, start + BLOCK)
    codes = {name: _texts(table, name, rows) for name in CODED[asked.table]}
    values = table.columns["value"][rows].tolist()
    years = table.columns["year"][rows].tolist()
    labels = ctx.state.option("labels")
    found: dict[str, list[Any]] = {
        name: _labelled(partial(LABELS[name], ctx), column, labels) if name in LABELS else column
        for name, column in codes.items()
    }
    letters = codes["status"]
    pairs = list(zip(values, letters, strict=True))
    found["year"] = years
    found["value"] = [value_words(ctx, *pair) for pair in pairs]
    found["exact"] = [exact(value) for value in values]
    if labels != "codes":
        found["status"] = [_status_words(ctx, *pair) for pair in pairs]
    if asked.table == "observations":
        units = zip(codes["unit"], codes["indicator"], codes["source"], strict=True)
        found["unit"] = [unit_words(ctx, *unit) for unit in units]
        found["sdg"] = [indicator_of(ctx, i).sdg_indicator for i in codes["indicator"]]
        found["quality_reason"] = row_reasons(ctx, codes | {"year": years})
    else:
        found["unit"] = [ctx.t(f"unit.{MEASURES[m][0]}") for m in codes["measure"]]
    return found


def _labelled(label: Callable[[str], str], codes: list[str], labels: str) -> list[str]:
    """Codes as names, as they are, or both where the name says more."""
    if labels == "codes":
        return codes
    words = {code: label(code) for code in dict.fromkeys(codes)}
    if labels == "both":
        words = {c: f"{w} ({c})" if c and w != c else w for c, w in words.items()}
    return [words[code] for code in codes]


def value_words(ctx: Context, value: float, letter: str) -> str:
    """A number as it was published, short of digits that nobody reads; without one, why."""
    if np.isnan(value):
        return _status_words(ctx, value, letter)
    return figure(value, ctx.lang) if abs(value) < 1 else trimmed(value, ctx.lang, _decimals(value))


def _status_words(ctx: Context, value: float, letter: str) -> str:
    missing = np.isnan(value)
    return ctx.t(f"js.missing.{letter or 'O'}" if missing else f"js.status.{letter or 'A'}")


def exact(value: float) -> float | bool | None:
    """All digits of a value where its words leave some out."""
    if np.isnan(value):
        return False
    shown = float(f"{value:.{SIGNIFICANT}g}") if abs(value) < 1 else round(value, _decimals(value))
    return None if shown == value else value


def _decimals(value: float) -> int:
    return 1 if abs(value) >= WHOLE else 3


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
