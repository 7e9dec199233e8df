"""The evidence chain: its marks are the paths of the theme, its bands and its files their links."""

import csv
import io
import json
import re

import plotly.graph_objects as go
import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.charts.chain import CHART, ChainMarks, marks
from layouts.charts.record import BUNDLE
from layouts.pieces.record_card import keys_read
from layouts.words.values import Words
from tests.layouts.charts.checks import LOOKS

CASES = ("drivers?links=all", "human-rights-inclusion?links=direct", "drivers?links=direct")


def marks_of(app: Throughline, case: str, lang: str = "en") -> ChainMarks:
    slug, query = case.split("?")
    ctx, problems = read_address(
        f"/themes/{slug}", f"{query}&lang={lang}", app.reference, app.store
    )
    assert not problems
    return marks(ctx)


@pytest.mark.parametrize("case", CASES)
def test_marks_are_the_paths_of_the_theme_under_the_choice_of_links(
    app: Throughline, case: str
) -> None:
    found = marks_of(app, case)
    rows = app.reference.chain(found.view.theme.theme_id, case.endswith("direct"))
    assert [(*m[:4], m.links, m.counts) for m in found.each] == [
        (
            *(r.theme_id, r.objective_id, r.target_id, r.indicator_id),
            (r.theme_link, r.objective_link, r.target_link),
            r.counts,
        )
        for r in rows
    ]
    for mark in found.each:
        own = [link.strength if link else "" for link in mark.links]
        assert (mark.strengths[0] == "indirect") == (own[0] == "secondary")
        hangs = own[1] == "context"
        assert mark.strengths[1:] == (
            ("context",) * 2 if hangs else (own[1] or "direct", own[2] or "direct")
        )


@pytest.mark.parametrize("case", CASES)
def test_every_band_is_a_link_as_broad_as_its_paths_and_stands_in_the_table(
    app: Throughline, case: str
) -> None:
    found = marks_of(app, case)
    steps = [band for mark in found.each for band, _ in mark.bands()]
    for look in LOOKS:
        figure = CHART.figure(found, look)
        go.Figure(figure.to_dict())
        (trace,) = figure.data
        assert {trace.type} == set(CHART.traces) <= set(BUNDLE)
        assert sum(trace.link.value) == len(steps)
        assert len(trace.link.value) == len(set(steps))
        full = [found.view.told(node) for mark in found.each for node in mark.nodes()]
        assert set(trace.node.customdata) == {text.replace("&", "&amp;") for text in full}
        colours = {steps[0][2]: trace.link.color[0]}
        for (_, _, strength), colour in zip(found.bands(), trace.link.color, strict=True):
            assert colours.setdefault(strength, colour) == colour
        assert len(set(colours.values())) == len(colours)
        assert all(len(text) > 10 for text in trace.link.customdata)
    head, rows = CHART.table(found, Words("en"))
    assert len(rows) == len(set(steps)) and all(len(row) == len(head) for row in rows)
    assert sum(int(row[-1]) for row in rows) == len(steps)
    ends = {(found.view.name(first), found.view.name(second)) for first, second, _ in steps}
    assert {(row[0], row[1]) for row in rows} == ends
    legend = [item.text for item in CHART.legend(found, LOOKS[0], Words("en"))]
    assert {row[2] for row in rows} <= set(legend)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("case", CASES)
def test_sentence_file_and_answer_say_what_the_marks_say(
    app: Throughline, case: str, lang: str
) -> None:
    found = marks_of(app, case, lang)
    said = CHART.sentence(found, Words(lang))
    counts = [
        len({getattr(mark, level) for mark in found.each} - {""})
        for level in ("objective_id", "target_id", "indicator_id")
    ]
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    assert numbers == [count for count in counts if count]
    slug, query = case.split("?")
    address = f"/chart/{app.store.build_id}/{lang}/chain.json?page=/themes/{slug}&{query}"
    client = app.server.test_client()
    got = json.loads(client.get(address).data)
    assert got["summary"] == said and "[en]" not in str(got) and "charts." not in str(got)
    text = client.get(got["csv"]).data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(r["objective_id"], r["target_id"], r["indicator_id"]) for r in rows] == [
        mark[1:4] for mark in found.each
    ]
    assert [r["objective_link_strength"] for r in rows] == [
        mark.links[1].strength if mark.links[1] else "" for mark in found.each
    ]


def test_the_chain_is_drawn_anew_for_no_other_indicator_and_no_other_place() -> None:
    assert keys_read(CHART, "theme") == ("links", "doubted")
