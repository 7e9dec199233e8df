"""Links of older versions open what they opened when they were made."""

from dataclasses import replace

import pytest

from app import Throughline
from callbacks.routing import read_address
from data.reference_lists import Reference
from data.wording import Renamed
from layouts.request.state import ViewState
from layouts.request.upgrade import MOVED, OPENED_IN_1, renamed_path, upgrade

THEME = "/themes/contributions-remittances"

# Addresses that version 1 wrote, and the state that it showed for each.
WRITTEN_IN_1 = [
    ("/", ViewState()),
    (
        "/?v=1&year=2020",
        ViewState(page="map", indicator="ctx-remit-received-gdp", year=2020),
    ),
    ("/?v=1&indicator=ctx-net-migration", ViewState(page="map", indicator="ctx-net-migration")),
    ("/?v=1&areas=MEX,PHL", ViewState(areas=("MEX", "PHL"))),
    (f"{THEME}?v=1&links=all", ViewState("theme", THEME[8:], options={"links": "all"})),
    (f"{THEME}?v=1&year=2015", ViewState("theme", THEME[8:], "en", "sdg-10-c-1-si-rmt-cost", 2015)),
    (f"{THEME}?v=1&lang=fr&indicator=ctx-remit-received&year=2015&areas=MEX,NAM,M49:001&links=all",
     ViewState("theme", THEME[8:], "fr", "ctx-remit-received", 2015, ("MEX", "NAM", "M49:001"),
               {"links": "all"})),
    ("/themes/drivers?v=1&lang=fr&areas=M49:001",
     ViewState("theme", "drivers", "fr", areas=("M49:001",))),
]  # fmt: skip


@pytest.mark.parametrize(("address", "meant"), WRITTEN_IN_1)
def test_an_older_link_shows_what_it_showed(
    app: Throughline, address: str, meant: ViewState
) -> None:
    path, _, search = address.partition("?")
    ctx, problems = read_address(path, search, app.reference, app.store)
    assert (ctx.state, problems) == (meant, ())
    client = app.server.test_client()
    answer = client.get(address)
    if "v=1" in address:  # the browser is sent to the address of today, which it then shows
        assert answer.status_code == 302
        today = answer.headers["Location"]
        assert "v=2" in today
        assert read_address(*today.split("?"), app.reference, app.store)[0].state == meant
        answer = client.get(today)
    assert answer.status_code == 200


# What people write for a country or a group, and its page of today.
PLACES = [
    ("/country/tur", "/country/TUR"),
    ("/country/TR", "/country/TUR"),
    ("/country/Turkey", "/country/TUR"),
    ("/country/swaziland", "/country/SWZ"),
    ("/country/Czech%20Republic", "/country/CZE"),
    ("/country/czech-republic", "/country/CZE"),
    ("/country/maroc?lang=fr", "/country/MAR?lang=fr"),
    ("/country/504", "/country/MAR"),
    ("/country/ZAR", "/country/COD"),
    ("/country/M49:199", "/group/M49:199"),
    ("/group/ldc", "/group/M49:199"),
    ("/group/MAR?v=2&areas=KEN", "/country/MAR?v=2&areas=KEN"),
]


@pytest.mark.parametrize(("written", "today"), PLACES)
def test_a_place_by_any_of_its_names_leads_to_its_page(
    app: Throughline, written: str, today: str
) -> None:
    client = app.server.test_client()
    answer = client.get(written)
    assert (answer.status_code, answer.headers["Location"]) == (302, today)
    path, _, search = today.partition("?")
    assert not read_address(path, search, app.reference, app.store)[1]


def test_a_place_that_does_not_exist_offers_the_nearest(app: Throughline) -> None:
    _, (problem,) = read_address("/country/marocco", "", app.reference, app.store)
    assert problem.kind == "unknown_place"
    assert problem.choices[0] == ("Morocco", "/country/MAR")


# Addresses that have moved, and where they lead. A browser keeps what stands behind `#`, for which
# the new address must not bring a `#` of its own.
LEADS = [
    ("/data", "/table"),
    ("/data/?from=2020", "/table?from=2020"),
    (
        "/data?v=2&lang=fr&areas=KEN,UGA&indicators=ctx-population&sort=-year",
        "/table?v=2&lang=fr&areas=KEN,UGA&indicators=ctx-population&sort=-year",
    ),
    (
        "/data?v=1&table=flows&measure=refugees&areas=M49:001",
        "/table?v=2&table=flows&measure=refugees&areas=M49:001",
    ),
    (
        "/data/rows.csv?indicators=ctx-population&areas=KEN",
        "/table/rows.csv?indicators=ctx-population&areas=KEN",
    ),
    ("/data/rows.json?areas=KEN", "/table/rows.json?areas=KEN"),
    ("/calculation", "/verdict"),
    ("/?v=2&indicator=ctx-net-migration", "/map?v=2&indicator=ctx-net-migration"),
    ("/calculation/?lang=fr", "/verdict?lang=fr"),
    (
        "/calculation?v=2&indicator=sdg-3-2-1-sh-dyn-mort&areas=KEN&method=statcan",
        "/verdict?v=2&indicator=sdg-3-2-1-sh-dyn-mort&areas=KEN&method=statcan",
    ),
    ("/calculation?v=1&areas=M49:001", "/verdict?v=2&areas=M49:001"),
    ("/status", "/verdict-map"),
    (
        "/status?v=2&lang=fr&indicator=sdg-1-1-1-si-pov-day1&base=near2018",
        "/verdict-map?v=2&lang=fr&indicator=sdg-1-1-1-si-pov-day1&base=near2018",
    ),
    (
        "/export/calculation.csv?indicator=sdg-3-2-1-sh-dyn-mort&areas=KEN",
        "/export/verdict.csv?indicator=sdg-3-2-1-sh-dyn-mort&areas=KEN",
    ),
    ("/export/calculation.json?areas=KEN", "/export/verdict.json?areas=KEN"),
    ("/export/status.csv?method=escap", "/export/verdict_map.csv?method=escap"),
    (
        "/compare?x=ctx-population&amp;chart=line&amp;areas=KEN,UGA",
        "/compare?chart=line&areas=KEN,UGA&x=ctx-population",
    ),
    ("/map?v=2&amp;amp;year=2015", "/map?year=2015&v=2"),
    ("/table?v=2&amp%3Bareas=KEN&areas=UGA", "/table?areas=UGA&v=2"),
    ("/table/rows.csv?v=2&amp;areas=KEN", "/table/rows.csv?areas=KEN&v=2"),
]


