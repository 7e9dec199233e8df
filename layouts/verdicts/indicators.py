"""The indicators of one theme in one area: verdict, course, latest value, and what changed."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.progress.themes import UNJUDGED
from data.reference_lists import Theme
from data.verdicts import Verdict
from layouts.pieces.components import badge, section
from layouts.progress.groups import Group
from layouts.progress.of_area import ThemeRow, goal_of, theme_row, verdicts
from layouts.progress.words import area_name, place
from layouts.request.context import Context
from layouts.verdicts.bars import downloads, focus_line, legends, scope_note, theme_bars
from layouts.verdicts.card import card
from layouts.verdicts.headline import headline_line
from layouts.verdicts.look import symbol
from layouts.verdicts.settings import settings

Vote = tuple[str, Verdict | None, str]


def theme_section(ctx: Context, theme: Theme) -> Component:
    """The part of a theme's page that the server draws anew when area or setting change."""
    row = theme_row(ctx, theme, verdicts(ctx))
    group = Group(ctx) if place(ctx) != "country" else None
    return section(
        ctx.t("progress.title", area=area_name(ctx)),
        focus_line(ctx),
        settings(ctx),
        html.Div(
            [
                *headline_line(ctx, row, group),
                *theme_bars(ctx, row, group),
                scope_note(ctx),
                *legends(ctx, (row,), group),
            ],
            className="theme-progress",
        ),
        _goals(ctx, row),
        *_lists(ctx, row, group),
        downloads(ctx, "progress"),
        id_="progress",
        lead=ctx.t("progress.theme_lead"),
    )


def chosen_goal(ctx: Context) -> str:
    """The goal that the table is cut to; "" for all, also where the address names none we know."""
    goal = ctx.state.option("goal")
    return goal if goal in ctx.reference.goals else ""


def shown_votes(ctx: Context, row: ThemeRow) -> tuple[Vote, ...]:
    """The indicators that the page lists, each once, in the order of their SDG codes."""
    goal = chosen_goal(ctx)
    of = ctx.reference.indicators
    votes = [vote for vote in row.progress.votes if goal in ("", goal_of(ctx, of[vote[0]]))]
    return tuple(sorted(votes, key=lambda vote: _code_order(of[vote[0]].sdg_indicator)))


def _code_order(code: str) -> list[tuple[int, int, str]]:
    parts = code.split(".") if code else []
    order = [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts]
    return order or [(2, 0, "")]


def _goals(ctx: Context, row: ThemeRow) -> Component:
    """Links that cut the list to one goal, and back to all."""
    of = ctx.reference.indicators
    counts: dict[str, int] = {}
    for vote in row.progress.votes:
        own = goal_of(ctx, of[vote[0]])
        counts[own] = counts.get(own, 0) + 1
    chosen = chosen_goal(ctx)
    every = ctx.t("progress.goals.all", count=sum(counts.values()))
    items = [_goal_link(ctx, "", every, chosen)]
    for goal in ctx.reference.goals.values():
        if goal.goal_id in counts or goal.goal_id == chosen:
            text = f"{goal.goal_id} {goal.text('short', ctx.lang)}"
            number = counts.get(goal.goal_id, 0)
            text = ctx.t("progress.goals.one", goal=text, count=number)
            items.append(_goal_link(ctx, goal.goal_id, text, chosen))
    parts: list[Component] = [
        html.H3(ctx.t("progress.goals.title"), id="goals-title"),
        html.Ul(items, className="pills", **{"aria-labelledby": "goals-title"}),
    ]
    if chosen:
        shown = len(shown_votes(ctx, row))
        only = ctx.plural(
            "progress.goals.only",
            sum(counts.values()),
            goal=f"{chosen} {ctx.reference.goals[chosen].text('short', ctx.lang)}",
            shown=shown,
        )
        back = html.A(
            ctx.t("progress.goals.back"),
            href=ctx.href(goal="", indicator="", year=None),
            className="button-quiet",
            **{"data-keep": "1"},
        )
        parts.append(html.P([only, " ", back], className="goal-only", role="status"))
    return html.Div(parts, className="goal-filter")


def _goal_link(ctx: Context, goal: str, text: str, chosen: str) -> Component:
    return html.Li(
        html.A(
            text,
            href=ctx.href(goal=goal),
            **{"data-keep": "1"},
            **({"aria-current": "true"} if goal == chosen else {}),
        )
    )


def _lists(ctx: Context, row: ThemeRow, group: Group | None) -> list[Component]:
    """Assessed, not assessed and context indicators, each under its own heading."""
    votes = shown_votes(ctx, row)
    groups: tuple[tuple[str, list[Vote]], ...] = (
        ("assessed", [v for v in votes if v[1] and v[1].band]),
        ("unassessed", [v for v in votes if not (v[1] and v[1].band) and v[2] not in UNJUDGED]),
        ("context", [v for v in votes if v[2] in UNJUDGED]),
    )
    return [part for name, members in groups for part in _list(ctx, row, name, members, group)]


def _list(
    ctx: Context, row: ThemeRow, name: str, votes: Sequence[Vote], group: Group | None
) -> list[Component]:
    title = html.H3(
        ctx.t(f"progress.list.{name}", count=len(votes)), className="list-title", id=f"list-{name}"
    )
    if not votes:
        return [title, html.P(ctx.t(f"progress.list.{name}.empty"), className="muted")]
    lead = html.P(ctx.t(f"progress.list.{name}.lead"), className="muted")
    held = [vote for vote in votes if ctx.store.has_data(vote[0])]
    others = [vote[0] for vote in votes if not ctx.store.has_data(vote[0])]
    found = group if name != "context" else None
    cards = [html.Li(card(ctx, row.theme, vote, found)) for vote in held]
    return [
        title,
        lead,
        *([html.Ul(cards, className=f"verdicts verdicts-{name}")] if cards else []),
        *([_not_held(ctx, others)] if others else []),
    ]


def _not_held(ctx: Context, indicators: Sequence[str]) -> Component:
    """Indicators without any series here: named, in short."""
    of = ctx.reference.indicators
    return html.Div(
        [
            html.P(
                [
                    html.Span(symbol(), className="key tone tone-none"),
                    html.Span(ctx.t("progress.not_held", count=len(indicators))),
                ]
            ),
            html.Ul(
                [
                    html.Li(
                        [
                            html.Span(of[i].sdg_indicator, className="kicker"),
                            f" {of[i].text('label', ctx.lang)} ",
                            badge(ctx.t(f"measures.{of[i].measures}"), of[i].measures),
                        ],
                        **{"data-indicator": i},
                    )
                    for i in indicators
                ]
            ),
        ],
        className="not-held",
    )
