"""The calculation of one verdict: what counts, what was left out, target, way to it, projection."""

from __future__ import annotations

from layouts.charts import looks, template
from layouts.charts.calculation_figure import figure
from layouts.charts.record import Chart, Item, Look, Takes
from layouts.charts.tables import NONE, Table
from layouts.charts.verdict_marks import (
    CELLS,
    CalculationMarks,
    Opened,
    VerdictMark,
    dropped_told,
    marks_of,
    means_told,
    role_words,
)
from layouts.progress.opened import verdict_of
from layouts.request.context import Context
from layouts.request.keys import SETTINGS
from layouts.words.values import Words

TAKES = Takes(
    years="all",
    opens=1,
    most=1,
    forms=("absolute",),
    axes=("linear",),
    options=SETTINGS,
    draws=("targets", "doubts"),
)
NAMED = {"status": "AEPB", "missing": "MLQO"}  # letters that have words, by kind of cell
SIGNS = {"target": "dotted", "path": "path", "projection": "projection", "used": "solid"}


def marks(ctx: Context) -> CalculationMarks:
    """Every cell of the series in the area, and what the verdict makes of them."""
    return marks_of(Opened(ctx, verdict_of(ctx)))


def sentence(marks: CalculationMarks, words: Words) -> str:
    """From what to what, where it leads, and how many values were left out."""
    view, told = marks.view, []
    ends = {mark.role: mark for mark in marks.each if mark.role in ("base", "latest", "target")}
    if "base" in ends and "latest" in ends:
        base, latest = ends["base"], ends["latest"]
        told.append(
            words.t(
                "verdict.summary",
                base=view.value(base.drawn),
                base_year=base.year,
                latest=view.value(latest.drawn),
                latest_year=latest.year,
            )
        )
        told += means_told(marks)
    elif held := marks.of("used", "dropped"):
        years = {"first": held[0].year, "last": held[-1].year}
        told.append(view.ctx.plural("verdict.summary_points", len(held), **years))
    if way := marks.of("projection"):
        value = view.value(way[-1].drawn)
        told.append(words.t("progress.spark.projected", value=value, year=way[-1].year))
    if goal := ends.get("target"):
        value = view.value(goal.drawn)
        told.append(words.t("progress.spark.target", target=value, year=goal.year))
    return " ".join([*told, *dropped_told(marks)])


def legend(marks: CalculationMarks, look: Look, words: Words) -> list[Item]:
    """What the lines and marks are, for those that are drawn."""
    tone, roles = template.colours(look), {mark.role for mark in marks.each}
    colour = {"target": tone["target"], "path": tone["target"], "projection": tone["accent"]}
    items = [
        Item(sign, words.t(f"verdict.trace.{role}"), colour.get(role, ""))
        for role, sign in SIGNS.items()
        if role in roles
    ]
    dropped = marks.of("dropped")
    if any(mark.kind == "plain" for mark in dropped):
        items.append(Item("circle-open", words.t("verdict.trace.dropped"), tone["soft"]))
    return [*items, *looks.legend((mark.kind for mark in dropped), "mark", words)]


def table(marks: CalculationMarks, words: Words) -> Table:
    """A row per published cell, the newest first: value, status, and what it is to the verdict."""
    head = [words.t(f"verdict.{key}") for key in ("year", "value", "status", "role")]
    return head, [_row(mark, marks.view, words) for mark in reversed(marks.of(*CELLS))]


def _row(mark: VerdictMark, view: Opened, words: Words) -> list[str]:
    empty = mark.value != mark.value
    kind = "missing" if empty else "status"
    named = mark.status in NAMED[kind]
    return [
        str(mark.year),
        NONE if empty else view.value(mark.value),
        words.t(f"js.{kind}.{mark.status}") if named else mark.status,
        role_words(view, mark.use),
    ]


CHART = Chart(
    id="calculation",
    pages=("verdict",),
    order=1,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
)
