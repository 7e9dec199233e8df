"""The marks of a calculation: what one verdict is made of, and the view that names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from math import nan
from typing import Any, NamedTuple

from data.verdicts import Verdict
from layouts.charts.record import JSON, Chart, Heading, Look, MarksOf
from layouts.progress.opened import DROPPED, OpenedVerdict
from layouts.progress.words import means, value_text
from layouts.request.context import Context
from layouts.request.pages import PAGES
from layouts.series.doubts import cell_reasons
from layouts.series.series import source_line, unit_text
from layouts.words.values import Words

NOT_DRAWN = ("no_number", "forecast")
CELLS = ("used", "dropped", "missing")  # roles of what a provider published
ENDS = ("base", "latest")  # roles of the two values that a verdict compares


class VerdictMark(NamedTuple):
    """One cell, or one value that the verdict works out: a row of the frame.

    Roles: `used` and `dropped` are published values; `missing` a cell without a number or with a
    forecast, which table and file hold and the figure does not. `base` and `latest` are the two
    values compared, means where the verdict rests on means. `target` is the value to reach by its
    year; `path` the way that needs and `projection` the way the pace leads, a mark a year.
    """

    indicator_id: str
    area_code: str
    year: int
    value: float  # as published; NaN for a cell without a number and for what is worked out
    drawn: float  # in the published unit; NaN for `missing`
    status: str  # SDMX letter of a cell; "" for what is worked out
    quality: str  # flags of a cell, joined by ";"
    reason: str  # why it is doubted or to be read with caution, in words
    kind: str  # how sure a value is: one of record.KINDS
    leads: bool  # whether the verdict may rest on it
    role: str
    use: str  # of a cell: see data.progress.calculation.Point
    spoken: str  # the text of tooltip and keyboard walk, in lines


@dataclass(frozen=True)
class Opened:
    """The view of a calculation: one verdict, opened."""

    ctx: Context
    verdict: OpenedVerdict

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        verdict, state = self.verdict, self.ctx.state
        indicator, area = verdict.indicator, verdict.area
        own = replace(state, indicator=indicator.indicator_id)
        query = own.href().partition("?")[2]
        return Heading(
            name=self.name,
            drawn=verdict.state,
            title=words.t(
                f"charts.{chart.id}.title",
                indicator=indicator.text("label", words.lang),
                area=area.text("short", words.lang),
            ),
            subtitle=unit_text(self.ctx, verdict.series) if verdict.series else "",
            caption=words.t("verdict.points_caption"),
            notes=[*means_told(marks), *dropped_told(marks)],
            own=own,
            csv=f"/export/{own.page}.csv?{query}&page={PAGES[own.page].path}",
        )

    @property
    def name(self) -> str:
        """Of the files of this verdict, without ending."""
        verdict = self.verdict
        area = verdict.area.area_code.replace(":", "")
        setting = astuple(verdict.setting)
        return "-".join(("throughline", verdict.indicator.indicator_id, area, *setting))

    def source(self) -> str:
        """See record.View."""
        series = self.verdict.series
        return source_line(self.ctx, series) if series else ""

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the controls of a verdict are links of its page."""
        return {}

    def value(self, value: float) -> str:
        """A value of the indicator with its unit."""
        return value_text(self.ctx, self.verdict.indicator, value)


class CalculationMarks(MarksOf[VerdictMark, Opened]):
    """Published cells by year, then the two values compared, target, path and projection."""

    shape = VerdictMark
    view: Opened


def marks_of(view: Opened) -> CalculationMarks:
    """Every cell of the series in the area, and what the verdict makes of them."""
    return CalculationMarks((*_cells(view), *_ends(view), *_ways(view)), view)


def means_told(marks: MarksOf[VerdictMark, Opened]) -> list[str]:
    """That the two values compared are means; [] where they are not."""
    found = marks.view.verdict.found
    return means(marks.view.ctx, found) if found and marks.of(*ENDS) else []


def dropped_told(marks: MarksOf[VerdictMark, Opened]) -> list[str]:
    """How many values do not count; [] where all do."""
    count = len(marks.of("dropped"))
    return [marks.view.ctx.t("verdict.dropped_count", count=count)] if count else []


def _cells(view: Opened) -> Iterator[VerdictMark]:
    ctx, verdict = view.ctx, view.verdict
    series = verdict.series
    if series is None:
        return
    matrix, code = series.matrix, verdict.area.area_code
    reasons = cell_reasons(ctx, matrix.indicator_id, matrix.source_id)
    for point in verdict.points:
        number = nan if point.value is None else point.value
        hidden = point.use in NOT_DRAWN or point.value is None
        dropped = point.use in DROPPED
        yield VerdictMark(
            matrix.indicator_id,
            code,
            point.year,
            number,
            nan if hidden else number,
            point.obs_status,
            matrix.flags_at(code, point.year),
            reasons.get((code, point.year), ""),
            "doubt" if point.use == "doubted" else "plain",
            not dropped,
            "missing" if hidden else "dropped" if dropped else "used",
            point.use,
            "" if hidden else f"{point.year}: {view.value(number)}\n{role_words(view, point.use)}",
        )


def role_words(view: Opened, use: str) -> str:
    """What a cell is to the verdict: base, latest, between, or dropped and why."""
    ctx, found = view.ctx, view.verdict.found
    if use in DROPPED:
        reason = ctx.t(f"verdict.dropped.{use}")
        return ctx.t("verdict.role.dropped", reason=reason)
    prefix = "mean_" if use and _rests_on_means(found) else ""
    return ctx.t(f"verdict.role.{prefix}{use or 'used'}")


def _rests_on_means(found: Verdict | None) -> bool:
    return found is not None and "mean_of_years" in found.flags


def _made(view: Opened, role: str, year: int, value: float, name: str) -> VerdictMark:
    """A value that the verdict works out or is held against."""
    text = view.ctx.t("progress.pair", label=name, value=view.value(value))
    codes = (view.verdict.indicator.indicator_id, view.verdict.area.area_code)
    return VerdictMark(*codes, year, nan, value, "", "", "", "plain", True, role, "", text)


def _ends(view: Opened) -> Iterator[VerdictMark]:
    """Base and latest as they enter the verdict, where there is one."""
    found = view.verdict.found
    if not found or not found.band:
        return
    for role in ENDS:
        year, value = getattr(found, f"{role}_year"), getattr(found, f"{role}_value")
        if year is not None and value is not None:
            yield _made(view, role, year, value, end_words(view, role, year))


def end_words(view: Opened, role: str, year: int) -> str:
    """What base or latest is called in the figure."""
    mean = "mean_" if _rests_on_means(view.verdict.found) else ""
    return view.ctx.t(f"verdict.mark.{mean}{role}", year=year)


def _ways(view: Opened) -> Iterator[VerdictMark]:
    """The target, the way it needs where it is not reached, and the way the pace leads."""
    found, worked, ctx = view.verdict.found, view.verdict.worked, view.ctx
    if found and found.target_value is not None and found.target_year is not None:
        name = ctx.t("verdict.trace.target")
        yield _made(view, "target", found.target_year, found.target_value, name)
    arrived = found is not None and {"met", "lost_target"} & set(found.flags)
    for role, line in (
        ("path", () if arrived else worked.line_to_target),
        ("projection", worked.projection),
    ):
        name = ctx.t(f"verdict.trace.{role}")
        for year, value in line:
            yield _made(view, role, year, value, f"{year}, {name}")
