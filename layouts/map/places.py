"""Every place of the map as a list and as tiles; the browser fills in what each shows."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Area
from data.tiles import read_tiles
from layouts.charts.regions import in_map_order
from layouts.charts.world_map import listed
from layouts.pieces.map_legend import SWATCH
from layouts.pieces.markup import HELD
from layouts.request.context import Context


def place_list(ctx: Context) -> Component:
    """By part of the world, in the order of the map. It is shown once it has values."""
    areas = ctx.reference.areas
    groups = []
    for region, members in in_map_order(listed(areas)):
        name = areas[region].text("short", ctx.lang) if region else ctx.t("map.elsewhere")
        head = html.Div(name, className="place-region", **{"aria-hidden": "true"})
        options = [_option(area, ctx) for area in members]
        named = {"role": "group", "aria-label": name, "className": "place-group"}
        groups.append(html.Div([head, *options], **named))
    return html.Div(
        groups,
        role="listbox",
        className="place-list",
        hidden=True,
        **{"aria-labelledby": "map-list-title", "aria-describedby": "map-keys"},
        **{"data-walk": "places"},
    )


def _option(area: Area, ctx: Context) -> Component:
    name = area.text("short", ctx.lang)
    return html.Div(
        [html.Span(name, className="place-name"), html.Span(className="place-value")],
        role="option",
        className="place",
        tabIndex="-1",
        **{"data-code": area.area_code, "data-name": name, "aria-selected": "false", HELD: SWATCH},
    )


def tile_grid(ctx: Context) -> Component:
    """A square of the same size for each state, about where it lies."""
    rows: dict[int, list[Component]] = {}
    for code, (row, column) in read_tiles(ctx.store.data_dir / "reference").items():
        name = ctx.reference.areas[code].text("short", ctx.lang)
        tile = html.Div(
            code,
            role="gridcell",
            className="tile",
            tabIndex="-1" if rows else "0",
            style={"gridArea": f"{row} / {column}"},
            **{"data-code": code, "data-name": name, "aria-colindex": str(column)},
        )
        rows.setdefault(row, []).append(tile)
    return html.Div(
        [html.Div(tiles, role="row", className="tile-row") for tiles in rows.values()],
        role="grid",
        className="tile-grid",
        **{"aria-labelledby": "map-title", "aria-describedby": "map-keys", "data-walk": "grid"},
    )
