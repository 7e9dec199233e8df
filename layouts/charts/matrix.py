"""Themes against the Sustainable Development Goals: how many indicators stand where.

It is a table of numbers with signs, each a way into a theme, so it is drawn as one, by
layouts/verdicts/matrix.py; `figure` is None. An indicator stands once in the row of a theme, under
the goal of its own target, so that the cells of a row add up to the theme's bar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from data.progress.bands import COMMON
from data.progress.themes import UNJUDGED
from layouts.charts.record import Chart, Item, Look, MarksOf, Takes
from layouts.charts.tables import NONE, Table
from layouts.progress.groups import Group
from layouts.progress.of_area import ThemeRow, goal_of, ordered, theme_rows
from layouts.progress.words import counts_in_words, place
from layouts.request.context import Context
from layouts.request.pages import SETTINGS
from layouts.words.values import Words


class MatrixMark(NamedTuple):
    """What is counted in one cell: a row of the frame, and for indicators of the file.

    Roles: `band` counts indicators with a verdict of one class, `not_assessed` those without,
    `context` those that none is asked for. `members` counts verdicts on the countries of a group by
    common class, where the group itself has none; "" is the class of what is not assessed.
    """

    theme_id: str
    goal_id: str
    band: str  # of `members` a common class
    number: int
    share: int  # of `members` in per cent, whole numbers that add up to 100; else 0
    indicator_ids: tuple[str, ...]  # () for `members`
    role: str


@dataclass(frozen=True)
class Crossing:
    """The view of the matrix: the themes in the area in focus."""

    ctx: Context
    rows: Sequence[ThemeRow]


class MatrixMarks(MarksOf[MatrixMark, Crossing]):
    """Theme by theme and goal by goal; within a cell as the theme lists its indicators."""

    shape = MatrixMark
    view: Crossing

    @cached_property
    def cells(self) -> dict[tuple[str, str], Cell]:
        """The cells by theme and goal; a pair without an indicator has none."""
        found: dict[tuple[str, str], list[MatrixMark]] = {}
        for mark in self.each:
            found.setdefault((mark.theme_id, mark.goal_id), []).append(mark)
        return {key: Cell(self.view.ctx, tuple(own)) for key, own in found.items()}


@dataclass(frozen=True)
class Cell:
    """The marks of one theme under one goal; context indicators are counted apart."""

    ctx: Context
    marks: tuple[MatrixMark, ...]

    def count(self, *roles: str) -> int:
        """Indicators of some roles."""
        return sum(mark.number for mark in self.marks if mark.role in roles)

    @property
    def assessed(self) -> int:
        """Indicators with a verdict."""
        return self.count("band")

    @property
    def assessable(self) -> int:
        """Indicators that a verdict can be asked for."""
        return self.count("band", "not_assessed")

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Band and count from best to worst, "" for not assessed."""
        bands = {mark.band: mark.number for mark in self.marks if mark.role == "band"}
        return ordered(self.ctx, bands, self.count("not_assessed"))

    @property
    def members(self) -> tuple[MatrixMark, ...]:
        """Verdicts on the countries of a group, by class."""
        return tuple(mark for mark in self.marks if mark.role == "members")

    def words(self) -> str:
        """What is counted in it."""
        ctx, first = self.ctx, self.marks[0]
        parts = [counts_in_words(ctx, self.counts)] if self.assessed else []
        left = ((self.count("not_assessed"), "verdict.not_assessed"),)
        for count, what in (*left, (self.count("context"), "reason.context")):
            if count:
                parts.append(ctx.t("progress.count", count=count, what=ctx.t(what).lower()))
        goal = ctx.reference.goals[first.goal_id].text("short", ctx.lang)
        return ctx.t(
            "progress.matrix.cell",
            theme=ctx.reference.themes[first.theme_id].text("short", ctx.lang),
            goal=f"{first.goal_id} {goal}",
            counts=ctx.listed(parts),
        )


def marks(ctx: Context) -> MatrixMarks:
    """The themes in the area in focus, under the setting of the address."""
    return marks_of(Crossing(ctx, theme_rows(ctx)))


def marks_of(view: Crossing) -> MatrixMarks:
    """Every cell of some themes; with the members of a group where it has no verdict of its own."""
    group = Group(view.ctx) if place(view.ctx) != "country" else None
    each: list[MatrixMark] = []
    for row in view.rows:
        for goal, own in _counted(view.ctx, row).items():
            each += own
            if group and group.members and not any(mark.role == "band" for mark in own):
                each += _members(group, row.theme.theme_id, goal, own)
    return MatrixMarks(tuple(each), view)


def _counted(ctx: Context, row: ThemeRow) -> dict[str, list[MatrixMark]]:
    """Indicators of a theme by goal, role and band."""
    held: dict[str, dict[tuple[str, str], list[str]]] = {}
    for indicator_id, found, reason in row.progress.votes:
        goal = goal_of(ctx, ctx.reference.indicators[indicator_id])
        band = found.band if found else ""
        role = "context" if reason in UNJUDGED else "band" if band else "not_assessed"
        if goal:
            held.setdefault(goal, {}).setdefault((role, band), []).append(indicator_id)
    theme = row.theme.theme_id
    return {
        goal: [
            MatrixMark(theme, goal, band, len(ids), 0, tuple(ids), role)
            for (role, band), ids in kinds.items()
        ]
        for goal, kinds in held.items()
    }


def _members(
    group: Group, theme_id: str, goal: str, own: Sequence[MatrixMark]
) -> Iterator[MatrixMark]:
    """Shares of verdicts on the countries of a group; nothing where none has one."""
    spread = group.spread(i for m in own if m.role != "context" for i in m.indicator_ids)
    if not any(spread.countries[name] for name in COMMON):
        return
    for name, share in spread.shares("countries"):
        yield MatrixMark(theme_id, goal, name, spread.countries[name], share, (), "members")


def sentence(marks: MatrixMarks, words: Words) -> str:
    """In how many cells a theme and a goal meet, and in how many something is judged."""
    cells = marks.cells.values()
    judged = Counter(cell.assessed > 0 for cell in cells)[True]
    return words.t("charts.matrix.summary", cells=len(cells), judged=judged)


def legend(marks: MatrixMarks, look: Look, words: Words) -> list[Item]:
    """None: what the signs mean stands once on the page, above the bars of themes."""
    return []


def table(marks: MatrixMarks, words: Words) -> Table:
    """A row per theme, a column per goal: assessed of assessable indicators."""
    ctx, cells = marks.view.ctx, marks.cells
    goals = ctx.reference.goals.values()
    names = (f"{goal.goal_id} {goal.text('short', words.lang)}" for goal in goals)
    rows = []
    for row in marks.view.rows:
        own = (_text(cells.get((row.theme.theme_id, goal.goal_id))) for goal in goals)
        rows.append([row.theme.text("short", words.lang), *own])
    return [words.t("progress.table.theme"), *names], rows


def _text(cell: Cell | None) -> str:
    return f"{cell.assessed}/{cell.assessable}" if cell else NONE


CHART = Chart(
    id="matrix",
    pages=("themes",),
    order=40,
    takes=Takes(
        indicators=0, opens=1, most=1, forms=("absolute",), axes=("linear",),
        options=("links", *SETTINGS),
    ),
    marks=marks,
    figure=None,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=(),
)  # fmt: skip
