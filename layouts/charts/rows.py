"""Rows of marks from the numbers of a chart: one row per value drawn, with its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

import numpy as np

from layouts.charts.asked import Asked, Part
from layouts.charts.forms import TOTAL
from layouts.charts.record import Mark
from layouts.series.doubts import cell_reasons
from layouts.words.values import Words

KIND_OF = {"E": "estimate", "P": "part", "F": "forecast", "B": "break"}
WHY_NONE = ("M", "L", "Q", "O")  # letters that say why there is no value
Names = Mapping[str, str]


def names_of(asked: Asked) -> dict[str, str]:
    """Names of the places drawn in the page's language; of the summary, of how many it is."""
    ctx, codes = asked.ctx, asked.places.codes
    areas = ctx.reference.areas
    names = {c: areas[c].text("short", ctx.lang) for c in codes if c != TOTAL}
    if asked.total != "none":
        count = len(asked.places.every)
        names[TOTAL] = ctx.t(f"js.compare.total.{asked.total}", count=count)
    return names


def rows_of(
    asked: Asked,
    role: Callable[[str], str],
    years: Collection[int] | None = None,
) -> tuple[Mark, ...]:
    """Every value of the chart's series that can be drawn, by series, place and year.

    Where the axis is logarithmic, values of zero and below are left out.

    Args:
        asked: the choices, with the numbers in the form drawn.
        role: what a place is to the chart: value, context ... The summary is named by how it is
            made, whatever this says.
        years: only these; all where None.
    """
    names = names_of(asked)
    parts = (_rows(asked, part, names, role, years) for part in asked.parts)
    return tuple(mark for rows in parts for mark in rows)


def _rows(
    asked: Asked,
    part: Part,
    names: Names,
    role: Callable[[str], str],
    years: Collection[int] | None,
) -> Iterator[Mark]:
    block, words, unit = part.block, Words(asked.ctx.lang), part.told.unit
    usable = ~np.isnan(block.drawn) & ((block.drawn > 0) | (not asked.log))
    matrix = part.cells.matrix
    reasons = cell_reasons(asked.ctx, part.of.indicator_id, matrix.source_id, matrix.breakdown)
    label = f", {part.told.label}" if part.name == "second" else ""
    for at, row in np.argwhere(usable.T).tolist():
        code, year = block.codes[at], row + int(block.years[0])
        if years is not None and year not in years:
            continue
        letter = chr(block.letters[row, at] or 32).strip()
        doubted, drawn = bool(block.doubted[row, at]), float(block.drawn[row, at])
        kind = "doubt" if doubted else KIND_OF.get(letter, "plain")
        if code == TOTAL:
            quality, reason = "", words.t("js.doubts.of_parts") if doubted else ""
        else:
            reason = reasons.get((code, year), "")
            quality = matrix.flags_at(code, year) if reason else ""
        text = value_text(words, words.value(drawn, unit), letter, kind, reason)
        yield Mark(
            part.of.indicator_id,
            code,
            names[code],
            year,
            float(block.published[row, at]),
            drawn,
            letter,
            quality,
            reason,
            kind,
            bool(block.leads[row, at]),
            part.name,
            asked.total if code == TOTAL else role(code),
            f"{names[code]}{label}, {year}: {text}",
        )


def value_text(words: Words, value: str, letter: str, kind: str, reason: str) -> str:
    """A value in words with its status, and why it is doubted or to be read with caution."""
    why = reason_text(words, reason, kind)
    return value + status_text(words, letter, kind) + (why and f". {why}")


def missing_text(words: Words, letter: int) -> str:
    """Why there is no value, by the letter published in its place; that there is none without."""
    name = chr(letter)
    return words.t(f"js.missing.{name if name in WHY_NONE else 'none'}")


def status_text(words: Words, letter: str, kind: str, *further: str) -> str:
    """What stands in brackets behind a value: its status, that it is doubted, and more."""
    found = [words.t(f"js.status.{letter}")] if letter not in ("", "A") else []
    found += [*([words.t("js.doubts.mark")] if kind == "doubt" else []), *further]
    return f" ({', '.join(found)})" if found else ""


def reason_text(words: Words, reason: str, kind: str) -> str:
    """The reason as a sentence that says whether it is a doubt or a caution; "" without one."""
    key = "why" if kind in ("doubt", "part", "forecast") else "caution"
    return words.t(f"js.doubts.{key}", reason=reason) if reason else ""
