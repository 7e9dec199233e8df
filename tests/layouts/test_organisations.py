"""Organisations such as ECOWAS: found by every name, shown member by member, never cut."""

import csv
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from app import Throughline
from callbacks.routing import read_address
from data.area_groups import members, organisations
from layouts.charts import charts
from layouts.charts.files import csv_file
from layouts.charts.record import Look
from layouts.charts.served import texts
from layouts.pieces.members import members_fold
from layouts.progress.groups import Group
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.series.groups import MEMBER_COLUMNS, dated, dated_cells, only_members
from layouts.table.filters import read_filters
from layouts.words.values import Words
from tests.layouts.test_progress_pages import context, text

NAMES = {
    "ORG:ECOWAS": ("ECOWAS", "CEDEAO", "Economic Community of West African States"),
    "ORG:AU": ("African Union", "Union africaine", "AU", "UA"),
    "ORG:IGAD": ("IGAD", "Autorité intergouvernementale pour le développement"),
    "ORG:SADC": ("SADC", "CDAA", "Communauté de développement de l’Afrique australe"),
    "ORG:COMESA": ("COMESA", "Marché commun de l’Afrique orientale et australe"),
    "WB:EUU": ("EU", "UE", "European Union", "Union européenne"),
    "ORG:ASEAN": ("ASEAN", "ANASE", "Association des nations de l’Asie du Sud-Est"),
    "ORG:GCC": ("GCC", "CCG", "Gulf Cooperation Council", "pays du Golfe"),
    "ORG:LAS": ("Arab League", "Ligue arabe", "League of Arab States"),
    "ORG:MERCOSUR": ("MERCOSUR", "Mercosul", "Marché commun du Sud"),
    "ORG:CARICOM": ("CARICOM", "Communauté des Caraïbes", "Caribbean Community"),
    "ORG:PIF": ("Pacific Islands Forum", "Forum des îles du Pacifique", "PIF", "FIP"),
    "WB:OED": ("OECD", "OCDE"),
    "ORG:G20": ("G20", "Groupe des Vingt"),
    "ORG:COLOMBO": ("Colombo Process", "Processus de Colombo"),
    "ORG:ADD": ("Abu Dhabi Dialogue", "Dialogue d’Abou Dhabi", "ADD"),
}
STOCK = "indicator=ctx-migrant-stock"


def addressed(app: Throughline, href: str) -> Context:
    parts = urlsplit(href)
    ctx, problems = read_address(parts.path, f"?{parts.query}", app.reference, app.store)
    assert not problems
    return ctx


def test_every_organisation_is_looked_for(app: Throughline) -> None:
    assert set(NAMES) == set(organisations(app.reference))


@pytest.mark.parametrize(("code", "name"), [(c, n) for c, names in NAMES.items() for n in names])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_is_found_by_name_and_abbreviation(
    app: Throughline, find, code: str, name: str, lang: str
) -> None:
    results = find(name, lang)
    assert not results.unheld
    links = [addressed(app, item.href) for item in dict(results.groups)["area"]]
    (own,) = (ctx for ctx in links if ctx.state.slug == code)
    assert own.state.page == "group"
    assert Group(own).members


def test_a_series_asked_for_an_organisation_leads_to_its_members_compared(
    app: Throughline, find
) -> None:
    for query, lang in (("remittances ECOWAS", "en"), ("envois de fonds CEDEAO", "fr")):
        first = dict(find(query, lang).groups)["pair"][0]
        asked = parse_qs(urlsplit(first.href).query)
        assert urlsplit(first.href).path == "/compare"
        assert asked["among"] == ["ORG:ECOWAS"] and "remit" in asked["indicator"][0]
        assert not first.figures  # nobody publishes one, and none is made up


def test_no_figure_is_held_of_an_organisation_that_only_has_members(app: Throughline) -> None:
    ctx = context(app, "/", "")
    alone = {code for code in organisations(app.reference) if only_members(ctx, code)}
    assert alone == set(NAMES) - {"WB:EUU", "WB:OED"}


def test_members_stand_with_their_times_and_the_mark_of_their_evidence(app: Throughline) -> None:
    ctx = context(app, "/coverage", "areas=ORG:ECOWAS")
    told = text(members_fold(ctx, "ORG:ECOWAS"))
    assert told.startswith("12 members as of 29 January 2025")
    assert "Mali, 28 May 1975 to 29 January 2025 podiumnews.net verified" in told
    assert told.index("Togo") < told.index("No longer members") < told.index("Burkina Faso")
    assert dated(ctx, "ORG:ECOWAS") == "Members: ReliefWeb, list as of 29 January 2025."
    french = context(app, "/coverage", "lang=fr&areas=ORG:ASEAN")
    said = text(members_fold(french, "ORG:ASEAN"))
    assert "Timor-Leste, adhésion\xa0: 26 octobre 2025 ianslive.in vérifié" in said
    assert members_fold(ctx, "M49:202") is None
    rows = tuple(replace(m, evidence="recalled") for m in app.reference.memberships)
    own = replace(ctx, reference=replace(app.reference, memberships=rows))
    assert text(members_fold(own, "ORG:GCC")).count("recalled") == 6


