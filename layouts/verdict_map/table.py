"""The table of a map of verdicts."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.charts import verdict_map
from layouts.charts.verdict_places import Judged, VerdictMarks
from layouts.pieces.components import details
from layouts.request.context import Context
from layouts.verdicts.choices import with_state
from layouts.verdicts.look import band_chip
from layouts.words.values import Words


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
            role="group",
            **{"aria-label": caption, "data-tl": f"{verdict_map.CHART.id}-table"},
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
