"""What people type leads where they mean to go, in both languages, with their typing errors."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app import Throughline
from callbacks.routing import read_address
from data.search.index import SearchIndex
from data.search.words import fold, stem, words
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.search import page as search_page
from layouts.search.found import pieces_of
from layouts.search.results import search
from layouts.search.typed import typed

GDP = "/indicators/ctx-remit-received-gdp"


EXAMPLES = [
    # query, language, kind of the first group, where its first result leads
    ("kenya remittances", "en", "pair", f"{GDP}?v=2&areas=KEN"),
    ("remittances in Kenya", "en", "pair", f"{GDP}?v=2&areas=KEN"),
    ("kenia remitances", "en", "pair", f"{GDP}?v=2&areas=KEN"),
    ("envois de fonds au Sénégal", "fr", "pair", f"{GDP}?v=2&lang=fr&areas=SEN"),
    ("envoi de fond senegal", "fr", "pair", f"{GDP}?v=2&lang=fr&areas=SEN"),
    ("refugees in germany and france", "en", "pair",
     "/indicators/ctx-refugees-asylum?v=2&areas=DEU,FRA"),
    ("réfugiés tchad", "fr", "pair", "/indicators/ctx-refugees-asylum?v=2&lang=fr&areas=TCD"),
    ("sout africa poverty", "en", "pair", "/indicators/sdg-1-1-1-si-pov-day1?v=2&areas=ZAF"),
    ("syrian asylum claims", "en", "pair",
     "/indicators/ctx-asylum-applications-origin?v=2&areas=SYR"),
    ("remittances", "en", "indicator", GDP),
    ("money sent home", "en", "indicator", GDP),
    ("argent envoyé au pays", "fr", "indicator", f"{GDP}?v=2&lang=fr"),
    ("remitances", "en", "indicator", GDP),
    ("migant stock", "en", "indicator", "/indicators/ctx-migrant-stock"),
    ("REFUGIES", "fr", "indicator", "/indicators/ctx-refugees-asylum?v=2&lang=fr"),
    ("chomage", "fr", "indicator", "/indicators/sdg-8-5-2-sl-tlf-uem?v=2&lang=fr"),
    ("deaths at sea", "en", "indicator", "/indicators/sdg-10-7-3-sm-dth-migr"),
    ("morts en mer", "fr", "indicator", "/indicators/sdg-10-7-3-sm-dth-migr?v=2&lang=fr"),
    ("transfer fees", "en", "indicator", "/indicators/sdg-10-c-1-si-rmt-cost"),
    ("bidonvilles", "fr", "indicator", "/indicators/sdg-11-1-1-en-lnd-slum?v=2&lang=fr"),
    ("10.7.2", "en", "indicator", "/indicators/sdg-10-7-2-sg-cpa-migrs"),
    ("BX.TRF.PWKR.DT.GD.ZS", "en", "indicator", GDP),
    ("sl.uem.totl.zs", "en", "series", "/indicators/wb-sl-uem-totl-zs"),
    ("10.7", "en", "target", "/search?v=2&q=10.7"),
    ("goal 10", "en", "goal", "/search?v=2&q=SDG+10"),
    ("ODD 8", "fr", "goal", "/search?v=2&lang=fr&q=ODD+8"),
    ("smuggling", "en", "theme", "/themes/smuggling-trafficking"),
    ("traite", "fr", "theme", "/themes/smuggling-trafficking?v=2&lang=fr"),
    ("KEN", "en", "area", "KEN"),
    ("germny", "en", "area", "DEU"),
    ("cote divoire", "en", "area", "CIV"),
    ("Côte d’Ivoire", "fr", "area", "CIV"),
    ("usa", "en", "area", "USA"),
    ("south korea", "en", "area", "KOR"),
    ("中国", "en", "area", "CHN"),
    ("Namibia", "en", "area", "NAM"),
    ("NA", "en", "area", "NAM"),
    ("remittances Philippines", "en", "pair", f"{GDP}?v=2&areas=PHL"),
    ("Filipinos", "en", "area", "PHL"),
    ("philippines", "fr", "area", "PHL"),
    ("Sénégalaises", "fr", "area", "SEN"),
    ("OFW", "en", "pair", "/indicators/ctx-emigrant-stock?v=2&areas=PHL"),
    ("transferts d’argent", "fr", "indicator", f"{GDP}?v=2&lang=fr"),
    ("sans-papiers", "fr", "indicator", "/indicators/ctx-eu-irregular-presence?v=2&lang=fr"),
    ("undocumented migrants", "en", "indicator", "/indicators/ctx-eu-irregular-presence"),
    ("brain drain", "en", "indicator", "/indicators/ctx-emigrant-stock"),
    ("Syrian refugees", "en", "pair", "/indicators/ctx-refugees-origin?v=2&areas=SYR"),
    ("refugees in Syria", "en", "pair", "/indicators/ctx-refugees-asylum?v=2&areas=SYR"),
    ("Philippines United States", "en", "between",
     "/corridors?v=2&areas=PHL,USA"),
    ("Syriens en Allemagne", "fr", "between",
     "/corridors?v=2&lang=fr&areas=SYR,DEU"),
    ("Ukrainian refugees in Poland", "en", "between",
     "/corridors?v=2&areas=UKR,POL&counted=refugees"),
    ("Syrians in Germany", "en", "between", "/corridors?v=2&areas=SYR,DEU"),
    ("where do Filipinos live", "en", "corridors", "/corridors?v=2&areas=PHL&direction=emigrants"),
    ("où vivent les Philippins", "fr", "corridors",
     "/corridors?v=2&lang=fr&areas=PHL&direction=emigrants"),
    ("living in Germany", "en", "corridors", "/corridors?v=2&areas=DEU"),
    ("SM.POP.TOTL", "en", "indicator", "/indicators/ctx-migrant-stock"),
    ("SDG 10.c.1", "en", "indicator", "/indicators/sdg-10-c-1-si-rmt-cost"),
    ("SI_RMT_COST", "en", "indicator", "/indicators/sdg-10-c-1-si-rmt-cost"),
    ("10.7.2 Kenya", "en", "pair", "/indicators/sdg-10-7-2-sg-cpa-migrs?v=2&areas=KEN"),
    ("cible 10.7", "fr", "target", "/search?v=2&lang=fr&q=10.7"),
    ("finish school", "en", "indicator", "/indicators/sdg-4-1-2-se-tot-cplr"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "lang", "kind", "leads"), EXAMPLES)
def test_the_first_result_is_the_one_meant(find, query, lang, kind, leads) -> None:
    results = find(query, lang)
    first_kind, items = results.groups[0]
    assert (first_kind, kind) == (kind, first_kind)
    assert items[0].href == leads or (kind == "area" and f"/country/{leads}" in items[0].href)


def test_every_result_leads_to_a_page_that_exists(app: Throughline, find) -> None:
    for query in ("kenya remittances", "poverty", "goal 10", "objective 20", "africa", "10.c"):
        for _, items in find(query, "fr").groups:
            for item in items:
                path, _, rest = item.href.partition("?")
                assert read_address(path, rest, app.reference, app.store)[1] == (), item.href


def test_the_reason_of_a_synonym_is_told_and_only_then(find) -> None:
    (_, items), *_ = find("money sent home").groups
    assert items[0].reason == ("money sent home", "personal remittances")
    (_, items), *_ = find("remittances").groups
    assert items[0].reason == ("", "")


def test_numbers_that_are_not_held_say_so_and_come_after_those_that_are(find) -> None:
    (_, items), *_ = find("internally displaced").groups
    held = [item.held for item in items]
    assert held == sorted(held, reverse=True)
    assert False in held


def test_words_that_nothing_has_are_left_out_and_named(find) -> None:
    results = find("remittances xyzzy")
    assert results.left_out == ("xyzzy",)
    assert results.groups[0][1][0].href == GDP


def test_nothing_found_offers_spellings_that_would_find(find) -> None:
    assert find("zzzzzz").count == 0
    results = find("unemplaimant")
    assert results.count or results.nearest
    assert all(find(near).count for near in results.nearest)


def test_a_curated_indicator_comes_before_the_catalogue_series_of_the_same_words(find) -> None:
    kinds = [kind for kind, _ in find("unemployment").groups]
    assert kinds.index("indicator") < kinds.index("series")


def test_every_thing_is_found_by_its_own_name_and_code(app: Throughline, find) -> None:
    for indicator in app.reference.indicators.values():
        for lang in ("en", "fr"):
            hits = [i.href for _, items in find(indicator.text("label", lang), lang).groups
                    for i in items[:3]]  # fmt: skip
            assert any(f"/indicators/{indicator.indicator_id}" in href for href in hits), indicator
    for area in app.reference.countries():
        places = dict(find(area.area_code).groups)["area"]
        assert places[0].href == f"/country/{area.area_code}"
    for key, series in app.reference.catalogue_series.items():
        found = [i.href for _, items in find(series.source_code).groups for i in items[:6]]
        assert f"/indicators/{key}" in found, key


@given(st.text(max_size=80))
def test_pieces_of_a_name_are_the_name(name: str) -> None:
    marked = frozenset(words(name, every=True)[::2])
    assert "".join(text for text, _ in pieces_of(name, marked)) == name


@settings(max_examples=150, deadline=None)
@example("0:ALÀ")  # the letters of a code, one with a mark
@given(st.text(max_size=300))
def test_no_query_breaks_the_search(app: Throughline, query: str) -> None:
    index = SearchIndex.of(app.reference, app.store)
    ctx = Context(app.reference, app.store, ViewState())
    results = search(ctx, index, query)
    assert results.count == 0 or results.groups
    assert len(results.query) <= 200


def test_words_lose_case_accents_and_plurals() -> None:
    assert (
        words("Les Réfugiés à l’étranger") == ("refugy", "etranger") == words("réfugié étrangers")
    )
    assert words("of the") == ("of", "the"), "nothing else is there"
    assert [stem(w) for w in ("countries", "cas", "chevaux", "access", "status")] == [
        "country", "cas", "cheval", "access", "status",
    ]  # fmt: skip
    assert fold("Œuvre ŁÓDŹ Türkiye") == "oeuvre lodz turkiye"


def test_results_as_one_types(app: Throughline) -> None:
    client = app.server.test_client()
    answer = client.get("/search/x/en.json?q=kenya remitances")
    assert answer.headers["Cache-Control"] == "no-store", "another build"
    assert 'class="search-title" id="search-group-0">Indicators for Kenya <' in answer.json["html"]
    assert len(answer.data) < 12_000
    build = app.store.build_id
    french = client.get(f"/search/{build}/fr.json", query_string={"q": "réfugiés"}).json["html"]
    assert ">Indicateurs <" in french and "<mark>Réfugiés</mark>" in french
    assert client.get(f"/search/{build}/xx.json?q=a").status_code == 404
    assert "role" not in client.get(f"/search/{build}/en.json").json["html"], "no options"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_list_below_the_box_is_one_of_options_that_lead_somewhere(
    app: Throughline, find, lang: str
) -> None:
    """Options are links, numbered without a gap, in groups with names; the last leads to all."""
    ctx = Context(app.reference, app.store, ViewState(lang=lang))
    for query in ("kenya remitances", "unemployment", "goal 10", "remittances xyzzy"):
        results = find(query, lang)
        told = typed(ctx, results)
        made = ElementTree.fromstring(f"<div>{told['html']}</div>")  # noqa: S314 - our own
        options = made.findall(".//a[@role='option']")
        assert [o.get("id") for o in options] == [f"search-option-{i}" for i in range(len(options))]
        assert {o.get("aria-selected") for o in options} == {"false"}
        shown = [i for _, items in results.groups for i in items]
        assert [o.get("href") for o in options[:3]] == [item.href for item in shown[:3]]
        assert options[-1].get("href") == ctx.link_to("search", q=query)
        assert str(results.count) in told["said"] and str(results.count) in "".join(
            options[-1].itertext()
        )
        for group in made.findall(".//div[@role='group']"):
            assert group[0].get("id") == group.get("aria-labelledby")
            assert len(group) <= 7
        assert ("xyzzy" in "".join(made.itertext())) == ("xyzzy" in query)


def test_what_is_typed_is_no_markup(app: Throughline, find) -> None:
    ctx = Context(app.reference, app.store, ViewState())
    told = typed(ctx, find('remittances "<b>x</b>'))
    assert "<b>" not in told["html"] and "&lt;b&gt;" not in told["html"]
    nothing = typed(ctx, find("unemplaimantzz"))
    assert nothing["said"] == "" and "Nothing was found" in nothing["html"]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("query", ["", "kenya remittances", "zzzzzz", "10.7", "<b>x</b>"])
def test_the_page_of_results_renders(app: Throughline, query: str, lang: str) -> None:
    ctx = Context(app.reference, app.store, ViewState("search", lang=lang, options={"q": query}))
    text = json.dumps([c.to_plotly_json() for c in search_page.layout(ctx)], default=str)
    assert search_page.title(ctx)
    assert "[en]" not in text
