"""What an address asks of a map: series, part of the world, classes, and what each place shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from layouts.charts import palettes, world_map
from layouts.charts.asked import NoNumbers
from layouts.charts.breaks import Scheme, read_limits, scheme_of
from layouts.charts.map_spark import Courses
from layouts.charts.match import NONE, NOTHING, NOWHERE, OLD, REASONS, ZERO, Matched, matched
from layouts.charts.record import JSON, Chart, Heading, Look
from layouts.charts.regions import members
from layouts.request.context import Context
from layouts.series.breakdowns import breakdown_text
from layouts.series.counted import COUNTRY
from layouts.series.doubts import Reasons, cell_reasons
from layouts.series.leading import leading_values, leads
from layouts.series.series import Series, header, series_of, unit_short, unit_text
from layouts.words.values import Unit, Words

if TYPE_CHECKING:
    from layouts.charts.map_rows import MapMarks

ESTIMATED = "E"  # SDMX letter of a value that is estimated or modelled
LEVELS = {kind: -1 - i for i, kind in enumerate(NOTHING)}  # numbers of the kinds of nothing


@dataclass(frozen=True)
class MapView:
    """The choices that a map is drawn with, and what follows from them for every year.

    Arrays are of years x places, the years those of the series, the places those of `codes`.

    Attributes:
        ctx: the address.
        series: the series, whose `year` is the one shown.
        codes: every place that a map has, whatever the part of the world.
        inside: columns of the places in the part of the world that is drawn, by their code.
    """

    ctx: Context
    series: Series
    codes: tuple[str, ...]
    inside: tuple[int, ...]

    @cached_property
    def scheme(self) -> Scheme:
        """The classes, of all countries and years, so that a colour means the same in each."""
        series, option = self.series, self.ctx.state.option
        return scheme_of(
            leading_values(self.ctx, series.matrix)[:, list(series.countries)],
            series.indicator.kind,
            option("breaks"),
            int(option("classes")),
            read_limits(option("limits")),
        )

    @cached_property
    def found(self) -> Matched:
        """Which row of the series each place shows."""
        matrix, mode = self.series.matrix, self.ctx.state.option("match")
        return matched(matrix, self.codes, mode, self.led)

    @property
    def years(self) -> tuple[int, ...]:
        """Years with values."""
        return self.series.matrix.years_with_values()

    @property
    def first(self) -> int:
        """The year of the first row of the arrays."""
        return int(self.series.matrix.years[0])

    @cached_property
    def columns(self) -> npt.NDArray[np.intp]:
        """Columns of the places in the series; -1 for those it lacks."""
        at = {code: i for i, code in enumerate(self.series.matrix.areas)}
        return np.array([at.get(code, NOWHERE) for code in self.codes], dtype=np.intp)

    @cached_property
    def countries(self) -> npt.NDArray[np.bool_]:
        """Which of the places of the part of the world drawn are countries, not territories."""
        areas = self.ctx.reference.areas
        return np.array([areas[self.codes[i]].kind == COUNTRY for i in self.inside], dtype=bool)

    def of_shown(self, cells: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """Of an array like the values of the series, the cell that each place shows.

        Where it shows none, any cell.
        """
        return cells[np.maximum(self.found.shown, 0), self.columns]

    @cached_property
    def numbers(self) -> npt.NDArray[np.float64]:
        """The values shown; NaN where there is none."""
        held = self.of_shown(self.series.matrix.values).astype(np.float64)
        return np.where(self.found.shown == NOWHERE, np.nan, held)

    @cached_property
    def apart(self) -> npt.NDArray[np.bool_]:
        """Whether the value shown is drawn apart: doubted, or of a part of a year or to come."""
        led = self.of_shown(self.series.matrix.leads).astype(bool)
        return (self.found.shown != NOWHERE) & ~led

    @cached_property
    def estimated(self) -> npt.NDArray[np.bool_]:
        """Whether the value shown is estimated or modelled, and not drawn apart."""
        letters = self.of_shown(self.series.matrix.status)
        return (self.found.shown != NOWHERE) & (letters == ord(ESTIMATED)) & ~self.apart

    @cached_property
    def leads(self) -> npt.NDArray[np.bool_]:
        """Whether the value shown leads, with what the reader lets lead."""
        led = self.of_shown(self.led).astype(bool)
        return (self.found.shown != NOWHERE) & led

    @cached_property
    def led(self) -> npt.NDArray[np.bool_]:
        """Which cells of the series lead, with what the reader lets lead."""
        return leads(self.ctx, self.series.matrix)

    @cached_property
    def courses(self) -> Courses:
        """The years of every place, for tooltips."""
        return Courses(self)

    @cached_property
    def reasons(self) -> Reasons:
        """Why values are doubted, by area and year."""
        matrix = self.series.matrix
        return cell_reasons(self.ctx, matrix.indicator_id, matrix.source_id, matrix.breakdown)

    @cached_property
    def levels(self) -> npt.NDArray[np.int8]:
        """The class of the value shown, from 0; below zero a kind of nothing, see LEVELS."""
        found = np.searchsorted(np.array(self.scheme.uppers), self.numbers, side="left")
        if self.scheme.zero:
            found = np.where(self.numbers == 0, LEVELS[ZERO], found)
        nothing = np.where(self.found.older == NOWHERE, LEVELS[NONE], LEVELS[OLD])
        for reason in REASONS:
            nothing = np.where(self.found.letters == ord(reason), LEVELS[reason], nothing)
        return np.where(self.found.shown == NOWHERE, nothing, found).astype(np.int8)

    def colours(self, dark: bool) -> list[str]:
        """A colour for each class."""
        palette, direction = self.ctx.state.option("palette"), self.series.indicator.direction
        return palettes.of_classes(self.scheme, palette, direction, dark)

    @property
    def empty(self) -> bool:
        """Whether no class holds anything: all values are zero, or none leads."""
        return np.isnan(self.scheme.lowest)

    @property
    def region(self) -> str:
        """The part of the world that is drawn; a key of regions.py."""
        return self.ctx.state.option("region")

    @cached_property
    def unit(self) -> Unit:
        """The unit as published."""
        ctx, series = self.ctx, self.series
        return Unit(unit_text(ctx, series), unit_short(ctx, series), series.indicator.decimals)

    @cached_property
    def head(self) -> dict[str, Any]:
        """What is said of the series; see layouts/series/series.py."""
        return header(self.ctx, self.series)

    def source(self) -> str:
        """Source, edition and licence, and what the provider notes."""
        return f"{self.head['source']} {self.head['note']}".strip()

    def heading(self, chart: Chart[Any], marks: MapMarks, words: Words) -> Heading:
        """What stands around the figure of a year."""
        from layouts.charts import map_words  # here: it reads rows, which know their view

        year, part = marks.year, self.series.matrix.breakdown.replace("=", "-")
        named = (self.series.indicator.indicator_id, part, self.ctx.state.option("layout"))
        own = replace(self.ctx.state, indicator=named[0], year=year)
        title = map_words.title(self, year, words)
        return Heading(
            name="-".join(name for name in ("throughline", *named, str(year)) if name),
            drawn=f"{named[0]}|{year}",
            title=title,
            subtitle=map_words.subtitle(self, year, words),
            caption=f"{title} ({self.unit.text})",
            notes=[
                words.t("count.brackets"),
                *map_words.notes(marks, words),
                words.t("map.note"),
                words.t("note.kosovo"),
            ],
            own=own,
            csv=f"/export/{chart.id}.csv?{own.href().partition('?')[2]}&page={own.path}",
        )

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the controls of a map follow the address."""
        return {}

    @property
    def limits_wrong(self) -> bool:
        """Whether a reader's own bounds are asked for and what they typed are no numbers."""
        option = self.ctx.state.option
        return option("breaks") == "own" and not read_limits(option("limits"))

    @cached_property
    def label(self) -> str:
        """The indicator, with the part of what it counts."""
        ctx, series = self.ctx, self.series
        part = breakdown_text(ctx, series.matrix.breakdown)
        return ctx.listed(text for text in (series.indicator.text("label", ctx.lang), part) if text)


def map_series(ctx: Context) -> Series | None:
    """The series and breakdown that an address of a map shows; None where there are no numbers."""
    indicator_id = ctx.indicator
    asked = ctx.state.option("breakdown")
    known = ctx.store.breakdowns(indicator_id)
    return series_of(ctx, indicator_id, asked if asked in known else "") if indicator_id else None


def view_of(ctx: Context) -> MapView:
    """Read an address for a map.

    Raises:
        NoNumbers: the tables hold no series of the indicator.
    """
    series = map_series(ctx)
    if series is None:
        raise NoNumbers(ctx.indicator)
    places = world_map.listed(ctx.reference.areas)
    codes = tuple(area.area_code for area in places)
    own = set(members(ctx.state.option("region"), places))
    inside = tuple(sorted((i for i, c in enumerate(codes) if c in own), key=codes.__getitem__))
    return MapView(ctx, series, codes, inside)
