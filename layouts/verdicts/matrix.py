"""The matrix of themes and goals as a table: signs, numbers and words made from its record's marks.

What is counted stands in layouts/charts/matrix.py.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Goal
from layouts.charts import matrix
from layouts.charts.matrix import Cell, MatrixMarks
from layouts.pieces.components import phone_fold, section
from layouts.progress.bands import look
from layouts.progress.of_area import ThemeRow
from layouts.progress.words import area_name, place
from layouts.request.context import Context
from layouts.verdicts.bars import downloads
from layouts.verdicts.spread import class_look, shares_in_words, spread_legend, strip
from layouts.words.values import Words


def matrix_section(ctx: Context, rows: tuple[ThemeRow, ...]) -> Component:
    """The part of the front page that crosses themes with goals."""
    marks = matrix.marks_of(matrix.Crossing(ctx, rows))
    used = {goal for _, goal in marks.cells}
    head = html.Tr(
        [
            html.Th(ctx.t("progress.table.theme"), scope="col"),
            *(_goal_head(ctx, goal, goal.goal_id in used) for goal in ctx.reference.goals.values()),
        ]
    )
    body = [_row(ctx, row, marks) for row in rows]
    caption = ctx.t("progress.matrix.caption", area=area_name(ctx))
    return section(
        ctx.t("progress.matrix.title"),
        phone_fold(
            ctx.t("progress.matrix.show"),
            html.Div(
                html.Table(
                    [html.Caption(caption), html.Thead(head), html.Tbody(body)],
                    className="matrix",
                    style={"--wide": len(used)},
                ),
                className="table-wrap matrix-wrap",
                tabIndex="0",
                role="group",
                **{"aria-label": caption},
            ),
            *([spread_legend(ctx)] if any(cell.members for cell in marks.cells.values()) else []),
        ),
        html.P(matrix.sentence(marks, Words(ctx.lang)), className="summary"),
        downloads(ctx, "matrix"),
        id_="matrix",
        lead=ctx.t(f"progress.matrix.lead.{place(ctx)}"),
    )


def _goal_head(ctx: Context, goal: Goal, used: bool) -> Component:
    """A goal's number and name; only its number is seen where no theme reaches it."""
    name = goal.text("short", ctx.lang)
    return html.Th(
        [
            html.Span(goal.goal_id, className="goal-number"),
            html.Span(f" {name}", className="goal-name" if used else "visually-hidden"),
        ],
        scope="col",
        className="" if used else "goal-unused",
        title=name,
    )


def _row(ctx: Context, row: ThemeRow, marks: MatrixMarks) -> Component:
    name = row.theme.text("short", ctx.lang)
    href = f"{ctx.link_to('theme', row.theme.slug)}#progress"
    cells = (
        _cell(ctx, row, goal, marks.cells.get((row.theme.theme_id, goal)))
        for goal in ctx.reference.goals
    )
    return html.Tr([html.Th(html.A(name, href=href), scope="row"), *map(html.Td, cells)])


def _cell(ctx: Context, row: ThemeRow, goal: str, cell: Cell | None) -> list[Component]:
    if cell is None:
        return [
            html.Span("\u2013", className="empty-cell", **{"aria-hidden": "true"}),
            html.Span(ctx.t("progress.matrix.empty"), className="visually-hidden"),
        ]
    words = cell.words()
    inner: list[Component] = []
    if cell.members:
        held = [mark for mark in cell.members if mark.share]
        inner = [strip([(class_look(m.band), str(m.share), m.share) for m in held])]
        inner.append(html.Small(ctx.t("progress.matrix.countries"), **{"aria-hidden": "true"}))
        shares = shares_in_words(ctx, ((m.band, m.share) for m in cell.members))
        verdicts = sum(m.number for m in cell.members)
        words = f"{words}. {ctx.t('progress.matrix.spread', shares=shares, verdicts=verdicts)}"
    elif cell.assessable:
        inner = [
            strip([(look(band), str(n), n) for band, n in cell.counts]),
            html.Span(f"{cell.assessed}/{cell.assessable}", **{"aria-hidden": "true"}),
        ]
    if context := cell.count("context"):
        text = ctx.t("progress.matrix.context", count=context)
        inner.append(html.Small(text, **{"aria-hidden": "true"}))
    href = f"{ctx.link_to('theme', row.theme.slug, goal=goal)}#progress"
    told = html.Span(words, className="visually-hidden")
    return [html.A([*inner, told], href=href, className="matrix-cell", title=words)]
