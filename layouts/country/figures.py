"""The six large numbers: each with its course since 2017, and what is said beside it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts.country.links import rows_href
from layouts.pieces.markup import HELD
from layouts.profile.reading import leading
from layouts.profile.records import Figure, Row
from layouts.request.context import Context

WIDTH, HEIGHT, EDGE = 132, 44, 4
LEAST_RANGE = 0.25  # of the largest value: a hair's breadth is no leap
FIRST_YEAR = 2015


def figures(ctx: Context, found: Sequence[Figure]) -> Component:
    """All figures in one grid; the courses share their years."""
    last = max((row.year or 0 for figure in found for row in figure.course), default=FIRST_YEAR)
    return html.Ul(
        [html.Li(_figure(ctx, figure, last), className="figure") for figure in found],
        className="figures",
        **{"aria-label": ctx.t("country.figures")},
    )


def _figure(ctx: Context, figure: Figure, last: int) -> list[Component]:
    label = html.H2(
        html.A(figure.label, href=ctx.link_to("indicator", figure.indicator_id)),
        className="figure-label",
    )
    notes = [
        html.Span(note.text, className=f"figure-note figure-{note.key.rpartition('.')[2]}")
        for note in figure.notes
    ]
    if figure.latest is None:
        return [
            label,
            html.P("\u2014", className="figure-value figure-missing"),
            *map(html.P, notes),
        ]
    href = rows_href(ctx, figure.value.rows)
    number, unit = _apart(figure.value.text)
    small = [html.Span(f"\u00a0{unit}", className="figure-unit")] if unit else []
    value = html.A([number, *small], href=href, **{"data-areas": "1"})
    return [
        label,
        html.Div(
            [html.P(value, className="figure-value"), spark(figure.course, last)],
            className="figure-line",
        ),
        *(html.P(note) for note in notes),
    ]


def _apart(text: str) -> tuple[str, str]:
    """A value and its unit, which is written smaller; a per cent sign stays with its number."""
    number, _, unit = text.partition("\u00a0")
    return (text, "") if unit.startswith("%") else (number, unit)


def spark(course: Sequence[Row], last: int) -> Component:
    """The course as a line; values that may not lead are hollow. Its words stand beside it."""
    return html.Span(className="spark", **{HELD: _svg(course, last), "aria-hidden": "true"})


def _svg(course: Sequence[Row], last: int) -> str:
    values = [row.number for row in course]
    low, high = min(values), max(values)
    room = max(high - low, LEAST_RANGE * (max(abs(low), abs(high)) or 1.0))
    low = (low + high - room) / 2
    first = min(FIRST_YEAR, *(row.year or last for row in course))

    def at(row: Row) -> str:
        x = EDGE + (WIDTH - 2 * EDGE) * ((row.year or last) - first) / max(1, last - first)
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (row.number - low) / room
        return f"{x:.1f} {y:.1f}"

    known = [row for row in course if leading(row)]
    line = "L".join(at(row) for row in known)
    parts = [f'<path class="spark-line" d="M{line}"/>'] if len(known) > 1 else []
    parts += [_dot(at(row), "spark-apart", 2.4) for row in course if not leading(row)]
    parts += [_dot(at(row), "spark-dot", 3) for row in known[-1:]]
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" focusable="false"'
    return f'<svg {box} class="spark-drawing">{"".join(parts)}</svg>'


def _dot(place: str, name: str, radius: float) -> str:
    x, y = place.split()
    return f'<circle class="{name}" cx="{x}" cy="{y}" r="{radius}"/>'
