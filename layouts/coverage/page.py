"""What is there, how old, how sure, and what is missing; then countries by theme and by goal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.charts import country_matrix, holdings
from layouts.charts.first import board_chart
from layouts.charts.holdings_rows import HoldingMarks
from layouts.pieces import ids
from layouts.pieces.members import members_fold
from layouts.pieces.record_card import record_card
from layouts.request.context import Context
from layouts.request.keys import KEYS
from layouts.series.groups import note, whose_members
from layouts.verdicts.settings import settings
from layouts.words.format import number
from layouts.words.values import Words

FIGURES = "figures"
MOST_REASONS = 5


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("coverage_page.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    board = ctx.state.option("board")
    return [
        html.Div(
            [
                html.H1(ctx.t("coverage_page.title"), className="question"),
                _boards(ctx, board),
            ],
            className="hero hero-front",
        ),
        html.Div(part(ctx), id=ids.PART),
        record_card(ctx, board_chart(ctx.state), leads=True),
    ]


def part(ctx: Context) -> list[Component]:
    """What the board says in one sentence, and what it may show instead."""
    words = Words(ctx.lang)
    if ctx.state.option("board") != FIGURES:
        crossed = country_matrix.marks(ctx)
        told = (country_matrix.others(crossed, words), ctx.t("coverage_page.no_score"))
        return [
            html.P(country_matrix.given(crossed, words), className="finding"),
            html.P(" ".join(told).strip(), className="lead"),
            *_members(ctx),
            settings(ctx),
        ]
    marks = holdings.marks(ctx)
    return [
        html.P(holdings.sentence(marks, words), className="finding"),
        html.P(_missing(ctx, marks), className="lead"),
        *_members(ctx),
        _choices(ctx, marks),
    ]


def _members(ctx: Context) -> list[Component]:
    """Whose list decides the countries of the page, of which day, and the members one by one."""
    code = ctx.state.focus
    told = " ".join(text for text in (whose_members(ctx, code), note(ctx, code)) if text)
    folded = members_fold(ctx, code)
    line = [html.P(told, className="muted")] if told else []
    return [*line, *([folded] if folded else [])]


def _boards(ctx: Context, board: str) -> Component:
    """The three boards of the page as links."""
    return html.Nav(
        [
            html.A(
                ctx.t(f"coverage_page.board.{name}"),
                href=ctx.href(board=name),
                **({"aria-current": "page"} if name == board else {}),
            )
            for name in KEYS["board"].choices
        ],
        className="segmented",
        **{"aria-label": ctx.t("coverage_page.boards")},
    )


def _missing(ctx: Context, marks: HoldingMarks) -> str:
    """Why figures are missing, most often first; "" where none is."""
    found = marks.reasons.most_common()
    told = [(ctx.t(f"holdings.why.{reason}"), count) for reason, count in found[:MOST_REASONS]]
    if rest := sum(count for _, count in found[MOST_REASONS:]):
        told.append((ctx.t("coverage_page.other_reasons"), rest))
    why = ctx.listed(
        ctx.t("progress.count", count=number(count, ctx.lang), what=reason)
        for reason, count in told
    )
    return ctx.t("coverage_page.missing", why=why) if told else ""


def _choices(ctx: Context, marks: HoldingMarks) -> Component:
    """What is shown of each indicator, in regions or countries, and the theme."""
    view, themes = marks.view, ctx.reference.themes.values()
    shows = [(name, ctx.t(f"coverage_page.shows.{name}")) for name in KEYS["shows"].choices]
    sides = [(name, ctx.t(f"coverage_page.by.{name}")) for name in KEYS["by"].choices]
    topics = [
        ("", ctx.t("coverage_page.all")),
        *((t.slug, t.text("short", ctx.lang)) for t in themes),
    ]
    own = view.theme.slug if view.theme else ""
    return html.Div(
        [
            _choice(ctx, "shows", shows, view.shows),
            _choice(ctx, "by", sides, view.by),
            _choice(ctx, "topic", topics, own),
        ],
        className="settings-bar coverage-bar",
        role="group",
        **{"aria-label": ctx.t("coverage_page.choices")},
    )


def _choice(ctx: Context, key: str, offered: Iterable[tuple[str, str]], chosen: str) -> Component:
    links = [
        html.Li(
            html.A(
                text,
                href=ctx.href(**{key: value}),
                **{"data-keep": "1"},
                **({"aria-current": "true"} if value == chosen else {}),
            )
        )
        for value, text in offered
    ]
    heading = html.Strong(ctx.t(f"coverage_page.{key}"), id=f"choice-{key}")
    return html.Div(
        [heading, html.Ul(links, className="pills", **{"aria-labelledby": f"choice-{key}"})]
    )