@pytest.mark.parametrize(("old", "new"), LEADS)
def test_an_address_that_has_moved_leads_on(app: Throughline, old: str, new: str) -> None:
    client = app.server.test_client()
    answer = client.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (302, new)
    assert client.get(new).status_code == 200
    (path, _, query), (today, _, asked) = old.partition("?"), new.partition("?")
    meant = read_address(today, asked, app.reference, app.store)
    found = read_address(path, query, app.reference, app.store)
    assert (found[0].state, found[1]) == (meant[0].state, meant[1])


def test_only_whole_addresses_have_moved(app: Throughline) -> None:
    for path in ("/themes/drivers", "/indicators/ctx-hdi", "/", *MOVED.values()):
        assert renamed_path(path, app.reference) == path
    for path in MOVED:
        assert renamed_path(f"/themes{path}", app.reference) == f"/themes{path}"
        if not path.startswith("/export/"):
            assert app.server.test_client().get(f"{path}x").status_code == 404


def test_files_of_older_links_are_still_the_same(app: Throughline) -> None:
    client = app.server.test_client()
    old = client.get("/export/map.csv?v=1&year=2015&page=/")
    new = client.get("/export/map.csv?v=2&indicator=ctx-remit-received-gdp&year=2015&page=/")
    assert old.status_code == new.status_code == 200
    assert old.data == new.data


def test_what_version_1_opened_with_still_exists(app: Throughline) -> None:
    for path, indicator_id in OPENED_IN_1.items():
        search = f"?v=1&indicator={indicator_id}"
        assert not read_address(path, search, app.reference, app.store)[1]


def test_an_address_of_today_names_its_indicator_with_its_year(app: Throughline) -> None:
    ctx, _ = read_address("/themes/drivers", "?year=2020", app.reference, app.store)
    assert ctx.href() == "/themes/drivers?v=2&indicator=ctx-refugees-origin&year=2020"
    ctx, _ = read_address("/indicators/ctx-hdi", "?year=2020", app.reference, app.store)
    assert ctx.href() == "/indicators/ctx-hdi?v=2&year=2020"


def test_retired_codes_of_places_lead_to_those_of_today(app: Throughline) -> None:
    answer = app.server.test_client().get("/?areas=ROM,KEN,XKO")
    assert answer.headers["Location"] == "/?areas=ROU,KEN,XKX"
    for row in app.reference.renamed:
        known = {"area": app.reference.areas, "indicator": app.reference.units}[row.kind]
        assert row.new in known
        assert row.old not in known


def with_rows(reference: Reference, *rows: tuple[str, str, str]) -> Reference:
    return replace(reference, renamed=tuple(Renamed(*row, "derived") for row in rows))


def test_a_renamed_indicator_or_theme_is_followed(reference: Reference) -> None:
    known = with_rows(
        reference, ("indicator", "ctx-old", "ctx-hdi"), ("theme", "push-factors", "drivers")
    )
    assert upgrade("/", {"indicator": "ctx-old"}, known) == {"indicator": "ctx-hdi"}
    further = {"x": "ctx-old", "indicators": "ctx-gdp,ctx-old", "q": "ctx-old"}
    today = {"x": "ctx-hdi", "indicators": "ctx-gdp,ctx-hdi", "q": "ctx-old"}
    assert upgrade("/compare", further, known) == today
    assert renamed_path("/indicators/ctx-old", known) == "/indicators/ctx-hdi"
    assert renamed_path("/themes/push-factors/", known) == "/themes/drivers"
    assert renamed_path("/themes/ctx-old", known) == "/themes/ctx-old"
    assert renamed_path("/", known) == "/"


def test_today_is_left_alone(reference: Reference) -> None:
    for query in ({}, {"v": "2", "year": "2015"}, {"v": "99"}, {"areas": "ken,,"}, {"utm": "x"}):
        assert upgrade("/", query, reference) == query


def test_no_redirect_leaves_the_site(app: Throughline) -> None:
    for path in ("//evil.example/", "/%2Fevil.example", "/\\evil.example", "/%0d%0aX: y"):
        answer = app.server.test_client().get(f"{path}?v=1&year=2015")
        where = answer.headers.get("Location", "/")
        assert where.startswith(("/", "http://localhost/"))
        assert not where.startswith(("//", "/\\"))
        assert "\n" not in where
