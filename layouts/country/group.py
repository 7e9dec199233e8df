"""What the page of a group has beside that of a country: how its members fare, and who they are."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.charts.board_rows import board_of
from layouts.country.links import place_link
from layouts.pieces.components import details
from layouts.pieces.components import section as titled
from layouts.pieces.finding import PARTS, TOTAL, finding, scope
from layouts.pieces.record_card import record_card
from layouts.progress.groups import Group
from layouts.progress.of_area import ThemeRow, theme_rows
from layouts.progress.words import place
from layouts.request.context import Context
from layouts.series.groups import moved, note, whose_members
from layouts.verdicts.settings import settings
from layouts.verdicts.spread import standing_bars, standing_counted, standing_legend
from layouts.words.format import sort_key

FEW = 60  # members whose matrix stands open


def group_parts(ctx: Context) -> list[Component]:
    """Shares of verdicts, shares of countries and of people by theme, the matrix, the members."""
    group = Group(ctx)
    if not group.members:
        return []
    rows = theme_rows(ctx)
    marks = board_of(ctx, rows)
    links = dict.fromkeys((*PARTS, TOTAL), "#country_matrix-table")
    return [
        titled(
            ctx.t("country.standing"),
            finding(ctx, marks, f"finding.{place(ctx)}", links),
            scope(ctx, marks),
            settings(ctx),
            standing_legend(ctx),
            html.Ul([_theme(ctx, group, row) for row in rows], className="theme-bars"),
            id_="verdicts",
            lead=ctx.t("country.standing_lead"),
        ),
        _matrix(ctx, group),
        _members(ctx, group),
    ]


def _theme(ctx: Context, group: Group, row: ThemeRow) -> Component:
    """Where the countries, and the people who live in them, stand in one theme."""
    name = row.theme.text("short", ctx.lang)
    href = f"{ctx.link_to('theme', row.theme.slug, areas=(ctx.state.focus,))}#progress"
    spread = group.standing(row.progress)
    stands = standing_bars(ctx, group, spread)
    told = html.P(standing_counted(ctx, group, spread), className="counts")
    return html.Li(
        [
            html.Div(
                html.H3(html.A(name, href=href, **{"data-areas": "1"})), className="theme-bar-name"
            ),
            html.Div([told, stands])
            if stands
            else html.P(ctx.t("standing.few.none"), className="counts"),
        ],
        className="theme-bar",
        **{"data-theme": row.theme.theme_id},
    )


def _matrix(ctx: Context, group: Group) -> Component:
    """The matrix of members and themes; folded where they are many."""
    few = len(group.members) <= FEW
    card = record_card(ctx, "country_matrix", heading=html.H3, leads=few)
    shown = card if few else details(ctx.t("country.matrix_show"), card)
    return titled(ctx.t("country.matrix"), shown, id_="matrix")


def _members(ctx: Context, group: Group) -> Component:
    """Every member with its page, and whose list of which day that is."""
    areas = ctx.reference.areas
    codes = sorted(group.members, key=lambda c: sort_key(areas[c].text("short", ctx.lang)))
    told = [whose_members(ctx, ctx.state.focus), note(ctx, ctx.state.focus)]
    return titled(
        ctx.plural("country.members", len(codes)),
        *(
            html.P(text, className="muted")
            for text in (*told, *moved(ctx, ctx.state.focus))
            if text
        ),
        html.Ul([html.Li(place_link(ctx, code)) for code in codes], className="members"),
        id_="members",
    )
