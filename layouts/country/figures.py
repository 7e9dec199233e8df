"""The six large numbers: each with its course since 2017, and what is said beside it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts.country.links import rows_href
from layouts.pieces.markup import HELD
from layouts.profile.course import FIRST_YEAR, course_svg
from layouts.profile.records import Figure, Row
from layouts.request.context import Context


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
    return html.Span(className="spark", **{HELD: course_svg(course, last), "aria-hidden": "true"})