@pytest.mark.parametrize("chart", ["bar", "dumbbell", "heat", "slope", "multiples", "stacked"])
def test_what_a_figure_has_no_room_for_stands_in_table_and_file(
    app: Throughline, chart: str
) -> None:
    ctx = context(app, "/compare", f"{STOCK}&among=ORG:AU&chart={chart}")
    record, words = charts()[chart], Words("en")
    marks = record.marks(ctx)
    drawn = {mark.area_code for mark in marks.each}
    everyone = set(members(app.reference, app.store, "ORG:AU"))
    assert len(everyone) == 54
    told = texts(record, marks, Look("en"), words)
    across = chart in ("heat", "multiples", "stacked")
    table = len(told["table"]["head"]) - 1 if across else len(told["table"]["rows"])
    _, columns, rows = csv_file(ctx, chart, "")
    at = columns.index("area_code")
    assert (table, {row[at] for row in rows}) == (54, everyone)
    assert {row[-3:] for row in rows} == {("ORG:AU", *dated_cells(ctx, "ORG:AU"))}
    if len(drawn) < 54:
        assert f"The chart shows {len(drawn)} of 54" in told["summary"]
        assert "Table and files hold all 54." in told["summary"]
        assert len(drawn) == record.takes.most
    assert "World Population Review, list as of 1 January 2024" in told["summary"]


def test_a_sum_is_of_all_members_and_a_rate_has_none(app: Throughline) -> None:
    ctx = context(app, "/compare", f"{STOCK}&among=ORG:AU&chart=bar&total=sum&year=2024")
    marks = charts()["bar"].marks(ctx)
    (total,) = marks.of("sum")
    matrix = app.store.matrix("ctx-migrant-stock")
    row = matrix.values[list(matrix.years).index(2024)]
    at = [list(matrix.areas).index(c) for c in members(app.reference, app.store, "ORG:AU")]
    assert total.drawn == pytest.approx(sum(row[i] for i in at))
    rate = "indicator=ctx-remit-received-gdp&among=ORG:AU&chart=bar&total=sum"
    assert not charts()["bar"].marks(context(app, "/compare", rate)).of("sum")


def test_a_chosen_organisation_brings_its_members(app: Throughline) -> None:
    own = set(members(app.reference, app.store, "ORG:ECOWAS"))
    for query in ("areas=ORG:ECOWAS", "areas=ORG:ECOWAS,ORG:GCC,KEN"):
        ctx = context(app, "/compare", f"{STOCK}&{query}")
        found = {mark.area_code for mark in charts()["line"].marks(ctx).each}
        gulf = set(members(app.reference, app.store, "ORG:GCC"))
        assert found == own if "KEN" not in query else found == own | gulf | {"KEN"}
    asked = read_filters(context(app, "/table", "areas=ORG:ECOWAS")).filters()
    assert asked.areas == own
    # Of the Union a total is published: it is a place of its own.
    assert read_filters(context(app, "/table", "areas=WB:EUU")).filters().areas == {"WB:EUU"}
    client = app.server.test_client()
    body = client.get(
        "/table/rows.csv?indicators=ctx-population&areas=ORG:ECOWAS&from=2020&to=2020"
    )
    rows = list(csv.DictReader(body.get_data(as_text=True).removeprefix("\ufeff").splitlines()))
    assert {row["area_code"] for row in rows} == own
    assert {row[MEMBER_COLUMNS[0]] for row in rows} == {"ORG:ECOWAS"}


def test_an_address_holds_as_many_places_as_it_names(app: Throughline) -> None:
    union = members(app.reference, app.store, "WB:EUU")
    ctx = context(app, "/compare", f"{STOCK}&areas={','.join(union)}")
    assert ctx.state.areas == union
    assert addressed(app, ctx.state.href()).state.areas == union
    line = charts()["line"]
    marks = line.marks(ctx)
    assert {mark.area_code for mark in marks.each} == set(union)
    assert len({mark.area_code for mark in marks.of("value")}) == 12
    assert {"DEU", "FRA", "ESP"} <= {mark.area_code for mark in marks.of("value")}
    assert "12 of the 27 places chosen are in colour" in line.sentence(marks, Words("en"))
    assert "Others, in the table: 21" in line.sentence(marks, Words("en"))


def test_an_organisation_has_a_board_and_its_countries(app: Throughline) -> None:
    for code in organisations(app.reference):
        state = ViewState(areas=(code,))
        group = Group(Context(app.reference, app.store, state))
        places = members(app.reference, app.store, code)
        lands = [c for c in places if app.reference.areas[c].kind == "country"]
        assert sorted(group.members) == lands
