"""The indicators of one theme in one area as lists of rows: judged, not judged, and context."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.progress.bands import COMMON
from data.progress.themes import UNJUDGED
from layouts.pieces.components import details, section
from layouts.progress.groups import Group
from layouts.progress.of_area import ThemeRow, goal_of
from layouts.progress.words import area_name, place
from layouts.request.context import Context
from layouts.verdicts.bars import downloads
from layouts.verdicts.row import Vote
from layouts.verdicts.row import row as indicator_row

FOLDED = 6  # rows of context from which on they are folded
FIRST = 3  # rows of what is not judged that stand open where there are more


def theme_section(ctx: Context, row: ThemeRow) -> Component:
    """The indicators of a theme as lists, and the file of them."""
    group = Group(ctx) if place(ctx) != "country" else None
    kind = "group" if group and group.members else "country"
    return section(
        ctx.t("progress.title", area=area_name(ctx)),
        *_lists(ctx, row, group),
        html.Div([_goals(ctx, row), downloads(ctx, "progress")], className="list-foot"),
        id_="progress",
        lead=ctx.t(f"progress.theme_lead.{kind}"),
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
    title = ctx.t("progress.goals.title")
    pills = html.Ul(items, className="pills", **{"aria-label": title})
    parts: list[Component] = [details(title, pills, open_=bool(chosen))]
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


def assessed(votes: Sequence[Vote]) -> list[Vote]:
    """Those with a verdict, the best class first."""
    found = [vote for vote in votes if vote[1] and vote[1].band]
    return sorted(found, key=lambda vote: COMMON.index(vote[1].common) if vote[1] else 0)


def _lists(ctx: Context, row: ThemeRow, group: Group | None) -> list[Component]:
    """Assessed, not assessed and context indicators, each under its own heading."""
    votes = shown_votes(ctx, row)
    without = [v for v in votes if not (v[1] and v[1].band) and v[2] not in UNJUDGED]
    context = [v for v in votes if v[2] in UNJUDGED]
    return [
        *_list(ctx, row, "assessed", assessed(votes), group),
        *_list(ctx, row, "unassessed", without, group),
        *_list(ctx, row, "context", context, None),
    ]


def _list(
    ctx: Context, row: ThemeRow, name: str, votes: Sequence[Vote], group: Group | None
) -> list[Component]:
    """A heading and its rows; a long list of what is not judged is folded under its heading."""
    title = html.H3(
        ctx.t(f"progress.list.{name}", count=len(votes)), className="list-title", id=f"list-{name}"
    )
    if not votes:
        return [title, html.P(ctx.t(f"progress.list.{name}.empty"), className="muted")]
    lead = html.P(ctx.t(f"progress.list.{name}.lead"), className="muted")
    held = [vote for vote in votes if ctx.store.has_data(vote[0])]
    others = [vote[0] for vote in votes if not ctx.store.has_data(vote[0])]
    rows = [indicator_row(ctx, row.theme, vote, group) for vote in held]
    parts = [
        lead,
        *_rows(ctx, name, rows),
        *([_not_held(ctx, others)] if others else []),
    ]
    if name == "context" and len(votes) > FOLDED:
        return [html.Details([html.Summary(title), *parts], className="list-folded")]
    return [title, *parts]


def _rows(ctx: Context, name: str, rows: Sequence[Component]) -> list[Component]:
    """The rows of a list; of many that are not judged the first ones, the others folded."""
    own = {"className": f"verdicts verdicts-{name}"}
    first = FIRST if name == "unassessed" and len(rows) > FIRST + 1 else len(rows)
    open_, folded = html.Ul(rows[:first], **own), html.Ul(rows[first:], **own)
    if not rows[first:]:
        return [open_] if rows else []
    told = ctx.t("progress.list.others", count=len(rows) - first)
    return [open_, html.Details([html.Summary(told), folded], className="list-rest")]


def _not_held(ctx: Context, indicators: Sequence[str]) -> Component:
    """Indicators without any series here: their names, in one paragraph."""
    of = ctx.reference.indicators
    names = [
        html.Li(
            [
                html.Span(of[i].sdg_indicator, className="kicker"),
                f" {of[i].text('label', ctx.lang)}",
            ],
            **{"data-indicator": i},
        )
        for i in indicators
    ]
    words = ctx.t("progress.not_held", count=len(indicators))
    return html.Div([html.Strong(words), html.Ul(names)], className="not-held")
