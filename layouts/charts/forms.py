"""Numbers as charts draw them: some places of a series, summed up, per head, as index or share.

All arithmetic is on arrays of years x places; NaN is no value, and stays none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from data.arithmetic.concepts import Concept
from data.quality import WAITING
from layouts.series.cells import Cells

TOTAL = "OTH:SUM"  # stands for all places drawn
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_WAITING = np.array([ord(letter) for letter in sorted(WAITING)], dtype=np.uint8)


@dataclass(frozen=True)
class Block:
    """Some places of one series over its years. Arrays are years x places.

    `published` is as the provider has it, `drawn` in the form asked for. `letters` are SDMX letters
    as bytes, 0 where nothing was published. `doubted` values have a flag against them; `leads` says
    which may lead, as the reader wants it. The last place may be TOTAL, which nobody publishes.
    """

    years: npt.NDArray[np.int64]
    codes: tuple[str, ...]
    published: Floats
    drawn: Floats
    letters: npt.NDArray[np.uint8]
    leads: Flags
    doubted: Flags

    def at(self, year: int) -> int | None:
        """Row of a year; None outside the series."""
        row = year - int(self.years[0])
        return row if 0 <= row < len(self.years) else None

    def of(self, codes: Collection[str]) -> Block:
        """Only these places, and TOTAL where there is one, in the order of the block."""
        at = [i for i, code in enumerate(self.codes) if code in codes or code == TOTAL]
        if len(at) == len(self.codes):
            return self
        arrays = ("published", "drawn", "letters", "leads", "doubted")
        kept = {name: getattr(self, name)[:, at] for name in arrays}
        return replace(self, codes=tuple(self.codes[i] for i in at), **kept)


def block_of(cells: Cells, codes: Sequence[str]) -> Block:
    """The places of a series that it has, in the order given, as published."""
    held = tuple(code for code in codes if code in cells.column)
    at = [cells.column[code] for code in held]
    matrix = cells.matrix
    values, letters = matrix.values[:, at], matrix.status[:, at]
    waits = np.isin(letters, _WAITING)
    doubted = ~np.isnan(values) & ~matrix.leads[:, at] & ~waits
    years = np.arange(cells.first, cells.last + 1)
    return Block(years, held, values, values, letters, cells.led[:, at], doubted)


def aligned(cells: Cells | None, like: Block) -> Floats:
    """Values of another series in the years and places of a block; NaN where it has none."""
    out = np.full(like.published.shape, np.nan)
    if cells is None:
        return out
    first, last = max(cells.first, int(like.years[0])), min(cells.last, int(like.years[-1]))
    held = [(i, cells.column[c]) for i, c in enumerate(like.codes) if c in cells.column]
    if first > last or not held:
        return out
    to, at = (list(part) for part in zip(*held, strict=True))
    start = int(like.years[0])
    rows = slice(first - cells.first, last - cells.first + 1)
    out[first - start : last - start + 1, to] = cells.matrix.values[rows][:, at]
    return out


def like(block: Block, cells: Cells) -> Block:
    """Another series, as published, in the years and places of a block; empty where it has none."""
    other = block_of(cells, block.codes)
    first = max(int(other.years[0]), int(block.years[0]))
    last = min(int(other.years[-1]), int(block.years[-1]))
    at = [block.codes.index(code) for code in other.codes]

    def placed(held: npt.NDArray[Any], empty: Any) -> npt.NDArray[Any]:
        out = np.full(block.published.shape, empty, dtype=held.dtype)
        if first <= last and at:
            to = slice(first - int(block.years[0]), last - int(block.years[0]) + 1)
            out[to, at] = held[first - int(other.years[0]) : last - int(other.years[0]) + 1]
        return out

    values = placed(other.published, np.nan)
    return replace(
        block,
        published=values,
        drawn=values,
        letters=placed(other.letters, 0),
        leads=placed(other.leads, False),
        doubted=placed(other.doubted, False),
    )


def with_total(block: Block, how: str, weights: Floats) -> Block:
    """The block and one more place that stands for all; a year in which one lacks stays empty.

    It leads where all its parts do. Its letter is that of its least sure part; a forecast or a
    part-year among them makes it provisional.
    """
    letters, held = block.letters, block.doubted | np.isin(block.letters, _WAITING)
    waits = np.isin(letters, _WAITING).any(axis=1)
    estimated = (letters == ord("E")).any(axis=1)
    letter = np.where(waits, ord("P"), np.where(estimated, ord("E"), ord("A"))).astype(np.uint8)
    made = _summary(block.drawn, how, weights)
    return replace(
        block,
        codes=(*block.codes, TOTAL),
        published=np.column_stack([block.published, np.full(len(made), np.nan)]),
        drawn=np.column_stack([block.drawn, made]),
        letters=np.column_stack([letters, letter]),
        leads=np.column_stack([block.leads, block.leads.all(axis=1)]),
        doubted=np.column_stack([block.doubted, held.any(axis=1) & ~waits]),
    )


def _summary(values: Floats, how: str, weights: Floats) -> Floats:
    """Sum, weighted mean or median of each year; NaN where one place has no value or weight."""
    if how == "sum":
        return values.sum(axis=1)
    if how == "median":
        return np.median(values, axis=1)
    weights = np.where(weights > 0, weights, np.nan)
    return (values * weights).sum(axis=1) / weights.sum(axis=1)


def in_form(block: Block, form: str, base: int, of: Concept, people: Floats) -> Block:
    """The block with what is drawn in one of record.FORMS.

    Args:
        block: values as published, with a sum or a mean where one is asked for.
        form: index and change start from the year `base`, at a value that leads.
        base: that year.
        of: concept of the indicator: what a value per head is expressed in.
        people: inhabitants, of the shape of the block.
    """
    drawn = block.drawn
    if form == "capita":
        heads = np.where(people > 0, people, np.nan)
        drawn = drawn * of.factor / heads * of.per
    elif form == "share":
        whole = np.nansum(drawn, axis=1, keepdims=True)
        drawn = drawn / np.where(whole > 0, whole, np.nan) * 100
    elif form in ("index", "change"):
        start = _start(block, base)
        drawn = (
            drawn - start if form == "change" else drawn / np.where(start > 0, start, np.nan) * 100
        )
    return replace(block, drawn=drawn)


def _start(block: Block, base: int) -> Floats:
    """Values of the base year that lead, by place; NaN where there is none."""
    row = block.at(base)
    if row is None:
        return np.full(len(block.codes), np.nan)
    return np.where(block.leads[row], block.drawn[row], np.nan)
