"""The table of a promise: every country with its answer, its days, its evidence and its source.

Sources are long and few: a row has their numbers, and the list below it their words.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.charts import promise_map
from layouts.charts.promise_rows import PromiseMark, PromiseMarks
from layouts.pieces.components import details, evidence_mark
from layouts.pieces.components import table as plain_table
from layouts.request.context import Context
from layouts.request.pages import PAGES
from layouts.words.values import Words


def table(marks: PromiseMarks) -> Component:
    """The rows of the map's table, folded; evidence as a mark and sources by number."""
    ctx, view = marks.view.ctx, marks.view
    head, rows = promise_map.table(marks, Words(ctx.lang))
    every = list(dict.fromkeys(source for mark in marks.each for source in mark.sources))
    caption = ctx.t("commitments.table", promise=view.name, place=view.where)
    cells = [_row(ctx, mark, row, every) for mark, row in zip(marks.each, rows, strict=True)]
    held = html.Div(
        plain_table(head, cells, caption, "stacked", named=True),
        id=f"{promise_map.CHART.id}-table",
        **{"data-tl": f"{promise_map.CHART.id}-table"},
    )
    numbered = enumerate(every, start=1)
    listed = [html.Li(f"[{at}] {text}", id=f"source-{at}") for at, text in numbered]
    heading = html.P(ctx.t("commitments.sources"), className="group-label")
    sources = [heading, html.Ol(listed, className="muted")]
    return details(caption, held, *(sources if every else []), name="promise-map-details")


def _row(ctx: Context, mark: PromiseMark, row: list[str], every: list[str]) -> list[object]:
    there = ("country", mark.area_code) if "country" in PAGES else ("overview", "")
    name, *cells = row
    told, dates, as_of, evidence, source = cells
    numbers: list[object] = [source]
    if mark.sources:
        at = [every.index(text) + 1 for text in mark.sources]
        links = [html.A(f"[{n}]", href=f"#source-{n}") for n in at]
        numbers = [piece for link in links for piece in (link, " ")][:-1]
    seen = evidence_mark(ctx, mark.evidence) if mark.evidence else evidence
    link = html.A(name, href=ctx.link_to(*there, areas=(mark.area_code,)), **{"data-areas": "1"})
    return [link, told, dates, as_of, seen, numbers]
