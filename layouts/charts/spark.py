"""The course of one indicator in one place as a small drawing beside its verdict.

Two dozen of them stand on a page of a theme, each in a row of a list. As plotly figures each would
cost the browser some 50 ms and the answer some 10 kB, for a drawing without axes or words that is
not pointed at. It is drawn here as SVG of about 1 kB, which takes its colours from the style sheet;
`figure` is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import nan
from typing import NamedTuple

from data.reference_lists import Indicator
from data.verdicts import Verdict
from layouts.charts.record import Chart, Item, Look, MarksOf, Takes
from layouts.charts.tables import Table
from layouts.progress.of_area import setting_of
from layouts.progress.words import value_text
from layouts.request.context import Context
from layouts.request.keys import SETTINGS
from layouts.series.series import indicator_of
from layouts.words.values import Words

FIRST_YEAR, LAST_YEAR = 2000, 2030
WIDTH, HEIGHT = 150, 44
LEFT, RIGHT, TOP, BOTTOM = 4, 5, 5, 8
LEAST_RANGE = 0.25  # of the largest value: a hair's breadth is no leap
WAITING = {"P": "part"}  # kinds of what does not lead, by letter; any other is a doubt
CROSS_PX = 2
PUBLISHED = ("value", "apart")


class SparkMark(NamedTuple):
    """One value of the drawing: a row of the frame.

    Roles: `value` is joined to a line; `apart` may lead nothing and stands beside it. `base` and
    `latest` are what the verdict compares, `latest` without a verdict the end of the line; `target`
    and `projected` stand at the target's year.
    """

    indicator_id: str
    area_code: str
    year: int
    value: float  # as published; NaN for what the verdict works out
    drawn: float
    status: str  # SDMX letter of a published value
    kind: str  # one of record.KINDS
    leads: bool
    role: str


@dataclass(frozen=True)
class Course:
    """What a drawing is made for: an indicator in the area in focus, and its verdict if any."""

    ctx: Context
    indicator: Indicator
    found: Verdict | None

    def text(self, value: float) -> str:
        """A value of the indicator with its unit."""
        return value_text(self.ctx, self.indicator, value)


class SparkMarks(MarksOf[SparkMark, Course]):
    """Published values by year, then what the verdict makes of them."""

    shape = SparkMark
    view: Course


def marks(ctx: Context) -> SparkMarks:
    """The course of the address's indicator, with the verdict under its setting."""
    found = ctx.store.verdicts.one(ctx.indicator, ctx.state.focus, setting_of(ctx))
    return marks_of(Course(ctx, indicator_of(ctx, ctx.indicator), found))


def marks_of(view: Course) -> SparkMarks:
    """Values since 2000, or all where there are none since; forecasts are left out."""
    own = tuple(_published(view))
    return SparkMarks((*own, *_judged(view, own)), view)


def _published(view: Course) -> Iterator[SparkMark]:
    codes = (view.indicator.indicator_id, view.ctx.state.focus)
    cells = view.ctx.store.observations(codes[0], codes[1:])
    held = [cell for cell in cells if cell.value is not None and cell.obs_status != "F"]
    held = [cell for cell in held if cell.year >= FIRST_YEAR] or held
    one_leads = any(cell.leads for cell in held)
    for cell in held:
        value, status = cell.value or 0.0, cell.obs_status
        kind = "plain" if cell.leads else WAITING.get(status, "doubt")
        role = "value" if cell.leads or not one_leads else "apart"
        yield SparkMark(*codes, cell.year, value, value, status, kind, cell.leads, role)


def _judged(view: Course, own: tuple[SparkMark, ...]) -> Iterator[SparkMark]:
    """Target, projection, base and latest of a verdict; without one the end of the line."""
    found = view.found if view.found and view.found.band else None
    line = [mark for mark in own if mark.role == "value"]
    if found is None:
        if line:
            yield line[-1]._replace(role="latest")
        return
    for role, year, value in (
        ("target", found.target_year, found.target_value),
        ("projected", found.target_year, found.projected),
        ("base", found.base_year, found.base_value),
        ("latest", found.latest_year, found.latest_value),
    ):
        if value is not None:
            codes = (view.indicator.indicator_id, view.ctx.state.focus)
            yield SparkMark(*codes, year or LAST_YEAR, nan, value, "", "plain", True, role)


