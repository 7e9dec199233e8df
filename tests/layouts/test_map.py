"""The map page on the server: its address, its numbers with breakdowns, its file, its tiles."""

import csv
import io
import re
from collections import Counter
from typing import Any

import pytest

from app import Throughline
from data.tiles import missing_tiles, read_tiles
from layouts.charts.regions import REGIONS, in_map_order, members
from layouts.charts.world_map import listed as listed_places
from layouts.charts.world_map import mapped
from layouts.map.places import place_list, tile_grid
from layouts.pieces.markup import markup
from layouts.request.context import Context
from layouts.request.state import parse


def rows(app: Throughline, query: str) -> list[dict[str, str]]:
    answer = app.server.test_client().get(f"/export/map.csv?v=1&{query}&page=/map")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def test_every_state_has_a_tile_of_its_own(app: Throughline) -> None:
    tiles = read_tiles(app.store.data_dir / "reference")
    states = [a.area_code for a in app.reference.areas.values() if a.kind == "country"]
    assert not missing_tiles(tiles, states)
    assert set(tiles) <= set(app.reference.areas)
    assert len(set(tiles.values())) == len(tiles)


def test_tiles_keep_the_rough_geography(app: Throughline) -> None:
    tiles, areas = read_tiles(app.store.data_dir / "reference"), app.reference.areas
    for north, south in (("NOR", "ITA"), ("ITA", "LBY"), ("EGY", "ZAF"), ("MEX", "CHL")):
        assert tiles[north][0] < tiles[south][0]
    for west, east in (("USA", "GBR"), ("PRT", "GRC"), ("GBR", "IND"), ("IND", "JPN")):
        assert tiles[west][1] < tiles[east][1]
    assert areas["NZL"].area_code == max(tiles, key=lambda c: tiles[c][0])


def test_a_region_holds_its_members_and_the_list_holds_everyone(app: Throughline) -> None:
    places = [a for group in mapped(app.reference.areas) for a in group]
    africa = members("africa", places)
    assert {"KEN", "MAR", "SYC", "CPV"} <= set(africa)
    assert not {"ESP", "YEM"} & set(africa)
    listed = [a.area_code for _, group in in_map_order(places) for a in group]
    assert sorted(listed) == sorted(a.area_code for a in places)
    assert all(members(name, places) for name in REGIONS)


def test_a_breakdown_has_numbers_of_its_own_and_names_itself(app: Throughline) -> None:
    women = part_of(app, "indicator=ctx-migrant-share&breakdown=sex%3DF&year=2024&words=1")
    assert all("<br>women and girls<br>2024" in tip for tip in women["tips"] if "2024" in tip)
    told = part_of(app, "breakdown=sex%3DF&year=2024&country=KEN&panel=1")
    assert "women and girls (per cent)" in told
    table = {r["area_code"]: r for r in rows(app, "breakdown=sex%3DF&year=2024")}
    assert {r["breakdown_label"] for r in table.values()} == {"women and girls"}
    total = {r["area_code"]: r for r in rows(app, "year=2024")}
    assert total["KEN"]["breakdown"] == ""
    assert total["KEN"]["value"] != table["KEN"]["value"]


def part_of(app: Throughline, query: str) -> Any:
    answer = app.server.test_client().get(
        f"/chart/{app.store.build_id}/en/map.json?page=/map&{query}"
    )
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    return answer.get_json()


def test_the_panel_tells_the_years_of_a_country_with_those_that_do_not_lead(
    app: Throughline,
) -> None:
    told = part_of(app, "indicator=ctx-migrant-share&year=2024&country=BES&panel=1")
    matrix = app.store.matrix("ctx-migrant-share")
    assert matrix
    held = [y for y in matrix.years_with_values() if matrix.cell("BES", y)[0] is not None]
    doubted = [y for y in held if matrix.sure("BES", y) is None]
    assert held and doubted
    assert told.count("<circle") == len(held)
    assert told.count('<circle class="apart"') == len(doubted)
    assert told.count(f"Caribbean Netherlands {doubted[0]}") == 1
    assert 'class="panel-doubt">Doubted: The value, 100.003' in told
    led = [y for y in held if y not in doubted]
    assert f"in {led[0]}" in told and f"in {led[-1]}." in told


def test_the_panel_leads_on_and_names_the_last_value_where_none_is_shown(app: Throughline) -> None:
    old = "indicator=ctx-eu-unemployment-foreign&year=2023&country=GBR&panel=1"
    told = part_of(app, old)
    assert '<p class="panel-value">older than the years allowed</p>' in told
    assert re.search(r"<dt>Last value before</dt><dd>[0-9.]+.%, 2019</dd>", told)
    assert 'href="/compare?v=2&amp;indicator=ctx-eu-unemployment-foreign&amp;areas=GBR"' in told
    assert "/verdict?" not in told
    assert "<dd>2019 (years older: 4)</dd>" in part_of(app, f"{old}&match=latest")
    judged = part_of(app, "indicator=sdg-3-2-1-sh-dyn-mort&country=KEN&panel=1")
    assert 'href="/verdict?v=2&amp;' in judged and 'areas=KEN">' in judged
    for nobody in ("ZZZ", "M49:001", ""):
        assert part_of(app, f"indicator=ctx-migrant-share&country={nobody}&panel=1") is None


