"""The heat table: a cell a value, its class and colour worked out once more, its words readable."""

from statistics import quantiles

import pytest

from app import Throughline
from layouts.charts.heat_figure import CELL_PX, Grid, classes_of
from layouts.charts.looks import LOOKS as KIND_LOOKS
from layouts.charts.record import Look, Mark, Marks
from layouts.charts.template import plain
from layouts.words.values import Words
from tests.layouts.charts.checks import (
    chart_of,
    check_figure,
    check_file,
    check_sentence,
    check_table,
    check_values,
    served,
)

QUERIES = (
    "chart=heat",
    "chart=heat&indicator=ctx-refugees-asylum&total=median&areas=DEU,FRA,TUR",
    "chart=heat&among=M49:053&indicator=wb-sp-urb-totl&form=capita",
    "chart=heat&indicator=ctx-migrant-stock&breakdown=sex%3DF&areas=DEU,FRA&from=2000",
    "chart=heat&indicator=ctx-eu-employment-foreign&areas=DEU,FRA",
    "chart=heat&areas=LBR,PHL,KEN&doubted=on&form=index",
    "chart=heat&indicator=sdg-10-7-2-sg-cpa-migrs&areas=MEX,DEU",
    "chart=heat&indicator=sdg-16-a-1-sg-nhr-impln&areas=MEX,DEU,KEN",
    "chart=heat&indicator=ctx-eu-foreign-born&areas=DEU,FRA,POL",
)


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "heat" and marks.each
    grid = Grid(marks)
    check_figure(chart, marks, [(*place_of(grid, m), m) for m in marks.each])
    check_values(app, marks)
    check_table(chart, marks, marks.each)
    check_file(app, query, marks)
    for lang in ("en", "fr"):
        made, found = chart_of(app, f"{query}&lang={lang}")
        said = check_sentence(made, found, lang)
        assert "Target" not in said and "Cible" not in said


def place_of(grid: Grid, mark: Mark) -> tuple[int, int]:
    """Column and row of a mark."""
    row = next(i for i, line in enumerate(grid.lines) if line.first.area_code == mark.area_code)
    return grid.column[mark.year], row


def cuts(marks: Marks, count: int) -> list[float]:
    """Bounds that leave as many of the leading values below each as between any two."""
    led = sorted(mark.drawn for mark in marks.each if mark.leads)
    inner = quantiles(led, n=count, method="inclusive") if len(led) > 1 else []
    return sorted({*inner, led[-1]})


@pytest.mark.parametrize("query", QUERIES)
def test_cells_have_the_colour_of_their_class_and_words_that_read_on_it(
    app: Throughline, query: str
) -> None:
    chart, marks = chart_of(app, query)
    words = Words("en")
    for look in (Look("en"), Look("en", dark=True)):
        figure = chart.figure(marks, look)
        grid = Grid(marks)
        (cells,) = [t for t in figure.data if t.type == "heatmap"]
        inks = {
            (x, y): t.textfont.color
            for t in figure.data
            if t.meta["role"] == "words"
            for x, y, said in zip(t.x, t.y, t.text, strict=True)
            if said
        }
        legend = [i for i in chart.legend(marks, look, words) if i.sign == "block"]
        colour = {}
        for mark in marks.each:
            x, y = place_of(grid, mark)
            fill = cells.colorscale[2 * int(cells.z[y][x])][1]
            colour[mark.area_code, mark.year] = fill
            assert contrast(fill, inks[x, y]) > 4.4, (fill, inks[x, y])
        if marks.view.main.of.kind not in ("binary", "ordinal"):
            found = cuts(marks, len(classes_of(marks, look.dark).colours))
            if len(found) == len(legend):
                for mark in marks.each:
                    at = next(
                        (i for i, c in enumerate(found) if mark.drawn <= c),
                        len(found) - 1,
                    )
                    near = any(0 < abs(mark.drawn - c) < abs(c) * 1e-9 for c in found)
                    assert near or colour[mark.area_code, mark.year] == legend[at].colour
        assert set(colour.values()) <= {item.colour for item in legend}


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG has it."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("query", QUERIES)
def test_each_cell_has_room_for_its_words_and_each_missing_value_a_dash(
    app: Throughline, query: str
) -> None:
    chart, marks = chart_of(app, query)
    years = {mark.year for mark in marks.each}
    places = {mark.area_code for mark in marks.each}
    for look in (Look("en"), Look("fr", narrow=True), Look("en", printed=True)):
        figure = plain(chart.figure(marks, look))
        layout = figure["layout"]
        room = layout.get("width", 340 if look.narrow else 900)
        room -= layout["margin"]["l"] + layout["margin"]["r"]
        assert room / len(years) >= CELL_PX - 1
        longest = max(
            len(c) for t in figure["data"] if t["meta"]["role"] == "words" for c in t["text"]
        )
        assert longest * 7.2 <= CELL_PX + 6
        assert len(layout["xaxis"]["ticktext"]) == len(years)
        dashes = [t for t in figure["data"] if t["meta"]["role"] == "missing"]
        count = sum(len(t["x"]) for t in dashes)
        assert count == len(years) * len(places) - len(marks.each)
        assert all(": " in text for t in dashes for text in t["text"])


def test_signs_in_corners_are_those_of_the_shared_looks(app: Throughline) -> None:
    for query, kind in (
        ("chart=heat&areas=LBR,PHL", "doubt"),
        ("chart=heat&indicator=ctx-eu-employment-foreign&areas=DEU,FRA", "break"),
        ("chart=heat&indicator=ctx-eu-foreign-born&areas=DEU,FRA,POL,ITA,ESP,BEL,NLD", "estimate"),
    ):
        chart, marks = chart_of(app, query)
        own = [mark for mark in marks.each if mark.kind == kind]
        assert own
        figure = chart.figure(marks, Look("en"))
        (trace,) = [t for t in figure.data if t.meta["role"] == "sign" and t.meta["kind"] == kind]
        assert len(trace.x) == len(own)
        assert set(trace.text) == {KIND_LOOKS[kind].corner}
        years = Grid(marks).years
        assert sorted(years[round(x)] for x in trace.x) == sorted(mark.year for mark in own)
        signs = {item.sign for item in chart.legend(marks, Look("en"), Words("en"))}
        assert KIND_LOOKS[kind].cell_sign in signs
    assert KIND_LOOKS["doubt"].corner != KIND_LOOKS["estimate"].corner


def test_a_missing_value_says_why(app: Throughline) -> None:
    """Where the provider gives a reason it stands there; elsewhere that nothing was published."""
    chart, marks = chart_of(app, "chart=heat&indicator=ctx-migrant-share&areas=MEX,SSD&from=1990")
    texts = [
        text
        for trace in chart.figure(marks, Look("en")).data
        if trace.meta["role"] == "missing"
        for text in trace.text
    ]
    assert all(text.rpartition(": ")[2] in REASONS for text in texts)


REASONS = {Words("en").t(f"js.missing.{name}") for name in ("none", "M", "L", "Q", "O")}


def test_a_picture_is_as_wide_as_its_words_need(app: Throughline) -> None:
    got = served(app, "chart=heat&indicator=wb-sp-urb-totl-in-zs&areas=KEN,MEX&print=1")
    layout = got["figure"]["layout"]
    assert layout["width"] > 60 * CELL_PX
    assert any(
        note["text"] == "Kenya" and note["xanchor"] == "left" for note in layout["annotations"]
    )
