"""Themes against the Sustainable Development Goals: what is counted in each cell, and the way in.

An indicator stands once in the row of a theme, under the goal of its own target, so that the
cells of a row add up to the theme's bar.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from data.catalog import Goal, Theme
from data.progress.bands import COMMON
from data.progress.themes import UNJUDGED
from layouts.pieces.components import section
from layouts.progress.bands import look
from layouts.progress.groups import Group, Spread
from layouts.progress.of_area import ThemeRow, goal_of, ordered
from layouts.progress.words import area_name, counts_in_words, place
from layouts.request.context import Context
from layouts.verdicts.bars import downloads
from layouts.verdicts.look import symbol
from layouts.verdicts.spread import class_look, shares_in_words, spread_legend


@dataclass(frozen=True)
class Cell:
    """The indicators of one theme under one goal.

    `indicators` holds kind (band, not_assessed, context), band ("" without one) and id of each;
    context ones are counted apart and never judged.
    """

    theme: Theme
    goal_id: str
    counts: tuple[tuple[str, int], ...]
    context: int
    indicators: tuple[tuple[str, str, str], ...]

    @property
    def assessed(self) -> int:
        """Indicators with a verdict."""
        return sum(count for band, count in self.counts if band)

    @property
    def assessable(self) -> int:
        """Indicators that a verdict can be asked for."""
        return sum(count for _, count in self.counts)


def cells(ctx: Context, row: ThemeRow) -> dict[str, Cell]:
    """The cells of one theme by goal; a goal without an indicator has none."""
    members: dict[str, list[tuple[str, str, str]]] = {}
    for indicator_id, found, reason in row.progress.votes:
        goal = goal_of(ctx, ctx.reference.indicators[indicator_id])
        band = found.band if found else ""
        kind = "context" if reason in UNJUDGED else "band" if band else "not_assessed"
        if goal:
            members.setdefault(goal, []).append((kind, band, indicator_id))
    return {goal: _counted(ctx, row.theme, goal, found) for goal, found in members.items()}


def _counted(ctx: Context, theme: Theme, goal: str, found: list[tuple[str, str, str]]) -> Cell:
    kinds = Counter(kind for kind, _, _ in found)
    bands = Counter(band for kind, band, _ in found if kind == "band")
    counts = ordered(ctx, bands, kinds["not_assessed"])
    return Cell(theme, goal, counts, kinds["context"], tuple(found))


def matrix_section(ctx: Context, rows: tuple[ThemeRow, ...]) -> Component:
    """The part of the front page that crosses themes with goals."""
    found = [cells(ctx, row) for row in rows]
    used = [goal for goal in ctx.reference.goals if any(goal in row for row in found)]
    head = html.Tr(
        [
            html.Th(ctx.t("progress.table.theme"), scope="col"),
            *(_goal_head(ctx, goal, goal.goal_id in used) for goal in ctx.reference.goals.values()),
        ]
    )
    group = Group(ctx) if place(ctx) != "country" else None
    body = [_row(ctx, row, own, group) for row, own in zip(rows, found, strict=True)]
    caption = ctx.t("progress.matrix.caption", area=area_name(ctx))
    return section(
        ctx.t("progress.matrix.title"),
        html.Div(
            html.Table(
                [html.Caption(caption), html.Thead(head), html.Tbody(body)],
                className="matrix",
                style={"--wide": len(used)},
            ),
            className="table-wrap matrix-wrap",
            tabIndex="0",
            role="region",
            **{"aria-label": caption},
        ),
        *([spread_legend(ctx)] if group and group.members else []),
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


def _row(ctx: Context, row: ThemeRow, found: dict[str, Cell], group: Group | None) -> Component:
    name = row.theme.text("short", ctx.lang)
    href = f"{ctx.link_to('theme', row.theme.slug)}#progress"
    return html.Tr(
        [
            html.Th(html.A(name, href=href), scope="row"),
            *(html.Td(_cell(ctx, found.get(goal), group)) for goal in ctx.reference.goals),
        ]
    )


def _cell(ctx: Context, cell: Cell | None, group: Group | None) -> list[Component]:
    if cell is None:
        return [
            html.Span("\u2013", className="empty-cell", **{"aria-hidden": "true"}),
            html.Span(ctx.t("progress.matrix.empty"), className="visually-hidden"),
        ]
    words = cell_words(ctx, cell)
    inner: list[Component] = []
    spread = _spread(cell, group)
    if spread:
        inner = [_strip(_shares(ctx, spread))]
        inner.append(html.Small(ctx.t("progress.matrix.countries"), **{"aria-hidden": "true"}))
        shares = shares_in_words(ctx, spread, "countries")
        told = ctx.t("progress.matrix.spread", shares=shares, verdicts=spread.verdicts)
        words = f"{words}. {told}"
    elif cell.assessable:
        inner = [
            _strip([(look(band), str(n), n) for band, n in cell.counts]),
            html.Span(f"{cell.assessed}/{cell.assessable}", **{"aria-hidden": "true"}),
        ]
    if cell.context:
        inner.append(
            html.Small(
                ctx.t("progress.matrix.context", count=cell.context), **{"aria-hidden": "true"}
            )
        )
    href = f"{ctx.link_to('theme', cell.theme.slug, goal=cell.goal_id)}#progress"
    return [
        html.A(
            [*inner, html.Span(words, className="visually-hidden")],
            href=href,
            className="matrix-cell",
            title=words,
        )
    ]


def _spread(cell: Cell, group: Group | None) -> Spread | None:
    """The spread of a group's countries, for a cell without any verdict on the group itself."""
    if group is None or not group.members or cell.assessed:
        return None
    spread = group.spread(i for kind, _, i in cell.indicators if kind != "context")
    return spread if any(spread.countries[name] for name in COMMON) else None


def _shares(ctx: Context, spread: Spread) -> list[tuple[str, str, int]]:
    return [
        (class_look(name), str(share), share) for name, share in spread.shares("countries") if share
    ]


def _strip(parts: list[tuple[str, str, int]]) -> Component:
    """Looks, texts and weights as a strip; hidden words beside it say the same."""
    return html.Span(
        [
            html.Span([symbol(), text], className=f"sliver {style}", style={"flexGrow": weight})
            for style, text, weight in parts
        ],
        className="strip",
        **{"aria-hidden": "true"},
    )


def cell_words(ctx: Context, cell: Cell) -> str:
    """One cell in words."""
    parts = [counts_in_words(ctx, cell.counts)] if cell.assessed else []
    unassessed = cell.assessable - cell.assessed
    if unassessed:
        what = ctx.t("verdict.not_assessed").lower()
        parts.append(ctx.t("progress.count", count=unassessed, what=what))
    if cell.context:
        parts.append(
            ctx.t("progress.count", count=cell.context, what=ctx.t("reason.context").lower())
        )
    goal = ctx.reference.goals[cell.goal_id].text("short", ctx.lang)
    return ctx.t(
        "progress.matrix.cell",
        theme=cell.theme.text("short", ctx.lang),
        goal=f"{cell.goal_id} {goal}",
        counts=ctx.listed(parts),
    )
