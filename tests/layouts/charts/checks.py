"""What every chart's tests ask of it: figure, table and file hold its marks and no others."""

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

import plotly.graph_objects as go

from app import Throughline
from callbacks.routing import read_address
from layouts.charts.controls import controls
from layouts.charts.drawn import drawn
from layouts.charts.over_years import tooltip
from layouts.charts.record import BUNDLE, KINDS, Chart, Look, Mark, Marks
from layouts.charts.tables import NONE
from layouts.request.context import Context
from layouts.words.values import Words

LOOKS = (Look("en"), Look("fr", dark=True, narrow=True), Look("en", printed=True))


def context(app: Throughline, query: str) -> Context:
    """The context of an address of the Compare page without problems."""
    ctx, problems = read_address("/compare", query, app.reference, app.store)
    assert not problems, problems
    return ctx


def chart_of(app: Throughline, query: str) -> tuple[Chart, Marks]:
    """The chart that an address names, or the one drawn instead, with its marks."""
    ctx = context(app, query)
    return drawn(ctx, ctx.state.option("chart"))


def walked(figure: go.Figure) -> list[tuple[float, float, str]]:
    """Place and text of every mark of a figure; values that are missing are none."""
    return sorted(
        (x, y, text)
        for trace in figure.data
        if trace.text is not None and trace.hovertemplate and trace.meta["role"] != "missing"
        for x, y, text in _placed(trace)
        if text
    )


def _placed(trace: Any) -> Iterator[tuple[float, float, str]]:
    if trace.type != "heatmap":
        yield from zip(trace.x, trace.y, trace.text, strict=True)
        return
    for y, row in zip(trace.y, trace.text, strict=True):
        yield from ((x, y, text) for x, text in zip(trace.x, row, strict=True))


def check_figure(chart: Chart, marks: Marks, wanted: Iterable[tuple[float, float, Mark]]) -> None:
    """In every look the figure has these marks, and nothing that plotly does not know."""
    places = sorted((x, y, tooltip(mark.spoken)) for x, y, mark in wanted)
    for look in LOOKS:
        figure = chart.figure(marks, look)
        assert walked(figure) == places
        assert {trace.type for trace in figure.data} <= set(chart.traces) <= set(BUNDLE)
        assert all(trace.meta["role"] for trace in figure.data)
        go.Figure(figure.to_dict())


def check_values(app: Throughline, marks: Marks) -> None:
    """Values, letters and doubts of marks are those of the tables."""
    matrices = {
        part.of.indicator_id: app.store.matrix(
            part.of.indicator_id, breakdown=part.cells.matrix.breakdown
        )
        for part in marks.view.parts
    }
    for mark in marks.each:
        assert mark.kind in KINDS
        assert math.isfinite(mark.drawn)
        if math.isnan(mark.value):
            assert ":SUM" in mark.area_code
            continue
        matrix = matrices[mark.indicator_id]
        assert matrix.cell(mark.area_code, mark.year) == (mark.value, mark.status), mark
        if mark.reason:
            assert mark.quality == matrix.flags_at(mark.area_code, mark.year)


def check_table(chart: Chart, marks: Marks, drawn_rows: Iterable[Mark]) -> None:
    """Every cell of the table is one of these marks, and each is in it."""
    words = Words("en")
    units = {part.name: part.told.unit for part in marks.view.parts}
    head, rows = chart.table(marks, words)
    assert all(len(row) == len(head) for row in rows)
    cells = [cell for row in rows for cell in row[1:] if cell != NONE]
    wanted = [words.exactly(mark.drawn, units[mark.series]) for mark in drawn_rows]
    plain = (cell.split(" (")[0].split(" Note:")[0].split(" Doubted:")[0] for cell in cells)
    assert sorted(plain) == sorted(wanted)


def check_file(app: Throughline, query: str, marks: Marks) -> list[dict[str, str]]:
    """The file of an address holds its marks, each with what is needed to quote it."""
    client = app.server.test_client()
    text = client.get(f"/export/compare.csv?page=/compare&{query}").get_data(as_text=True)
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    held = [(r["indicator_id"], r["area_code"], int(r["year"]), float(r["value"])) for r in table]
    codes = [(m.indicator_id, "" if ":SUM" in m.area_code else m.area_code) for m in marks.each]
    assert held == [(*c, m.year, m.drawn) for c, m in zip(codes, marks.each, strict=True)]
    assert all(row["source"] and row["licence"] and row["link"] for row in table)
    return table


def check_sentence(chart: Chart, marks: Marks, lang: str) -> str:
    """The sentence is whole, in its language, and without a key in it."""
    said = chart.sentence(marks, Words(lang))
    assert said and ".." not in said and "[en]" not in said and "charts." not in said
    assert "js." not in said and "{" not in said
    return said


def served(app: Throughline, query: str, lang: str = "en") -> dict:
    """The answer over HTTP for an address of the Compare page, and what its controls show."""
    chart = dict(part.split("=", 1) for part in query.split("&")).get("chart", "line")
    address = f"/chart/{app.store.build_id}/{lang}/{chart}.json?page=/compare&{query}"
    got = app.server.test_client().get(address)
    assert got.status_code == 200, got.data
    if "print=1" in query:
        return json.loads(got.data)
    record, marks = drawn(context(app, f"lang={lang}&{query}"), chart)
    return json.loads(got.data) | controls(record, marks.view, Words(lang))


BOTH = re.compile(r"(\d+) countr(?:y|ies) and (\d+) territor(?:y|ies)")


def summed(text: str) -> str:
    """A text whose counts of countries and territories are one number each: 188 + 38 as 226."""
    return BOTH.sub(lambda m: f"{int(m[1]) + int(m[2])} countries", text)
