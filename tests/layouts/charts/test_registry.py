"""Charts are records found by name; with a faulty one the app does not start, and says why."""

import json
from dataclasses import replace
from types import ModuleType

import plotly.graph_objects as go
import pytest

from layouts.charts import ChartError, charts, charts_of, read
from layouts.charts import looks as kinds_of_look
from layouts.charts.line import CHART as LINE
from layouts.charts.line import TAKES
from layouts.charts.record import KINDS, Look
from layouts.charts.template import template
from layouts.request.keys import KEYS
from layouts.tokens import FILE


def module(name: str, **holds: object) -> ModuleType:
    made = ModuleType(f"layouts.charts.{name}")
    vars(made).update(holds)
    return made


def test_every_chart_of_a_page_is_a_choice_of_its_address() -> None:
    assert charts()
    for chart in charts().values():
        for page in chart.pages:
            assert (chart.id in charts_of(page)) == (chart.figure is not None)
    assert KEYS["chart"].offers()[: len(charts_of("compare"))] == charts_of("compare")
    assert KEYS["chart"].default in charts_of("compare")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "lines"}, "id 'lines' must be the file's name, 'line'"),
        ({"pages": ("nowhere",)}, "page 'nowhere' is not known"),
        ({"takes": replace(TAKES, years="some")}, "years 'some' is not known"),
        ({"takes": replace(TAKES, forms=("cubed",))}, "form 'cubed' is not known"),
        ({"takes": replace(TAKES, forms=())}, "takes no form or no axis"),
        ({"takes": replace(TAKES, axes=("round",))}, "axis 'round' is not known"),
        ({"takes": replace(TAKES, draws=("dreams",))}, "draws 'dreams' is not known"),
        ({"takes": replace(TAKES, options=("hue",))}, "option 'hue' is not known"),
        (
            {"takes": replace(TAKES, opens=0)},
            "opens must be at least 1, indicators and most at least 0",
        ),
        ({"traces": ("scatter3d",)}, "trace type 'scatter3d' is not known"),
        ({"marks": lambda a, b: None}, "marks must take 1 arguments"),
        ({"figure": "picture"}, "figure must take 2 arguments"),
        ({"figure": None}, "figure must take 2 arguments"),
        ({"traces": ()}, "has a figure and draws with no trace type"),
        ({"frames": lambda: None}, "frames must take 2 arguments"),
    ],
)
def test_each_fault_of_a_record_is_named(change: dict, fault: str) -> None:
    with pytest.raises(ChartError) as told:
        read([module("line", CHART=replace(LINE, **change))])
    assert f"line: {fault}" in str(told.value)


def test_all_faults_of_all_modules_are_told_at_once() -> None:
    other = replace(LINE, id="other")
    with pytest.raises(ChartError) as told:
        read(
            [
                module("line", CHART=LINE),
                module("other", CHART=other),
                module("nobody", CHART="not a chart"),
                module("forgot", marks=LINE.marks, figure=LINE.figure),
                module("helper", something=1),
            ]
        )
    text = str(told.value)
    assert "line, other: order 1 is taken twice on page compare" in text
    assert "other: no charts.other.when_not in en" in text
    assert "nobody: CHART must be a Chart, not str" in text
    assert "forgot: has marks and figure, but no CHART" in text
    assert "helper" not in text


def test_the_app_does_not_start_with_a_faulty_chart(monkeypatch) -> None:
    from app import create_server

    def faulty() -> None:
        raise ChartError("layouts/charts: line: no figure")

    monkeypatch.setattr("app.charts", faulty)
    with pytest.raises(SystemExit, match="cannot start.*no figure"):
        create_server()


@pytest.mark.parametrize("dark", [False, True])
def test_templates_are_plotly_s_own_and_take_every_colour_from_the_tokens(dark: bool) -> None:
    made = go.layout.Template(template(Look("fr", dark)))
    tone = json.loads(FILE.read_text(encoding="utf-8"))["colours"]["dark" if dark else "light"]
    assert made.layout.font.color == tone["ink"]
    assert list(made.layout.colorway) == tone["series"]
    assert made.layout.separators == ",\u202f"
    assert made.layout.xaxis.fixedrange
    assert template(Look("fr", dark, printed=True))["layout"]["paper_bgcolor"] == "#ffffff"


def test_each_kind_of_value_has_a_look_of_its_own() -> None:
    looks = kinds_of_look.LOOKS
    assert list(looks) == list(KINDS)
    for part in ("ending", "line_sign"):
        drawn = [getattr(looks[kind], part) for kind in KINDS if kind != "part"]
        assert len(set(drawn)) == len(drawn)
    assert looks["doubt"].pattern != looks["estimate"].pattern
    assert looks["doubt"].bar_sign != looks["estimate"].bar_sign
