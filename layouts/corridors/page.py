"""Corridors: who comes from where and who went where, of a place, a pair, or the whole world."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.area_groups import WORLD
from layouts.charts import corridor_years
from layouts.charts.corridor_rows import corridor_marks
from layouts.charts.corridor_view import MOST_ENDS, Corridors, chart_of, corridors_of
from layouts.charts.corridor_words import headline
from layouts.corridors.choices import choices
from layouts.corridors.pair import lens, mirror, ways_on
from layouts.pieces import ids
from layouts.pieces.record_card import record_card
from layouts.request.context import Context
from layouts.series.series import COUNTRY_KINDS
from layouts.words.values import Words


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("corridors.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def layout(ctx: Context) -> list[Component]:
    """The page; all of it follows the places chosen."""
    return [html.Div(part(ctx), id=ids.PART)]


def part(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    view = corridors_of(ctx)
    return [
        html.Div(
            [
                html.H1(_question(view), className="question"),
                html.P(_finding(view), className="finding"),
                *(html.P(text, className="lead") for text in _said(view)),
                *([ways_on(ctx, view.ends)] if view.ends else []),
            ],
            className="hero hero-front",
        ),
        *choices(view),
        record_card(ctx, chart_of(ctx), leads=True),
        *_further(view),
    ]


def _further(view: Corridors) -> list[Component]:
    """Of a pair what else joins it; else the way to every row."""
    ctx = view.ctx
    if view.ends:
        return [mirror(ctx), lens(ctx)]
    sides = {"in": {"destination": view.place}, "out": {"origin": view.place}}
    wanted = sides[view.ways[0]] if len(view.ways) == 1 and view.place else {}
    href = ctx.link_to("table", table="flows", measure=view.measure, sort="-value", **wanted)
    told = html.A(ctx.t("corridors.all_rows"), href=href, **{"data-areas": "1"})
    return [html.P([ctx.t("corridors.rest"), " ", told], className="muted corridor-rest")]


def _question(view: Corridors) -> str:
    names = [view.name(code) for code in view.ends]
    if names:
        return view.ctx.t("corridors.title.pair", origin=names[0], destination=names[1])
    if view.place:
        return view.ctx.t("corridors.title.place", place=view.name(view.place))
    return view.ctx.t("corridors.title")


def _finding(view: Corridors) -> str:
    words = Words(view.lang)
    if view.ends:
        return corridor_years.sentence(corridor_years.marks(view.ctx), words)
    return headline(corridor_marks(view.ctx), words)


def _said(view: Corridors) -> Iterator[str]:
    """What of the address is not drawn, and what a reader may do."""
    ctx = view.ctx
    areas = ctx.reference.areas
    groups = [c for c in ctx.state.areas if areas[c].kind not in COUNTRY_KINDS and c != WORLD]
    if groups:
        yield ctx.t("corridors.group", places=ctx.listed(view.name(code) for code in groups))
    others = [c for c in ctx.state.areas if areas[c].kind in COUNTRY_KINDS][MOST_ENDS:]
    if others:
        yield ctx.t("corridors.more_than_two", places=ctx.listed(map(view.name, others)))
    if not view.ends:
        yield ctx.t("corridors.second" if view.place else "corridors.lead")
