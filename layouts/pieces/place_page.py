"""The way to the page of the country or group that a page speaks of."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.area_groups import WORLD
from layouts.request.context import Context
from layouts.request.places import is_place, page_of


def place_page(ctx: Context) -> list[Component]:
    """A line with the link; none for the world, and for an area that has no page."""
    code = ctx.state.focus
    page = page_of(ctx.reference, code)
    if code == WORLD or not is_place(ctx.reference, ctx.store, page, code):
        return []
    name = ctx.reference.areas[code].text("short", ctx.lang)
    link = html.A(ctx.t("country.open", area=name), href=ctx.link_to(page, code))
    return [html.P(link, className="place-page")]
