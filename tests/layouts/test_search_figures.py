"""What a result tells of the places named: figure, year and verdict; peoples and groups."""

from xml.etree import ElementTree

import pytest

from app import Throughline
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.search.typed import typed


@pytest.mark.parametrize(
    ("lang", "figure"), [("en", "8.7 % of GDP (2024)"), ("fr", "8,7 % du PIB (2024)")]
)
def test_the_list_itself_tells_the_figure_of_the_place_named(
    app: Throughline, find, lang: str, figure: str
) -> None:
    ctx = Context(app.reference, app.store, ViewState(lang=lang))
    told = typed(ctx, find("remittances Philippines", lang))["html"]
    first = ElementTree.fromstring(f"<div>{told}</div>").find(".//a")  # noqa: S314 - our own
    assert " ".join("".join(first.itertext()).split()).endswith(figure)


def test_a_verdict_is_told_with_its_sign(app: Throughline, find) -> None:
    results = find("remittance cost")
    (told,) = (f for _, items in results.groups for i in items for f in i.figures if f.verdict)
    assert (told.place, told.value, told.year) == ("World", "6.3%", 2021)
    html = typed(Context(app.reference, app.store, ViewState()), results)["html"]
    assert "tone-symbol" in html and app.store.verdicts.one(told.verdict.indicator_id, "M49:001")


def test_figures_of_the_place_chosen_are_told_where_none_is_named(app: Throughline) -> None:
    client, build = app.server.test_client(), app.store.build_id
    asked = {"q": "remittances", "focus": "KEN"}
    html = client.get(f"/search/{build}/en.json", query_string=asked).json["html"]
    world = client.get(f"/search/{build}/en.json", query_string={"q": "remittances"}).json["html"]
    assert html != world
    wrong = {"q": "remittances", "focus": "<b>"}
    assert client.get(f"/search/{build}/en.json", query_string=wrong).json["html"] == world


def test_of_a_place_what_has_a_figure_comes_first(find) -> None:
    for query in ("refugees chad", "poverty india", "unemployment france", "Kenyans"):
        told = [item.told for item in dict(find(query).groups)["pair"][:10]]
        assert told == sorted(told, reverse=True)
        assert told[0]


@pytest.mark.parametrize(
    ("query", "lang", "near"),
    [("WAEMU", "en", ("Western Africa",)), ("UEMOA", "fr", ("Afrique occidentale",)),
     ("remittances WAEMU", "en", ("Western Africa",)), ("G7", "en", ()),
     ("remittances G7", "en", ())],
)  # fmt: skip
def test_a_group_without_figures_is_named_with_what_comes_nearest(
    app: Throughline, find, query: str, lang: str, near: tuple[str, ...]
) -> None:
    results = find(query, lang)
    ((group, nearest),) = results.unheld
    assert (query.split()[-1] in group, nearest) == (True, near)
    assert group in typed(Context(app.reference, app.store, ViewState(lang=lang)), results)["html"]
    assert results.count or query == "G7"


def test_every_country_is_found_by_its_people_in_both_languages(app: Throughline, find) -> None:
    named = {code for row in app.reference.synonyms if row.synonym_id.startswith("people-")
             for code in row.area_codes}  # fmt: skip
    assert {a.area_code for a in app.reference.areas.values() if a.kind == "country"} <= named
    for row in app.reference.synonyms:
        if row.synonym_id.startswith("people-"):
            for term in row.terms():
                assert set(row.area_codes) <= set(find(term).places), term


def test_what_a_readers_word_means_is_said_in_official_words(app: Throughline) -> None:
    means = " ".join(means for row in app.reference.synonyms for means in row.every("means"))
    assert not [word for word in ("illegal", "clandestin", "illégal") if word in means.lower()]
