"""A brief as HTML: the same pieces as on paper, each number with a link to its note."""

from __future__ import annotations

from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.brief.content import BESIDE, Brief, Card, Paragraph, Part, Piece, Table
from layouts.pieces.components import table
from layouts.pieces.markup import HELD, markup
from layouts.profile.course import course_svg
from layouts.request.context import Context
from layouts.tokens import style_sheet
from layouts.words.text import direction

NOTE = "note-"


def sheet(ctx: Context, brief: Brief) -> Component:
    """All of a brief, as one article under its own heading."""
    beside = [
        html.Div([_part(part) for part in brief.parts if part.id in column]) for column in BESIDE
    ]
    below = [_part(part) for part in brief.parts if not any(part.id in ids for ids in BESIDE)]
    return html.Article(
        [
            html.H1(brief.profile.name),
            *(html.P(_runs(parts), className="brief-lead") for parts in brief.lead),
            html.Div([_card(card, brief.last) for card in brief.cards], className="brief-cards"),
            html.Div(beside, className="brief-beside"),
            *below,
            _part(brief.limits),
            _notes(ctx, brief),
            html.P([brief.chosen, " ", brief.made], className="brief-foot"),
        ],
        className="brief",
    )


def static_page(ctx: Context, brief: Brief, style: str) -> str:
    """A document of its own that needs no script and asks for nothing."""
    title = escape(ctx.t("brief.heading", place=brief.profile.name))
    return (
        f'<!DOCTYPE html>\n<html lang="{ctx.lang}" dir="{direction(ctx.lang)}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{style_sheet()}{style}</style></head>"
        f'<body class="brief-alone"><main>{markup(sheet(ctx, brief))}</main></body></html>\n'
    )


def _runs(parts: Paragraph) -> list[Any]:
    return [made for piece in parts for made in _run(piece)]


def _run(piece: Piece) -> list[Any]:
    if not piece.notes:
        return [piece.text]
    links = [html.A(str(n), href=f"#{NOTE}{n}") for n in piece.notes]
    spaced = [part for link in links for part in (link, ",")][:-1]
    return [piece.text, html.Sup(spaced, className="brief-note")]


def _card(card: Card, last: int) -> Component:
    drawn = course_svg(card.course, last)
    picture = [html.Span(className="brief-course", **{HELD: drawn, "aria-hidden": "true"})]
    return html.Div(
        [
            html.H2(card.label),
            html.P([html.Strong(_run(card.value)), *(picture if drawn else [])]),
            html.P(_runs(card.told)),
        ],
        className="brief-card",
    )


def _part(part: Part) -> Component:
    paragraphs = [html.P(_runs(parts)) for parts in part.paragraphs]
    tables = [_table(part.table)] if part.table else []
    return html.Section([html.H2(part.heading), *paragraphs, *tables])


def _table(told: Table) -> Component:
    rows = [[_run(piece) for piece in line] for line in told.lines]
    return table(told.head, rows, told.caption, "brief-table", named=True)


def _notes(ctx: Context, brief: Brief) -> Component:
    groups = [
        html.P(
            [
                html.Strong(f"{of.source}. "),
                *(
                    html.Span([html.B(str(n)), f" {words}. "], id=f"{NOTE}{n}")
                    for n, words in of.notes
                ),
            ]
        )
        for of in brief.notes
    ]
    head = html.H2(ctx.t("brief.notes"))
    return html.Section([head, *groups], className="brief-notes")
