"""Two maps: one scale of classes, every value on its map and in its class."""

import re

import pytest

from app import Throughline
from layouts.charts.over_years import tooltip
from layouts.charts.palettes import mixed
from layouts.charts.record import BUNDLE, Look
from layouts.charts.template import plain
from layouts.charts.two_maps import class_of, colours, maps, scheme
from layouts.tokens import ramp
from layouts.words.values import Words
from tests.layouts.charts.checks import (
    LOOKS,
    chart_of,
    check_file,
    check_sentence,
    check_table,
    check_values,
    served,
    summed,
)

QUERIES = (
    "chart=two_maps&indicator=ctx-migrant-share&areas=DEU,MEX",
    "chart=two_maps&indicator=ctx-refugees-asylum&beside=ctx-asylum-seekers",
    "chart=two_maps&indicator=ctx-net-migration&baseyear=1990&year=2020",
    "chart=two_maps&indicator=ctx-remit-received-gdp&among=M49:014&doubted=on",
)


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "two_maps" and marks.each
    found = scheme(marks.view)
    for look in LOOKS:
        figure = chart.figure(marks, look)
        scale = colours(found, look.dark)
        for geo, own in zip(("geo", "geo2"), maps(marks), strict=True):
            walked = [t for t in figure.data if t.geo == geo and t.text is not None]
            held = {}
            for trace in walked:
                codes = trace.locations if trace.type == "choropleth" else trace.customdata
                shown = (
                    trace.z if trace.type == "choropleth" else map(scale.index, trace.marker.color)
                )
                rows = zip(codes, trace.text, shown, strict=True)
                held |= {code: (text, shade) for code, text, shade in rows}
            assert held == {m.area_code: (tooltip(m.spoken), class_of(found, m.drawn)) for m in own}
        assert {t.type for t in figure.data} <= set(chart.traces) <= set(BUNDLE)
        type(figure)(figure.to_dict())
        assert (
            len(scale)
            == len(set(scale))
            == len([i for i in chart.legend(marks, look, Words(look.lang)) if i.colour])
        )
    check_values(app, marks)
    check_table(chart, marks, marks.each)
    check_file(app, query, marks)
    for lang in ("en", "fr"):
        check_sentence(*chart_of(app, f"{query}&lang={lang}"), lang)


@pytest.mark.parametrize("query", QUERIES)
def test_the_sentence_counts_changes_of_class(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    found = scheme(marks.view)
    one, other = (
        {m.area_code: class_of(found, m.drawn) for m in own if m.leads} for own in maps(marks)
    )
    both = one.keys() & other.keys()
    up, down = sum(other[c] > one[c] for c in both), sum(other[c] < one[c] for c in both)
    said = summed(chart.sentence(marks, Words("en"))).split(".")[0]
    years = [marks.view.year] if marks.view.second else [marks.view.base, marks.view.year]
    assert list(map(int, re.findall(r"\d+", said))) == [
        len(both), *years, up, down, len(both) - up - down,
    ]  # fmt: skip
    for mark in marks.each:
        k = class_of(found, mark.drawn)
        if not (found.zero and mark.drawn == 0):
            low, high = found.bounds(k - found.zero)
            assert mark.drawn <= high or k == len(found.uppers) - 1 + found.zero
            assert mark.drawn > low or k == found.zero


def test_two_indicators_share_classes_only_where_they_may_share_an_axis(app: Throughline) -> None:
    got = served(app, QUERIES[1])
    assert got["choices"]["beside"] == "ctx-asylum-seekers"
    texts = [note["text"] for note in got["figure"]["layout"]["annotations"]]
    assert len(texts) == 2 and texts[0] != texts[1]
    refused = served(app, "chart=two_maps&indicator=ctx-migrant-share&beside=ctx-hdi")
    assert refused["choices"]["beside"] == ""
    assert refused["refusals"][0]["name"] == "beside"


def test_doubted_values_have_their_sign_and_phones_one_map_above_the_other(
    app: Throughline,
) -> None:
    chart, marks = chart_of(app, "chart=two_maps&indicator=ctx-remit-received-gdp")
    figure = chart.figure(marks, Look("en", narrow=True))
    layout = plain(figure)["layout"]
    assert layout["geo"]["domain"]["y"][0] >= layout["geo2"]["domain"]["y"][1]
    doubted = {(m.year, m.area_code) for m in marks.each if m.kind == "doubt"}
    assert doubted
    years = {"geo": marks.view.base, "geo2": marks.view.year}
    drawn = {
        (years[t.geo], code)
        for t in figure.data
        if t.meta["role"] == "sign"
        for code, symbol in zip(t.customdata, t.marker.symbol, strict=True)
        if symbol == "circle-x-open"
    }
    assert drawn == doubted


def test_as_many_colours_as_classes_are_mixed_from_a_ramp() -> None:
    tones = ramp("teal", dark=False)
    assert mixed(tones, 6) == list(tones)
    assert mixed(tones, 1) == [tones[0]]
    assert mixed(("#000000", "#ffffff"), 3) == ["#000000", "#808080", "#ffffff"]
