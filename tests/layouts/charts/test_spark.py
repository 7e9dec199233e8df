"""The small drawing beside a verdict holds its marks and no others, and its words say the same."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from math import isnan

import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.charts.spark import CHART, PUBLISHED, SparkMarks, marks, svg
from layouts.pieces.markup import markup
from layouts.theme import page as theme
from layouts.words.values import Words

CASES = (
    "indicator=sdg-3-2-1-sh-dyn-mort&areas=KEN",  # target and projection
    "indicator=sdg-7-1-1-eg-acs-elec&areas=DEU",  # met
    "indicator=sdg-10-7-4-sm-pop-refg-or&areas=SYR",  # means, no target
    "indicator=ctx-remit-received&areas=MEX",  # no verdict
    "indicator=ctx-remit-received-gdp&areas=LBR",  # doubted values
)


def marks_of(app: Throughline, query: str) -> SparkMarks:
    ctx, problems = read_address("/verdict", query, app.reference, app.store)
    assert not problems
    return marks(ctx)


def parts(found: SparkMarks, name: str) -> list[ET.Element]:
    return [part for part in ET.fromstring(svg(found)) if part.get("class") == name]  # noqa: S314


@pytest.mark.parametrize("query", CASES)
def test_marks_are_the_published_values_and_the_verdict_s(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    ctx, own = found.view.ctx, found.of(*PUBLISHED)
    cells = ctx.store.observations(ctx.indicator, (ctx.state.focus,))
    assert [(m.year, m.value, m.status, m.leads) for m in own] == [
        (c.year, c.value, c.obs_status, c.leads)
        for c in cells
        if c.value is not None and c.obs_status != "F" and c.year >= 2000
    ]
    assert all((m.role == "value") == m.leads for m in own)
    judged = found.view.found if found.view.found and found.view.found.band else None
    for role in ("target", "projected", "base", "latest"):
        made = [(m.year, m.drawn) for m in found.of(role)]
        if judged is None:
            last = found.of("value")[-1]
            assert made == ([(last.year, last.drawn)] if role == "latest" else [])
            continue
        year = judged.target_year if role == "projected" else getattr(judged, f"{role}_year")
        value = judged.projected if role == "projected" else getattr(judged, f"{role}_value")
        assert made == ([] if value is None else [(year, value)])


@pytest.mark.parametrize("query", CASES)
def test_the_drawing_holds_the_marks_at_their_years_and_values(
    app: Throughline, query: str
) -> None:
    found = marks_of(app, query)
    line = parts(found, "spark-line")[0].get("points", "").split()
    led = found.of("value")
    points = [tuple(map(float, point.split(","))) for point in line]
    assert len(points) == len(led)
    low, high = min(led, key=lambda m: m.drawn), max(led, key=lambda m: m.drawn)
    y0, y1 = points[led.index(low)][1], points[led.index(high)][1]
    first, span = led[0].year, led[-1].year - led[0].year
    for (x, y), mark in zip(points, led, strict=True):  # one scale for all, values upwards
        share = (mark.drawn - low.drawn) / ((high.drawn - low.drawn) or 1)
        assert y == pytest.approx(y0 + share * (y1 - y0), abs=0.11)
        years = (mark.year - first) / span
        assert x == pytest.approx(points[0][0] + years * (points[-1][0] - points[0][0]), abs=0.11)
    assert y1 < y0 or high.drawn == low.drawn
    assert len(parts(found, "spark-dot")) == len(found.of("base", "latest"))
    assert len(parts(found, "spark-target")) == len(found.of("target"))
    assert len(parts(found, "spark-end")) == len(found.of("projected"))


def test_a_doubted_value_stands_apart_hollow_and_crossed(app: Throughline) -> None:
    found = marks_of(app, CASES[-1])
    doubted = [m for m in found.each if m.kind == "doubt"]
    assert doubted and {m.role for m in doubted} == {"apart"}
    tags = [part.tag for part in parts(found, "spark-apart")]
    assert tags.count("circle") == tags.count("path") == len(doubted)
    ends = (found.of("value")[0], found.of("value")[-1])
    said = CHART.sentence(found, Words("en"))
    assert all(found.view.text(end.drawn) in said for end in ends)


@pytest.mark.parametrize("query", CASES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_words_and_table_say_what_the_marks_say(app: Throughline, query: str, lang: str) -> None:
    found = marks_of(app, f"{query}&lang={lang}")
    said = CHART.sentence(found, Words(lang))
    for mark in found.each:
        said = said.replace(found.view.text(mark.drawn), "")
    assert {int(number) for number in re.findall(r"\d+", said)} <= {m.year for m in found.each}
    rows = CHART.table(found, Words(lang))[1]
    assert rows == [[str(m.year), found.view.text(m.value)] for m in reversed(found.of(*PUBLISHED))]
    assert not any(isnan(m.drawn) for m in found.each)


def test_a_theme_s_page_holds_its_drawings_and_needs_no_code_for_them(app: Throughline) -> None:
    ctx, _ = read_address("/themes/human-rights-inclusion", "areas=KEN", app.reference, app.store)
    page = markup(theme.part(ctx))
    assert page.count('class="spark-line"') > 5
    assert page.count("<svg") == page.count('aria-hidden="true" class="spark')


def test_a_forecast_is_not_drawn(app: Throughline, monkeypatch: pytest.MonkeyPatch) -> None:
    found = marks_of(app, CASES[0])
    ctx = found.view.ctx
    *cells, last = app.store.observations(ctx.indicator, (ctx.state.focus,))
    held = [*cells, replace(last, obs_status="F")]
    monkeypatch.setattr(type(app.store), "observations", lambda *_: held)
    years = [mark.year for mark in marks_of(app, CASES[0]).of(*PUBLISHED)]
    assert years == [mark.year for mark in found.of(*PUBLISHED)][:-1]
