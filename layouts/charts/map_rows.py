"""Rows of a map: one for each place of the part of the world drawn, with what is shown there."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from data.quality import WAITING
from layouts.charts.map_view import LEVELS, MapView
from layouts.charts.match import NOTHING, NOWHERE, REASONS, VALUE, ZERO
from layouts.charts.record import MarksOf
from layouts.charts.rows import KIND_OF
from layouts.series.counted import Counted, share_text
from layouts.words.values import Words

PUBLISHED = "A"  # status of a value without a letter of its own


class Place(NamedTuple):
    """What a map shows for one place in the year asked: one row of the frame, table and file."""

    area_code: str
    area: str  # its short name in the page's language
    year: int | None  # the value's own; without a value that of the last one before; None for none
    value: float  # as published; NaN where none is shown
    shown_as: str  # value, or a kind of nothing of match.py
    level: int  # its class, from 0; below zero the kind of nothing
    status: str  # SDMX letter of the value; without one the provider's reason
    quality: str  # flags of data/quality.py, joined by ";"
    reason: str  # why it is doubted or to be read with caution, in words
    kind: str  # one of KINDS of record.py: how sure it is
    leads: bool  # whether it may be called highest or lowest; never without a value
    role: str = "value"

    @property
    def known(self) -> bool:
        """Whether a value is shown; zero is one."""
        return self.shown_as in (VALUE, ZERO)


class MapMarks(MarksOf[Place, MapView]):
    """The rows of one year by code of the place, with the choices they were made with.

    They are cut out of the view's arrays when first asked for: the words of seventy years need few
    of them.
    """

    shape = Place
    view: MapView
    year: int

    def __init__(self, view: MapView, year: int) -> None:
        """The rows of a year of a view."""
        self.__dict__.update(view=view, year=year)

    @cached_property
    def each(self) -> tuple[Place, ...]:
        """Every row."""
        return tuple(map(self.place, range(len(self.view.inside))))

    def place(self, i: int) -> Place:
        """The i-th row."""
        return self.at(self.view.inside[i])

    def at(self, at: int) -> Place:
        """What the place at a position of `view.codes` shows, whatever the part of the world."""
        view, row = self.view, self.year - self.view.first
        code = view.codes[at]
        level, number = int(view.levels[row, at]), float(view.numbers[row, at])
        shown = int(view.found.shown[row, at])
        name = view.ctx.reference.areas[code].text("short", view.ctx.lang)
        if shown == NOWHERE:
            older, byte = int(view.found.older[row, at]), int(view.found.letters[row, at])
            status = chr(byte) if chr(byte) in REASONS else ""
            year = None if older == NOWHERE else older + view.first
            kind = NOTHING[-1 - level]
            return Place(code, name, year, number, kind, level, status, "", "", "plain", False)
        matrix, column, year = view.series.matrix, view.columns[at], shown + view.first
        letter = chr(matrix.status[shown, column] or ord(PUBLISHED))
        doubted = bool(view.apart[row, at]) and letter not in WAITING
        return Place(
            code,
            name,
            year,
            number,
            VALUE if level >= 0 else ZERO,
            level,
            letter,
            matrix.flags[matrix.quality[shown, column]],
            view.reasons.get((code, year), ""),
            "doubt" if doubted else KIND_OF.get(letter, "plain"),
            bool(view.leads[row, at]),
        )

    @cached_property
    def numbers(self) -> npt.NDArray[np.float64]:
        """The values of the rows; NaN where none is shown."""
        return self.view.numbers[self.year - self.view.first, self.view.inside]

    @cached_property
    def led(self) -> npt.NDArray[np.intp]:
        """Numbers of the rows whose value leads, the lowest first."""
        leads = self.view.leads[self.year - self.view.first, self.view.inside]
        found = np.flatnonzero(leads)
        return found[np.argsort(self.numbers[found], kind="stable")]

    def among(self, chosen: npt.NDArray[np.bool_]) -> Counted:
        """How many countries and territories some of the rows are, chosen by their place."""
        countries = int(np.count_nonzero(chosen & self.view.countries))
        return Counted(countries, int(np.count_nonzero(chosen)) - countries)

    def placed(self, words: Words) -> str:
        """Of how many countries and territories a value is shown, in words."""
        known = ~np.isnan(self.numbers)
        return share_text(self.among(known), self.among(np.ones_like(known)), words.lang)

    @property
    def count(self) -> int:
        """How many rows have a value."""
        return int(np.count_nonzero(~np.isnan(self.numbers)))

    @cached_property
    def unsure(self) -> list[Place]:
        """The rows whose value is drawn apart."""
        return [self.place(i) for i in np.flatnonzero(self.apart).tolist()]

    @cached_property
    def estimated(self) -> npt.NDArray[np.bool_]:
        """Which rows have a value with a class that is estimated or modelled, and not apart."""
        return self.here(self.view.estimated) & (self.here(self.view.levels) >= 0)

    @cached_property
    def apart(self) -> npt.NDArray[np.bool_]:
        """Which rows have a value that is drawn apart."""
        return self.here(self.view.apart)

    def here(self, cells: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Of an array of the view, the cells of the rows."""
        return cells[self.year - self.view.first, self.view.inside]

    @cached_property
    def _by_level(self) -> dict[int, Counted]:
        low, high = min(LEVELS.values()), len(self.view.scheme.uppers)
        levels = self.here(self.view.levels).astype(np.intp) - low
        every, own = (
            np.bincount(found, minlength=high - low).tolist()
            for found in (levels, levels[self.view.countries])
        )
        pairs = zip(every, own, strict=True)
        return {k: Counted(n, both - n) for k, (both, n) in enumerate(pairs, start=low)}

    def of_level(self, level: int) -> Counted:
        """How many rows are of a class or kind of nothing."""
        return self._by_level[level]

    def of_years(self, first: int, last: int) -> Counted:
        """How many rows show a value of some years."""
        shown = self.here(self.view.found.shown)
        own = (shown != NOWHERE) & (shown >= first - self.view.first)
        return self.among(own & (shown <= last - self.view.first))

    @cached_property
    def years(self) -> dict[int, int]:
        """How many rows show a value of each year, the newest first."""
        shown = self.view.found.shown[self.year - self.view.first, self.view.inside]
        rows, counts = np.unique(shown[shown != NOWHERE], return_counts=True)
        pairs = zip((rows + self.view.first).tolist(), counts.tolist(), strict=True)
        return dict(sorted(pairs, reverse=True))
