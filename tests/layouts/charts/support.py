"""Marks of charts by address, the points of their figures, and their file, for tests."""

import csv
import io
from collections.abc import Sequence

import plotly.graph_objects as go

from app import Throughline
from callbacks.routing import read_address
from layouts.charts import charts
from layouts.charts.over_years import tooltip
from layouts.charts.record import Look, Mark, Marks

LOOKS = (Look("en"), Look("fr", dark=True, narrow=True), Look("en", printed=True))


def marks_of(app: Throughline, chart: str, query: str) -> Marks:
    ctx, problems = read_address("/compare", f"chart={chart}&{query}", app.reference, app.store)
    assert not problems
    return charts()[chart].marks(ctx)


def texts_of(figure: go.Figure) -> list[tuple[float, str]]:
    """Value and text of every mark of a figure whose values run from left to right."""
    return sorted(
        (x, text)
        for trace in figure.data
        if trace.text is not None
        for x, text in zip(trace.x, trace.text, strict=True)
    )


def told(marks: Sequence[Mark]) -> list[tuple[float, str]]:
    """The same of marks."""
    return sorted((mark.drawn, tooltip(mark.spoken)) for mark in marks)


def file_of(app: Throughline, chart: str, query: str) -> list[dict[str, str]]:
    address = f"/export/compare.csv?page=/compare&chart={chart}&{query}"
    text = app.server.test_client().get(address).get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
