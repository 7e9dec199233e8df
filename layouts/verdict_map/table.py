"""The legend and the table of a map of verdicts."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.charts import verdict_map
from layouts.charts.printed import SIGNS
from layouts.charts.verdict_places import CLASSES, Judged, VerdictMarks
from layouts.pieces.components import details
from layouts.progress.bands import WORSENING, band_name, look, tone_of
from layouts.request.context import Context
from layouts.verdicts.choices import with_state
from layouts.verdicts.look import band_chip, symbol
from layouts.words.values import Words


def _dot(tone: str) -> Component:
    """The dot of a small place on the map, as a character."""
    return html.Span(SIGNS[CLASSES[tone]], className="dot-sign", **{"aria-hidden": "true"})


def legend(marks: VerdictMarks) -> Component:
    """Classes with symbols and counts; kinds of missing with their patterns, apart."""
    ctx, status = marks.view.ctx, marks.view.status
    counts = status.counts
    items = [
        html.Li(
            [
                html.Span(symbol(), className=f"key {look}"),
                f"{name} ",
                _dot(tone),
                html.Span(f"({counts[b]})", className="muted"),
            ],
            title=title,
            **{"data-class": b, "data-count": str(counts[b])},
        )
        for b in status.classes
        for look, name, tone, title in [_class(ctx, b)]
    ]
    items += [
        html.Li(
            [
                html.Span(className=f"swatch swatch-{kind}", **{"aria-hidden": "true"}),
                f"{ctx.t(f'missing_kind.{kind}')} ",
                _dot(kind),
                html.Span(f"({counts[kind]})", className="muted"),
            ],
            title=ctx.t(f"missing_kind.{kind}.title"),
            **{"data-class": kind, "data-count": str(counts[kind])},
        )
        for kind in status.missing
    ]
    return html.Div(
        [
            html.P(ctx.t("verdict_map.legend"), className="legend-title"),
            html.Ul(
                items, className="legend-of-bands", **{"aria-label": ctx.t("verdict_map.legend")}
            ),
        ]
    )


def _class(ctx: Context, key: str) -> tuple[str, str, str, str]:
    """Look, name, tone and explanation of a class of verdicts."""
    if key == WORSENING:
        words = (ctx.t("verdict.met_worsening"), key, ctx.t("verdict.met_worsening.title"))
        return (f"tone tone-{key}", *words)
    return look(key), band_name(ctx, key), tone_of(key), ctx.t(f"band.{key}.title")


def table(marks: VerdictMarks) -> Component:
    """Every country with verdict, base, latest and ratio; each leads to its calculation."""
    ctx = marks.view.ctx
    head, rows = verdict_map.table(marks, Words(ctx.lang))
    pairs = zip(marks.each, rows, strict=True)
    body = [html.Tr(_row(mark, cells, ctx, marks)) for mark, cells in pairs]
    caption = ctx.t("verdict_map.table", indicator=marks.view.label)
    return details(
        ctx.t("verdict_map.all"),
        html.Div(
            html.Table(
                [
                    html.Caption(caption),
                    html.Thead(html.Tr([html.Th(text, scope="col") for text in head])),
                    html.Tbody(body),
                ]
            ),
            className="table-wrap",
            tabIndex="0",
            role="region",
            **{"aria-label": caption},
        ),
        name="verdict-map-details",
    )


def _row(mark: Judged, cells: list[str], ctx: Context, marks: VerdictMarks) -> list[Component]:
    """The row of the chart's table, its name as a link and its verdict as a chip."""
    own = with_state(ctx, areas=(mark.area_code,))
    indicator_id = marks.view.status.indicator.indicator_id
    href = own.link_to("verdict", indicator=indicator_id)
    name, _, *others = cells
    chip = band_chip(ctx, mark.band, mark.reason, mark.found)
    link = html.A(name, href=href, **{"data-areas": "1"})
    return [html.Th(link, scope="row"), *(html.Td(cell) for cell in (chip, *others))]
