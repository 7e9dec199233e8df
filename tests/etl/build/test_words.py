"""Words from the edition of the values: real notes and titles of the World Bank, and the list."""

import pytest

from data.reference_lists import Reference
from etl.build.words import note_prices, note_year, words_of

WPP = (
    "(1) United Nations Population Division. World Population Prospects: 2019 Revision. (2) Census"
)
TRENDS = (
    "WHO, UNICEF, UNFPA, World Bank Group, and the United Nations Population Division. "
    "Trends in Maternal Mortality: 2000 to 2017. Geneva, World Health Organization, 2019"
)
NEWS = (
    "Trends in Maternal Mortality, World Health Organization (WHO), uri: https://www.who.int/news/"
    "item/23-02-2023-a-woman-dies-every-two-minutes-due-to-pregnancy-or-childbirth--un-agencies"
)
URBAN = (
    "World Urbanization Prospects 2018, United Nations (UN), uri: https://population.un.org/wup/, "
    "publisher: UN Population Division, date published: 2018"
)
ILO = "International Labour Organization, ILOSTAT database. Data retrieved on June 15, 2021."
BURDEN = (
    "Global Burden of Disease Study 2023 (GBD 2023) Air Pollution Exposure Estimates and Risk "
    "Curves 1990-2023, GBD Collaborator Network, publisher: Institute for Health Metrics and "
    "Evaluation (IHME), date accessed: 2026-04-03, date published: 2026-01-23"
)
PARLIAMENTS = (
    "Monthly ranking of women in national parliaments, Inter-Parliamentary Union (IPU), note: For "
    "the year of 1998, the data is as of August 10, 1998., type: Excel, date accessed: 2026-03-29"
)
METHOD = "World Bank staff calculations based on the methodology described in World Bank (2018)."


@pytest.mark.parametrize(
    ("note", "last_year", "named"),
    [
        (WPP, 2025, "2019"),
        (TRENDS, 2023, "2017"),
        (NEWS, 2023, "2023"),  # published in February 2023: no values of 2023
        (URBAN, 2025, "2018"),
        (ILO, 2025, "2021"),
        (ILO, 2019, ""),
        (BURDEN, 2023, ""),
        (PARLIAMENTS, 2025, ""),
        (METHOD, 2020, ""),
        ("International Migrant Stock, United Nations (UN)", 2024, ""),
        (WPP, None, ""),
    ],
)
def test_a_note_that_is_older_than_the_values(note: str, last_year: int | None, named: str) -> None:
    assert note_year(note, last_year) == named


def entry(title: str, edition: str) -> dict[str, object]:
    return {"title": title, "edition": edition, "source_id": "worldbank"}


def test_a_title_of_older_prices_than_its_edition() -> None:
    # Titles that the service of 28 November 2026 gave to values of 2025, beside newer ones.
    indicators = {
        "gap": entry("Poverty gap at $1.90 a day (2011 PPP) (%)", "2025-12-08"),
        "count": entry("Poverty headcount ratio at $3.00 a day (2021 PPP) (%)", "2025-12-08"),
        "old": entry("Poverty gap at $1.90 a day (2011 PPP) (%)", "2021-09-15"),
        "usd": entry("GDP (constant 2015 US$)", "2025-12-08"),
    }
    note_prices({"series": {}, "indicators": indicators})
    assert {k: v.get("older_prices") for k, v in indicators.items()} == {
        "gap": "ppp/2011/2021",
        "count": None,
        "old": None,  # values of 2021 stand on prices of 2011
        "usd": None,
    }


def test_the_list_of_words_holds_for_one_edition_of_the_values(reference: Reference) -> None:
    held = {"source_code": "SP.POP.TOTL", "provider_note": "", "last_year": 2025}
    then = words_of(reference, "worldbank", held | {"edition": "2026-07-13"})
    assert then == {"words_edition": "2026-04-08"}
    assert not words_of(reference, "worldbank", held | {"edition": "2026-12-01"})


def test_every_row_of_the_list_speaks_of_a_registered_series(reference: Reference) -> None:
    known = {(s.source_id, s.source_code) for s in (*reference.series, *reference.wide)}
    rows = reference.series_words
    assert rows
    assert {(r.source_id, r.source_code) for r in rows} <= known
    assert all(r.words_edition != r.edition for r in rows)
