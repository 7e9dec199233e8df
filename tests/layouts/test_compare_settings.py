"""The controls beside the chart of the comparing page, as the markup that comes with its answer."""

import json
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from app import Throughline
from layouts.charts import charts_of
from layouts.request.keys import KEYS
from tests.layouts.charts.checks import served

QUERIES = (
    "areas=MEX,PHL",
    "areas=MEX,DEU&form=capita&total=sum",
    "indicator=ctx-remit-received&areas=MEX&form=index&from=2000&to=2010",
    "indicator=ctx-migrant-stock&areas=DEU,FRA&among=WB:HIC&breakdown=sex%3DF",
    "indicator=ctx-refugees-asylum&beside=ctx-net-migration&areas=DEU",
    *(f"areas=MEX,PHL&chart={chart}" for chart in charts_of("compare")),
)


def part(got: dict, name: str) -> Element:
    """A slot of the page; attributes without a value get one, so that XML can be read."""
    markup = got["controls"][name]
    for word in ("hidden", "selected"):
        markup = markup.replace(f" {word} ", f' {word}="" ').replace(f" {word}>", f' {word}="">')
    return ElementTree.fromstring(f"<div>{markup}</div>")  # noqa: S314 - our own


@pytest.mark.parametrize("query", QUERIES)
def test_controls_show_what_is_drawn_and_say_what_is_refused(app: Throughline, query: str) -> None:
    got = served(app, query)
    for name, own in (("charts", ("chart",)), ("options", got["options"])):
        buttons = part(got, name).findall(".//button")
        pressed = {b.get("data-key"): b.get("data-value") for b in buttons
                   if b.get("aria-pressed") == "true"}  # fmt: skip
        shown = {button.get("data-key") for button in buttons}
        assert shown <= set(own)
        assert pressed == {key: got["choices"][key] for key in shown}
        offered = {(b.get("data-key"), b.get("data-value")) for b in buttons}
        refused = {(key, value) for key in shown for value in got["refused"].get(key, {})}
        assert not offered & refused
        for key in shown:
            values = {value for k, value in offered | refused if k == key}
            assert values == set(KEYS[str(key)].offers())
    for select in part(got, "options").findall(".//select"):
        key = str(select.get("data-key"))
        (chosen,) = [o for o in select.iter("option") if o.get("selected") is not None]
        assert chosen.get("value", chosen.text) == got["choices"][key]
        assert part(got, "options").find(f".//label[@for='{select.get('id')}']") is not None
    said = part(got, "refusals")
    for kind, path in (("asked", "ul[@class='asked']/li"), ("quiet", "details/ul/li")):
        told = [line["text"] for line in got["refusals"] if line["kind"] == kind]
        assert [line.text for line in said.findall(path)] == told
    rows = part(got, "guard").findall(".//tbody/tr")
    assert [[cell.text for cell in row] for row in rows] == got["neighbours"]["rows"]
    assert {row[0].tag for row in rows} == {"th"}


def test_every_control_has_its_place_in_every_chart(app: Throughline) -> None:
    """What is not offered is empty and hidden, so that all else stays when the chart changes."""
    shapes = {tuple(node.tag for node in part(served(app, q), "options")) for q in QUERIES}
    assert len(shapes) == 1
    line, scatter = served(app, QUERIES[0]), served(app, "chart=scatter")
    assert line["choosers"] == {"x": None, "size": None, "beside": ""}
    assert scatter["choosers"]["x"] == scatter["choices"]["x"] and not scatter["choosers"]["beside"]
    refused = served(app, QUERIES[4])
    assert refused["choosers"]["beside"] == "ctx-net-migration", "shown, though it is not drawn"


def test_neither_end_of_the_span_can_pass_the_other(app: Throughline) -> None:
    options = part(served(app, QUERIES[2]), "options")
    first, last = (
        [str(o.text) for o in options.findall(f".//select[@data-key='{key}']/option")][1:]
        for key in ("from", "to")
    )
    assert first[-1] == "2010" and last[0] == "2000"


def test_all_that_has_numbers_is_listed_once(app: Throughline) -> None:
    got = app.server.test_client().get(f"/series/{app.store.build_id}/fr/compare.json")
    listed = json.loads(got.data)
    values = [option["value"] for option in listed]
    assert len(values) == len(set(values)) and all(map(app.store.has_data, values))
    assert values[0] in app.reference.indicators and "· catalogue" in listed[-1]["label"]
    assert all(option["value"] in option["search"] for option in listed)
