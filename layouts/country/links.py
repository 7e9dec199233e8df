"""Where the numbers and places of a profile lead: to their rows in the table, or on the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.profile.records import ABSENT, COUNT, LISTED, SHARE, SUM, Row, Sentence, Told
from layouts.request.context import Context
from layouts.request.places import page_of
from layouts.series.series import COUNTRY_KINDS

# Counts lead to the section whose table has what they count.
SECTIONS = {"verdicts": "#verdicts", "unknown": "#unknown", "consultations": "#promises"}


def prose(ctx: Context, sentence: Sentence) -> list[Any]:
    """A sentence whose numbers lead to their rows."""
    return [_piece(ctx, piece) for piece in sentence.pieces]


def paragraph(ctx: Context, sentences: Sequence[Sentence], class_name: str = "") -> Component:
    """Sentences one after the other."""
    parts: list[Any] = []
    for sentence in sentences:
        parts += [*prose(ctx, sentence), " "]
    return html.P(parts[:-1], className=class_name)


def _piece(ctx: Context, piece: Told) -> Any:
    years = {str(row.year) for row in piece.rows}
    href = "" if piece.text in years else rows_href(ctx, piece.rows)
    if not href:
        return piece.text
    own = {} if href.startswith("#") else {"data-areas": "1"}
    return html.A(piece.text, href=href, **own)


def rows_href(ctx: Context, rows: Sequence[Row]) -> str:
    """The rows of a number in the table; "" where it has none of its own there."""
    if not rows:
        return ""
    row = rows[0]
    if row.made == COUNT:
        return SECTIONS.get(row.indicator_id, "")
    published = [*row.of] if row.made == SUM else [row]
    if row.made == SHARE or any(p.made for p in published):
        return ""
    years = sorted(p.year for p in published if p.year)
    if not years or row.made in (LISTED, ABSENT):
        return ""
    between = {"from": str(years[0]), "to": str(years[-1])}
    if row.origin or row.destination:
        ends = {"origin": row.origin, "destination": row.destination}
        flow = {"table": "flows", "measure": row.indicator_id, **ends, **between}
        return ctx.link_to("table", areas=(), **flow)
    return ctx.link_to("table", indicators=row.indicator_id, areas=(row.area_code,), **between)


def place_link(ctx: Context, area_code: str, words: str = "") -> Any:
    """A country or a group by its name, which leads to its page; the name alone of any other."""
    area = ctx.reference.areas[area_code]
    name = words or area.text("short", ctx.lang)
    if area.kind not in (*COUNTRY_KINDS, "region", "group"):
        return name
    return html.A(name, href=place_href(ctx, area_code))


def place_href(ctx: Context, area_code: str) -> str:
    """The address of the page of a country or a group."""
    return ctx.link_to(page_of(ctx.reference, area_code), area_code)