@dataclass(frozen=True)
class _Plot:
    """From years and values to places in the drawing."""

    years: tuple[int, int]
    low: float
    room: float

    def x(self, year: int) -> float:
        first, last = self.years
        return LEFT + (year - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (value - self.low) / self.room * (HEIGHT - TOP - BOTTOM)

    def at(self, marks: Iterable[SparkMark]) -> str:
        """Marks as the points of a line."""
        return " ".join(f"{self.x(m.year):.1f},{self.y(m.drawn):.1f}" for m in marks)


def svg(marks: SparkMarks) -> str:
    """The drawing; its words stand beside it, so it is hidden from those who do not see it."""
    plot, floor = _plot(marks), HEIGHT - BOTTOM + 3
    parts = [
        f'<line class="spark-axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{floor}" y2="{floor}"/>'
    ]
    parts += [_target(goal, plot) for goal in marks.of("target")]
    parts.append(f'<polyline class="spark-line" points="{plot.at(marks.of("value"))}"/>')
    apart = (m for m in marks.of(*PUBLISHED) if not m.leads)
    parts += [_apart(mark, plot) for mark in apart]
    ends = marks.of("latest")
    for end in marks.of("projected"):
        if ends and end.year > ends[-1].year:
            way = plot.at((ends[-1], end))
            parts.append(f'<polyline class="spark-projection" points="{way}"/>')
            parts.append(_circle("spark-end", end, plot, 2.4))
    parts += [_circle("spark-dot", mark, plot, 2.8) for mark in marks.of("base", "latest")]
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg {box} class="spark-drawing" focusable="false">{"".join(parts)}</svg>'


def _plot(marks: SparkMarks) -> _Plot:
    own = marks.of(*PUBLISHED)
    last = max(LAST_YEAR, *(mark.year for mark in (*own, *marks.of("target", "projected"))))
    values = [mark.drawn for mark in marks.each]
    low, high = min(values), max(values)
    room = max(high - low, LEAST_RANGE * (max(abs(low), abs(high)) or 1.0))
    return _Plot((own[0].year, last), (low + high - room) / 2, room)


def _target(goal: SparkMark, plot: _Plot) -> str:
    x, y = plot.x(goal.year), plot.y(goal.drawn)
    return f'<line class="spark-target" x1="{LEFT}" x2="{x:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'


def _circle(name: str, mark: SparkMark, plot: _Plot, radius: float) -> str:
    place = f'cx="{plot.x(mark.year):.1f}" cy="{plot.y(mark.drawn):.1f}"'
    return f'<circle class="{name}" {place} r="{radius}"/>'


def _apart(mark: SparkMark, plot: _Plot) -> str:
    """A value that may lead nothing: hollow, and crossed where it is doubted."""
    circle = _circle("spark-apart", mark, plot, 2.4)
    if mark.kind != "doubt":
        return circle
    x, y, size = plot.x(mark.year), plot.y(mark.drawn), CROSS_PX
    arms = (f"M{x - size:.1f} {y - way * size:.1f}l{2 * size} {2 * way * size}" for way in (1, -1))
    return f'{circle}<path class="spark-apart" d="{"".join(arms)}"/>'


def sentence(marks: SparkMarks, words: Words) -> str:
    """From the first to the last value that may lead, and where the verdict's pace ends."""
    view, line = marks.view, marks.of("value")
    ends = line if len(line) > 1 else marks.of(*PUBLISHED)
    first, last = ends[0], ends[-1]
    told = [
        words.t(
            "progress.spark.course",
            first=view.text(first.drawn),
            start=first.year,
            last=view.text(last.drawn),
            end=last.year,
        )
    ]
    for goal in marks.of("target"):
        told.append(words.t("progress.spark.target", target=view.text(goal.drawn), year=goal.year))
    for end in marks.of("projected"):
        value = view.text(end.drawn)
        told.append(words.t("progress.spark.projected", value=value, year=end.year))
    return " ".join(told)


def legend(marks: SparkMarks, look: Look, words: Words) -> list[Item]:
    """None: the words beside the drawing say what its parts are."""
    return []


def table(marks: SparkMarks, words: Words) -> Table:
    """A row per published value, the newest first."""
    head = [words.t(f"verdict.{key}") for key in ("year", "value")]
    own = reversed(marks.of(*PUBLISHED))
    return head, [[str(mark.year), marks.view.text(mark.drawn)] for mark in own]


CHART = Chart(
    id="spark",
    pages=("theme",),
    order=30,
    takes=Takes(opens=1, most=1, forms=("absolute",), axes=("linear",), options=SETTINGS),
    marks=marks,
    figure=None,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=(),
)
