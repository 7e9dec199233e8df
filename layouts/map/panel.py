"""What the map page tells of one country: its value, its years, where to go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import orjson
from dash import html
from dash.development.base_component import Component

from layouts.charts.around import doubts_of
from layouts.charts.map import marks as marks_of
from layouts.charts.map_rows import MapMarks, Place
from layouts.charts.map_spark import rhythm
from layouts.charts.map_words import number
from layouts.charts.record import Look
from layouts.charts.rows import reason_text, status_text
from layouts.pieces.markup import HELD, markup
from layouts.request.context import Context
from layouts.words.values import Words

WIDTH, HEIGHT, EDGE, BELOW = 260, 84, 6, 18  # of the drawing; below it stand the years
MANY = 30  # values from which dots are small
APART = ("doubt", "part", "forecast")


def panel(ctx: Context, chart: str, look: Look) -> bytes:
    """The panel of the country that an address names, as JSON text of HTML; `null` without one.

    Raises:
        NoNumbers: no numbers are held of the indicator.
    """
    code = ctx.state.option("country")
    marks = marks_of(ctx) if chart == "map" and ctx.state.page == "map" else None
    if marks is None or code not in marks.view.codes:
        return orjson.dumps(None)
    return orjson.dumps(markup(_told(marks, marks.view.codes.index(code), Words(look.lang))))


def _told(marks: MapMarks, at: int, words: Words) -> list[Component]:
    view, place, cells = marks.view, marks.at(at), _cells(marks, at)
    known = number(place, view, words) if place.known else words.t(f"js.map.kind.{place.shown_as}")
    why = reason_text(words, place.reason, place.kind)
    return [
        html.Button(
            "\u00d7",
            type="button",
            className="icon-button panel-close",
            **{"data-map": "close", "aria-label": words.t("map.close")},
        ),
        html.H3(place.area, id="panel-title", tabIndex="-1"),
        html.P(f"{view.label} ({view.unit.text})", className="muted"),
        html.P(known, className="panel-value"),
        html.Dl(list(_facts(place, cells, marks, words)), className="panel-facts"),
        *([html.P(why, className="panel-doubt")] if why else []),
        _history(place, cells, marks, words),
        html.Ul(
            [html.Li(link) for link in _links(marks, place.area_code)], className="panel-links"
        ),
        html.P(view.head["source"], className="source"),
    ]


def _facts(place: Place, cells: list[Place], marks: MapMarks, words: Words) -> Iterator[Component]:
    """Year asked, year and status of the value; without one, the last before."""
    facts = {"asked": str(marks.year)}
    if place.known:
        ago = marks.year - (place.year or 0)
        older = words.t("map.panel.years_before", year=place.year, count=ago)
        status = status_text(words, place.status, place.kind).strip(" ()") or words.t("js.status.A")
        facts |= {"year": older if ago else str(place.year), "status": status}
    elif place.year is not None:
        last = next(cell for cell in cells if cell.year == place.year)
        facts["last"] = f"{number(last, marks.view, words)}, {last.year}"
    for name, text in facts.items():
        yield html.Dt(words.t(f"map.panel.{name}"))
        yield html.Dd(text)


def _cells(marks: MapMarks, at: int) -> list[Place]:
    """The country's own values, by year."""
    view = marks.view
    options = {**view.ctx.state.options, "match": "exact"}
    own = replace(view, ctx=replace(view.ctx, state=replace(view.ctx.state, options=options)))
    each = (MapMarks(own, year).at(at) for year in view.years)
    return [cell for cell in each if cell.known]


def _history(place: Place, cells: list[Place], marks: MapMarks, words: Words) -> Component:
    """Its values over the years: drawn, with gaps where there are none, and in words."""
    view = marks.view
    if not cells:
        return html.P(words.t("map.panel.no_years"), className="muted")
    ends = [cell for cell in cells if cell.leads] or cells
    told = words.t(
        "js.summary.line" if len(ends) > 1 else "js.summary.line_one",
        area=place.area,
        first=ends[0].year,
        last=ends[-1].year,
        **{"from": words.value(ends[0].value, view.unit)},
        to=words.value(ends[-1].value, view.unit),
    )
    plain = (cell._replace(reason="") for cell in cells)  # their reasons would be a long text
    text = " ".join([told, *doubts_of(plain, view.ctx, words)])
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true"'
    drawing = f"<svg {box}>{_drawn(place, cells, marks)}</svg>"
    return html.Figure(html.Figcaption(text), className="panel-history", **{HELD: drawing})


def _drawn(place: Place, cells: list[Place], marks: MapMarks) -> str:
    """Lines, broken to and from values that do not lead; dots; first and last year."""
    series, floor = marks.view.series.matrix, HEIGHT - BELOW
    first, last = int(series.years[0]), int(series.years[-1])
    low, high = min(0.0, *(c.value for c in cells)), max(0.0, *(c.value for c in cells))

    def x(year: int | None) -> str:
        return f"{EDGE + ((year or 0) - first) / max(1, last - first) * (WIDTH - 2 * EDGE):.1f}"

    def y(value: float) -> str:
        return f"{floor - EDGE - (value - low) / (high - low or 1) * (floor - 2 * EDGE):.1f}"

    dots, ways = "", {True: "", False: ""}
    for before, cell in zip([None, *cells], cells, strict=False):
        here, apart = f"{x(cell.year)} {y(cell.value)}", cell.kind in APART
        if before and (cell.year or 0) - (before.year or 0) <= rhythm(marks.view.years):
            broken = apart or before.kind in APART
            ways[broken] += f"M{x(before.year)} {y(before.value)}L{here}"
        radius = 4 if cell.year == place.year else 2.5 if apart else 1.2 if len(cells) > MANY else 2
        look = ' class="apart"' if apart else ""
        dots += f'<circle{look} cx="{x(cell.year)}" cy="{y(cell.value)}" r="{radius}"/>'
    base, now, foot = y(0), x(marks.year), HEIGHT - 4
    return (
        f'<line class="base" x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{base}" y2="{base}"/>'
        f'<line class="asked" x1="{now}" x2="{now}" y1="0" y2="{floor}"/>'
        f'<path d="{ways[False]}"/><path class="apart" d="{ways[True]}"/>{dots}'
        f'<text x="{EDGE}" y="{foot}">{first}</text>'
        f'<text x="{WIDTH - EDGE}" y="{foot}" text-anchor="end">{last}</text>'
    )


def _links(marks: MapMarks, code: str) -> Iterator[Component]:
    """Where to go on with the country alone."""
    ctx, indicator = marks.view.ctx, marks.view.series.indicator
    name = ctx.reference.areas[code].text("short", ctx.lang)
    yield html.A(ctx.t("country.open", area=name), href=ctx.link_to("country", code))
    judged = ctx.reference.indicators.get(indicator.indicator_id)
    pages = ("compare", "verdict") if judged and judged.direction != "none" else ("compare",)
    for page in pages:
        href = ctx.link_to(page, indicator=indicator.indicator_id, areas=(code,))
        yield html.A(ctx.t(f"map.panel.{page}"), href=href, **{"data-areas": "1"})
