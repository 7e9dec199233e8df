"""The legend of a map, and the patterns that stand for colours: the browser only fills in numbers.

Rows are named by what they stand for (`data-level`): the number of a class, that of a kind of
nothing below zero, `doubt` for what leads nothing, `estimate` for what is estimated or modelled,
`year-0` and on for years in use. Those that stand for no place in the year shown are hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dash import html
from dash.development.base_component import Component

from layouts.charts.map_view import LEVELS
from layouts.charts.map_words import MOST_YEARS
from layouts.pieces.components import slot
from layouts.pieces.markup import HELD
from layouts.request.context import Context

CLASSES = 10  # at most
SWATCH = '<svg class="map-swatch" aria-hidden="true"><rect width="100%" height="100%"/></svg>'
Row = Callable[[object, str], Component]

# Signs on the ground of each kind of nothing, of six pixels; Plotly has none for shapes.
SIGNS = {
    "zero": '<circle cx="3" cy="3" r=".9"/>',
    "M": "",
    "L": '<rect width="6" height="1.4" y="2"/>',
    "Q": '<circle cx="1.5" cy="1.5" r="1"/><circle cx="4.5" cy="4.5" r="1"/>',
    "old": '<rect width="1.6" height="6" x="2"/>',
    "none": '<path d="M-1 1l2-2M0 6l6-6M5 7l2-2" stroke-width="1.2"/>',
    "O": '<path d="M-1 1l2-2M0 6l6-6M5 7l2-2M-1 5l2 2M0 0l6 6M5 -1l2 2" stroke-width="1"/>',
}

STRIPE = '<rect width="2.4" height="6"/>'
HATCH = '<path d="M-1 5l2 2M0 0l6 6M5 -1l2 2" stroke-width=".8" opacity=".55"/>'
HATCHES = {"doubt": STRIPE, "estimate": HATCH}  # of classes; named by the looks that cells have


def patterns() -> Component:
    """What style sheets fill shapes and samples with. Colours of classes are set by the browser."""
    drawn = "".join(
        _pattern(f"nothing-{kind}", f"nothing-{kind}-ground", f"nothing-{kind}-ink", sign)
        for kind, sign in SIGNS.items()
    ) + "".join(
        _pattern(f"{look}-{k}", f"class-{k}", f"ink-{k}", sign)
        for look, sign in HATCHES.items()
        for k in range(CLASSES)
    )
    held = f'<svg width="0" height="0" aria-hidden="true"><defs>{drawn}</defs></svg>'
    return html.Div(className="map-patterns", **{HELD: held})


def _pattern(name: str, ground: str, ink: str, sign: str) -> str:
    """A sign in one colour on another, both by their names in the style sheet."""
    turned = ' patternTransform="rotate(45)"' if sign == STRIPE else ""
    stroke = "currentColor" if "<path" in sign else "none"
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse"{turned}>'
        f'<rect width="6" height="6" style="fill:var(--{ground})"/>'
        f'<g style="color:var(--{ink})" fill="currentColor" stroke="{stroke}">{sign}</g></pattern>'
    )


def aside(name: str) -> Component:
    """What is shown beside a place that is pointed at."""
    return html.Div(className=name, hidden=True, **{"data-tl": name, "aria-hidden": "true"})


def short_legend(ctx: Context) -> Component:
    """One line of samples with counts, for pages that show more than the map."""

    def row(level: object, text: str) -> Component:
        count = ["(", html.Span(className="legend-count"), ")"]
        words = [html.Span(text, className="legend-label"), html.Span(count, className="muted")]
        return html.Span(
            words, className="legend-item", hidden=True, **{"data-level": str(level), HELD: SWATCH}
        )

    title = slot("legend-title", html.P, className="legend-title")
    rows = [*_classes(ctx, row), *_nothing(ctx, row)]
    return slot("map-legend", className="legend", children=[title, *rows])


def full_legend(ctx: Context) -> Component:
    """Three blocks, whose rows let their places stand out."""

    def row(level: object, text: str) -> Component:
        sample = "" if str(level).startswith("year") else SWATCH
        bar = html.Span(html.Span(), className="legend-bar", **{"aria-hidden": "true"})
        label = html.Span(text, className="legend-label")
        return html.Button(
            [label, bar, html.Span(className="legend-count")],
            type="button",
            className="legend-row",
            hidden=True,
            tabIndex="-1",
            **{"aria-pressed": "false", "data-level": str(level), HELD: sample},
        )

    def block(name: str, title: str, rows: Iterable[Component]) -> Component:
        head = html.H3(title, id=f"legend-{name}")
        named = {"data-legend": name, "data-walk": "list", "aria-labelledby": f"legend-{name}"}
        return html.Div(
            [head, html.Div([*rows], role="group", **named)],
            className=f"legend-block legend-{name}",
        )

    none = html.P(ctx.t("map.legend.no_years"), className="muted", **{"data-none": ""})
    years = [row(f"year-{i}", "") for i in range(MOST_YEARS)]
    title = slot("legend-title", html.Span)
    return slot(
        "map-legend",
        className="map-legend",
        children=[
            block("classes", title, _classes(ctx, row)),
            block("nothing", ctx.t("map.legend.nothing"), _nothing(ctx, row)),
            block("years", ctx.t("map.legend.years"), [*years, none]),
        ],
    )


def _classes(ctx: Context, row: Row) -> list[Component]:
    rows = [row(k, "") for k in range(CLASSES)]
    looks = {"estimate": "map.legend.estimate", "doubt": "js.doubts.legend"}
    return [*rows, *(row(look, ctx.t(key)) for look, key in looks.items())]


def _nothing(ctx: Context, row: Row) -> list[Component]:
    return [row(level, ctx.t(f"js.map.kind.{kind}")) for kind, level in LEVELS.items()]