def test_every_place_is_listed_and_names_itself(app: Throughline) -> None:
    ctx = Context(
        app.reference, app.store, parse("/map", {"lang": "fr"}, app.reference, app.store)[0]
    )
    places = {area.area_code for area in listed_places(app.reference.areas)}
    listed, tiles = markup(place_list(ctx)), markup(tile_grid(ctx))
    assert set(re.findall('data-code="([A-Z]+)"', listed)) == places
    assert set(re.findall('data-code="([A-Z]+)"', tiles)) <= places
    for part in (listed, tiles):
        assert 'data-code="DEU" data-name="Allemagne"' in part
        assert part.count("data-walk") == 1


def test_an_unknown_breakdown_is_the_total_and_says_so(app: Throughline) -> None:
    unknown, total = (rows(app, f"{q}year=2024") for q in ("breakdown=age%3DY15&", ""))
    assert [{**r, "link": ""} for r in unknown] == [{**r, "link": ""} for r in total]
    assert {r["breakdown"] for r in unknown} == {""}


@pytest.mark.parametrize(
    ("query", "area", "kind", "label"),
    [
        ("indicator=ctx-eu-unemployment-foreign&year=2023", "BGR", "Q", "suppressed"),
        ("indicator=ctx-resettlement&year=2023", "KEN", "M", "not applicable"),
        ("indicator=ctx-eu-unemployment-foreign&year=2023", "GBR", "old", "older than the"),
        ("indicator=ctx-eu-unemployment-foreign&year=2023", "KEN", "none", "nothing published"),
    ],
)
def test_the_file_says_which_kind_of_nothing(
    app: Throughline, query: str, area: str, kind: str, label: str
) -> None:
    row = next(r for r in rows(app, query) if r["area_code"] == area)
    assert (row["shown_as"], row["value"], row["year"]) == (kind, "", "")
    assert row["shown_as_label"].startswith(label)


def test_not_collected_and_zero_are_in_the_file_too(app: Throughline) -> None:
    query = "indicator=ctx-asylum-applications-origin&year=2020"
    kinds = Counter(r["shown_as"] for r in rows(app, query))
    assert kinds["L"] > 100
    kinds = Counter(r["shown_as"] for r in rows(app, "indicator=ctx-idp-unhcr&year=2023"))
    assert kinds["zero"] > 10


def test_an_older_value_carries_its_own_year(app: Throughline) -> None:
    exact = {
        r["area_code"]: r for r in rows(app, "indicator=ctx-eu-unemployment-foreign&year=2024")
    }
    latest = {
        r["area_code"]: r
        for r in rows(app, "indicator=ctx-eu-unemployment-foreign&year=2024&match=latest")
    }
    assert exact["GBR"]["value"] == ""
    assert int(latest["GBR"]["year"]) == int(exact["GBR"]["last_year_before"]) < 2024
    matrix = app.store.matrix("ctx-eu-unemployment-foreign")
    assert matrix
    assert float(latest["GBR"]["value"]) == matrix.cell("GBR", int(latest["GBR"]["year"]))[0]
    assert {r["year_asked"] for r in latest.values()} == {"2024"}


def test_values_lie_in_the_class_the_file_names(app: Throughline) -> None:
    for breaks in ("quantile", "equal", "pretty", "log", "own&limits=1,5,20"):
        for row in rows(app, f"year=2020&breaks={breaks}&classes=5"):
            if row["shown_as"] == "value":
                assert row["class_from"] == "" or float(row["class_from"]) < float(row["value"])
                assert row["class_to"] == "" or float(row["value"]) <= float(row["class_to"])


@pytest.mark.parametrize("key", ["limits", "country", "breakdown"])
def test_free_text_never_breaks_the_page(app: Throughline, key: str) -> None:
    client = app.server.test_client()
    for text in ("<b>x</b>", "1,,;x", "\u0000", "é" * 150, "=" * 100):
        answer = client.get(
            "/map", query_string={"breaks": "own", key: text}, follow_redirects=True
        )
        assert answer.status_code == 200
        assert "<b>x</b>" not in answer.get_data(as_text=True)
        query = {"breaks": "own", key: text, "page": "/map"}
        assert client.get("/export/map.csv", query_string=query).status_code == 200
    assert client.get("/map", query_string={key: "x" * 500}).status_code == 404


def test_every_catalogue_series_opens(app: Throughline) -> None:
    catalogue = [i for i in app.reference.catalogue_series if app.store.has_data(i)]
    assert len(catalogue) > 600
    for indicator in catalogue[::60]:
        state, problems = parse("/map", {"indicator": indicator}, app.reference, app.store)
        assert not problems
        assert state.indicator == indicator
        assert len(rows(app, f"indicator={indicator}")) > 200
