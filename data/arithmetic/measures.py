"""What the measures of the flows table count, and in which unit. Words of the data dictionary.

A source that adds a measure adds its line here; the name is what stands in the column `measure`.
"""

from __future__ import annotations

from collections.abc import Mapping

# measure: (unit key of data/reference, meaning)
MEASURES: Mapping[str, tuple[str, str]] = {
    "asylum_applied": (
        "persons",
        "People of the origin who applied for asylum in the destination for the first time during "
        "the year (UNHCR). Only where persons are counted; never add `asylum_applied_cases`.",
    ),
    "asylum_closed": ("persons", "Cases closed without a decision on their substance, in persons."),
    "asylum_other_protection": (
        "persons",
        "Decisions of the year, at all levels, that grant another protection than refugee status.",
    ),
    "asylum_recognized": (
        "persons",
        "Decisions of the year, at all levels, that recognise a refugee. A person decided on twice "
        "counts twice.",
    ),
    "asylum_rejected": ("persons", "Decisions of the year, at all levels, that reject."),
    **{
        f"{name}_cases": ("count", f"The same as `{name}` where cases are counted, not persons.")
        for name in (
            "asylum_applied",
            "asylum_closed",
            "asylum_other_protection",
            "asylum_recognized",
            "asylum_rejected",
        )
    },
    "asylum_seekers": ("persons", "People waiting for a decision at the end of the year (UNHCR)."),
    "hst": ("persons", "Host community that UNHCR counts as affected."),
    "idps": ("persons", "Internally displaced people protected or assisted by UNHCR."),
    "naturalisation": ("persons", "Refugees who became citizens of the destination in the year."),
    "oip": ("persons", "Other people in need of international protection, at the end of the year."),
    "ooc": ("persons", "Others of concern to UNHCR."),
    "refugees": ("persons", "Refugees under UNHCR's mandate, at the end of the year."),
    "resettlement": ("persons", "Refugees of the origin resettled to the destination in the year."),
    "returned_idps": ("persons", "Internally displaced people who returned during the year."),
    "returned_refugees": (
        "persons",
        "Refugees who returned to the origin during the year; the destination is the country left.",
    ),
    "stateless": ("persons", "Stateless people, at the end of the year."),
    "migrant_stock": (
        "persons",
        "International migrants from the origin who live in the destination, at mid-year (UN DESA; "
        "by place of birth in most destinations, by citizenship in some). A zero is published.",
    ),
    "migrant_stock_female": ("persons", "The women and girls among them."),
    "migrant_stock_male": ("persons", "The men and boys among them."),
    "remittance_cost_200_pct": (
        "percent",
        "Cost of sending 200 US dollars from the origin to the destination, in percent of the "
        "amount: mean of the services surveyed in the year, made here (Remittance Prices).",
    ),
    "remittance_cost_500_pct": ("percent", "The same for 500 US dollars."),
    "remittances_estimated": (
        "usd_million_current",
        "Money sent from the origin to the destination, in millions. Modelled by KNOMAD from "
        "migrant stocks and incomes, not observed.",
    ),
    "eurostat_asylum_applicants": (
        "persons",
        "Citizens of the origin who applied for asylum in the destination in the year, first-time "
        "and repeated, rounded to 5 (Eurostat). Not comparable with `asylum_applied`.",
    ),
    "eurostat_immigration_by_citizenship": (
        "persons",
        "Citizens of the origin who settled in the destination in the year (Eurostat).",
    ),
    "eurostat_population_by_birth": (
        "persons",
        "People born in the origin who live in the destination at 1 January of the year, which "
        "describes the day before (Eurostat).",
    ),
    "eurostat_population_by_citizenship": (
        "persons",
        "Citizens of the origin who live in the destination at 1 January of the year, which "
        "describes the day before (Eurostat).",
    ),
    "eurostat_temporary_protection": (
        "persons",
        "Citizens of the origin under temporary protection at the end of December (Eurostat).",
    ),
    "oecd_foreign_born": (
        "persons",
        "People born in the origin who live in the destination (OECD; national definitions).",
    ),
    "oecd_foreign_population": (
        "persons",
        "Citizens of the origin who live in the destination (OECD; national definitions).",
    ),
    "oecd_inflows_by_citizenship": (
        "persons",
        "Citizens of the origin who arrived in the destination in the year (OECD; national "
        "definitions).",
    ),
}
# Measures whose values may be below zero, each with the reason.
BELOW_ZERO: Mapping[str, str] = {
    "remittance_cost_200_pct": "a favourable exchange rate can outweigh the fee",
    "remittance_cost_500_pct": "a favourable exchange rate can outweigh the fee",
}
# Measures that run from one place to another and can be added up over places: who is there at one
# moment, what happened in a year, and money, which runs from where people live to where they come
# from.
STOCKS = (
    *("migrant_stock", "refugees", "asylum_seekers", "oip", "eurostat_temporary_protection"),
    *("eurostat_population_by_birth", "eurostat_population_by_citizenship"),
    *("oecd_foreign_born", "oecd_foreign_population"),
)
IN_A_YEAR = (
    *("asylum_applied", "asylum_recognized", "asylum_other_protection", "asylum_rejected"),
    *("asylum_closed", "resettlement", "naturalisation", "eurostat_asylum_applicants"),
    *("eurostat_immigration_by_citizenship", "oecd_inflows_by_citizenship"),
)
# Of these a person may count twice.
DECISIONS = (*("asylum_recognized", "asylum_other_protection", "asylum_rejected", "asylum_closed"),)
MONEY = ("remittances_estimated",)
CORRIDORS = (*STOCKS, *IN_A_YEAR, *MONEY)
BY_SEX: Mapping[str, Mapping[str, str]] = {
    "migrant_stock": {"women": "migrant_stock_female", "men": "migrant_stock_male"}
}
IN_CASES: Mapping[str, str] = {
    name: f"{name}_cases" for name in IN_A_YEAR if f"{name}_cases" in MEASURES
}
# Measures that count much the same people, each by another provider.
ALIKE = (
    ("asylum_applied", "eurostat_asylum_applicants"),
    ("refugees", "eurostat_temporary_protection"),
    ("migrant_stock", "eurostat_population_by_birth"),
    ("migrant_stock", "oecd_foreign_born"),
)
# Indicators with the provider's own totals of a measure, by destination and by origin.
OWN_TOTALS: Mapping[str, tuple[str, str]] = {
    "migrant_stock": ("ctx-migrant-stock", "ctx-emigrant-stock")
}
