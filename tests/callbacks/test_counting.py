"""Every page counts places by one rule: 195 countries, and territories apart from them."""

import re
from html import unescape

import pytest

from app import Throughline
from layouts.request.pages import PAGES
from layouts.series.counted import Counted, counted, places_text, share_text
from layouts.words.text import t

ADDRESSES = (
    *(spec.path for spec in PAGES.values() if not spec.slug),
    "/themes/drivers",
    "/indicators/sdg-10-c-1-si-rmt-cost",
    "/indicators/ctx-refugees-origin",
    "/map?v=2&indicator=ctx-remit-received-gdp&match=within5",
    "/search?q=remittances",
)
CHARTS = ("map", "beeswarm", "two_maps", "bar", "bubble_map", "marimekko", "strip", "coverage")
TAG, SCRIPT = re.compile(r"<[^>]+>"), re.compile(r"(?s)<(script|style)\b.*?</\1>")
NUMBER = r"(\d+(?:[,\u202f]\d{3})*)"
WORDS = {
    "en": (r"countr(?:y|ies)", r"territor(?:y|ies)", r"places?"),
    "fr": (r"pays", r"territoires?", r"lieux?"),
}


@pytest.fixture(scope="module")
def there(app: Throughline) -> Counted:
    return counted(app.reference.areas, list(app.reference.areas))


def wrong(text: str, lang: str, there: Counted) -> list[str]:
    """Counts of places in a text that contradict the rule."""
    country, territory, place = WORDS[lang]
    joined = {"en": rf"{country} (?:and|or) {territory}", "fr": rf"{country} (?:et|ou) {territory}"}
    found = [m[0] for m in re.finditer(rf"{NUMBER} {joined[lang]}", text)]
    for name, most in ((country, there.countries), (territory, there.territories)):
        for match in re.finditer(rf"{NUMBER} {name}\b|{NUMBER} {name} sur {NUMBER}", text):
            numbers = [int(re.sub(r"\D", "", n)) for n in match.groups() if n]
            found += [match[0]] if max(numbers) > most else []
    whole = rf"\b(193|250|251) (?:{country}|{place})\b|(?:of|sur) (193|250|251)\b"
    return [*found, *(match[0] for match in re.finditer(whole, text))]


def shown(page: str) -> str:
    """What a reader sees of a document, in one line."""
    return " ".join(unescape(TAG.sub(" ", SCRIPT.sub(" ", page))).split())


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_counts_places_otherwise(
    app: Throughline, there: Counted, address: str, lang: str
) -> None:
    joint = "&" if "?" in address else "?"
    got = app.server.test_client().get(f"{address}{joint}lang={lang}")
    assert got.status_code == 200
    assert wrong(shown(got.get_data(as_text=True)), lang, there) == []


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("chart", CHARTS)
def test_no_chart_counts_places_otherwise(
    app: Throughline, there: Counted, chart: str, lang: str
) -> None:
    page = {"map": "/map", "coverage": "/indicators/ctx-remit-received-gdp"}.get(chart, "/compare")
    own = "indicator=ctx-remit-received-gdp&baseyear=2017&year=2024"
    address = f"/chart/{app.store.build_id}/{lang}/{chart}.json?page={page}&chart={chart}&{own}"
    got = app.server.test_client().get(f"{address}&print=1")
    assert got.status_code == 200
    notes = got.get_json()["figure"]["layout"]["annotations"]
    text = " ".join(shown(note["text"]) for note in notes)
    assert wrong(text, lang, there) == []


def test_the_rule_is_told_and_its_numbers_are_those_of_the_lists(
    app: Throughline, there: Counted
) -> None:
    assert there.countries == 195
    for lang in ("en", "fr"):
        rule = t("count.rule", lang)
        assert "193" in rule and "195" in rule
        for address in ("/methods", "/map", "/verdict-map"):
            got = app.server.test_client().get(f"{address}?lang={lang}").get_data(as_text=True)
            assert rule in unescape(got), address


def test_a_count_says_countries_and_territories_apart() -> None:
    some, every = Counted(188, 38), Counted(195, 56)
    assert share_text(some, every, "en") == "188 of 195 countries and 38 of 56 territories"
    assert share_text(some, every, "fr") == "188 pays sur 195 et 38 territoires sur 56"
    assert places_text(Counted(1, 0), "en") == "1 country"
    assert places_text(Counted(0, 1), "fr") == "1 territoire"
    assert (some.short, Counted(12, 0).short) == ("188\u00a0+\u00a038", "12")
    assert wrong("In 2024, 233 of 250 countries and territories", "en", every)
    assert wrong("251 pays", "fr", every) and not wrong(share_text(some, every, "fr"), "fr", every)
