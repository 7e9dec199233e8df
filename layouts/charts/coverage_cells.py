"""The cells of a chart of coverage: the kind of value of each place and year, and its words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from layouts.charts.over_years import tooltip
from layouts.charts.record import Mark, Marks
from layouts.charts.rows import missing_text, value_text
from layouts.request.context import Context
from layouts.words.values import COMPACT, Words


def countries(ctx: Context) -> dict[str, str]:
    """The region of every country and territory, in the order of the reference list."""
    return {area.area_code: area.region_code for area in ctx.reference.countries()}


@dataclass(frozen=True)
class Region:
    """Countries and territories of one M49 region; code "" for those that belong to none.

    `kinds` has the kind of every cell, places by years: one of GAPS, or "" where nothing was
    published. `texts` says each of them in words.
    """

    code: str
    areas: tuple[str, ...]
    known: tuple[str, ...]  # of its places with a value in some year
    kinds: npt.NDArray[np.str_]
    texts: list[list[str]]


@dataclass(frozen=True)
class Coverage:
    """How much of the world a series covers, counted from its marks: countries and territories."""

    marks: Marks

    @cached_property
    def held(self) -> dict[str, dict[int, Mark]]:
        """The marks of each place by year; {} for a place without values."""
        found: dict[str, dict[int, Mark]] = {c: {} for c in countries(self.marks.view.ctx)}
        for mark in self.marks.each:
            found[mark.area_code][mark.year] = mark
        return found

    @cached_property
    def counts(self) -> dict[int, int]:
        """Places with a value by year, years in which none has one left out."""
        years: dict[int, int] = defaultdict(int)
        for mark in self.marks.each:
            years[mark.year] += 1
        return dict(sorted(years.items()))

    @property
    def kinds(self) -> set[str]:
        """Those that occur."""
        found = {_kind(mark) for mark in self.marks.each}
        return found | {"reason" for _, year in self._letters if year in self.counts}

    @property
    def known(self) -> tuple[str, ...]:
        """Codes of the places with a value in at least one year."""
        return tuple(code for code, own in self.held.items() if own)

    @property
    def years(self) -> range:
        """From the first year with a value to the last."""
        return range(min(self.counts), max(self.counts) + 1)

    def regions(self, words: Words) -> list[Region]:
        """The regions, the largest first, with their cells; that of no region last."""
        by_code: dict[str, list[str]] = defaultdict(list)
        for code, region in countries(self.marks.view.ctx).items():
            by_code[region].append(code)
        order = sorted(by_code, key=lambda code: (not code, -len(by_code[code]), code))
        return [self._region(code, tuple(by_code[code]), words) for code in order]

    def _region(self, code: str, areas: tuple[str, ...], words: Words) -> Region:
        cells = [[self._cell(area, year, words) for year in self.years] for area in areas]
        kinds = np.array([[kind for kind, _ in row] for row in cells])
        texts = [[text for _, text in row] for row in cells]
        return Region(code, areas, tuple(a for a in areas if self.held[a]), kinds, texts)

    def _cell(self, area: str, year: int, words: Words) -> tuple[str, str]:
        """Kind of a cell, and its value with all that marks it, or why it has none."""
        mark = self.held[area].get(year)
        if mark:
            value = words.value(mark.drawn, self.marks.view.main.told.unit, COMPACT)
            text = value_text(words, value, mark.status, mark.kind, mark.reason)
            return _kind(mark), tooltip(text)
        letter = self._letters.get((area, year), 0)
        return "reason" if letter else "", missing_text(words, letter)

    @cached_property
    def _letters(self) -> dict[tuple[str, int], int]:
        """What was published in the place of a value, by place and year."""
        block = self.marks.view.main.block
        found = np.argwhere(np.isnan(block.published) & (block.letters > 0)).tolist()
        first = int(block.years[0])
        return {(block.codes[k], first + i): int(block.letters[i, k]) for i, k in found}


def _kind(mark: Mark) -> str:
    """How a value looks; a break in the series says nothing of the value itself."""
    return "plain" if mark.kind == "break" else mark.kind
