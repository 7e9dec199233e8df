"""The arithmetic guard: what is refused, why, and that a reason stands in every language."""

from itertools import product

import pytest

from data.arithmetic.concepts import KINDS, Concept, catalogue_concept, concept_of
from data.arithmetic.guard import (
    FORMS,
    SUMMARIES,
    WAYS,
    form_ruling,
    pair_ruling,
    summary_ruling,
)
from data.reference_lists import Reference
from data.store import Store
from layouts.words.text import languages, locale
from tests.conftest import DATA_DIR

STOCK, FLOW = "ctx-migrant-stock", "ctx-net-migration"


@pytest.fixture(scope="module")
def concepts(reference: Reference) -> dict[str, Concept]:
    store = Store(DATA_DIR)
    known = {i: concept_of(row) for i, row in reference.indicators.items()}
    wide = store.catalogue_indicators.items()
    return known | {i: catalogue_concept(i, entry) for i, entry in wide}


# Pairs that no chart may put together, with the reason that is given.
FORBIDDEN = [
    ("axis", STOCK, "ctx-asylum-applications", "stock_flow"),
    ("axis", "ctx-refugees-asylum", "ctx-refugee-returns", "stock_flow"),
    ("axis", "ctx-refugees-asylum", "ctx-missing-migrants", "stock_flow"),
    ("axis", "ctx-remit-received", "ctx-oda-migration", "axis_units"),
    ("axis", "ctx-remit-received", "ctx-remit-received-gdp", "axis_kinds"),
    ("axis", "ctx-migrant-share", "ctx-remit-received-gdp", "axis_units"),
    ("axis", "ctx-hdi", "ctx-gii", "axis_units"),
    ("axis", "sdg-10-7-2-sg-cpa-migrs", "ctx-migrant-share", "axis_grades"),
    ("axis", "sdg-10-7-2-sg-cpa-migrs", "sdg-16-a-1-sg-nhr-impln", "axis_grades"),
    ("axis", "ctx-idp-conflict", "ctx-idp-disaster-new", "stock_flow"),
    ("sum", "ctx-refugees-asylum", STOCK, "refugees_migrants"),
    ("sum", "ctx-refugees-origin", "ctx-emigrant-stock", "refugees_migrants"),
    ("sum", "ctx-refugees-asylum", "ctx-refugees-origin", "sum_twice"),
    ("sum", "ctx-idp-unhcr", "ctx-idp-conflict", "sum_mandates"),
    ("sum", "ctx-refugees-asylum", "ctx-palestine-refugees", "sum_mandates"),
    ("sum", "ctx-migrant-share", "ctx-migrant-share", "sum_same"),
    ("sum", "ctx-migrant-share", "ctx-remit-received-gdp", "sum_rates"),
    ("sum", "ctx-hdi", "ctx-phdi", "sum_index"),
    ("sum", STOCK, "ctx-population", "sum_part"),
    ("sum", "ctx-migrant-ages", "ctx-population-ages", "sum_part"),
    ("sum", "ctx-migrant-ages", STOCK, "sum_twice"),
    ("sum", STOCK, FLOW, "stock_flow"),
    ("sum", "ctx-remit-received", "ctx-remit-paid", "sum_unknown"),
    ("sum", "sdg-10-7-3-sm-dth-migr", "ctx-missing-migrants", "sum_unknown"),
]


@pytest.mark.parametrize(("way", "one", "other", "reason"), FORBIDDEN)
def test_forbidden_pairs_are_refused_with_their_reason(
    concepts: dict[str, Concept], way: str, one: str, other: str, reason: str
) -> None:
    ruling = pair_ruling(concepts[one], concepts[other], way)
    assert (ruling.allowed, ruling.reason) == (False, reason)
    assert pair_ruling(concepts[other], concepts[one], way) == ruling


@pytest.mark.parametrize(
    ("way", "one", "other"),
    [
        ("axis", "ctx-refugees-asylum", "ctx-asylum-seekers"),
        ("axis", "ctx-refugees-asylum", STOCK),
        ("axis", "ctx-remit-received", "ctx-remit-paid"),
        ("axis", "ctx-remit-received-gdp", "ctx-remit-paid-gdp"),
        ("sum", "ctx-refugees-asylum", "ctx-asylum-seekers"),
        ("sum", "ctx-refugees-asylum", "ctx-idp-unhcr"),
    ],
)
def test_what_belongs_together_is_allowed(
    concepts: dict[str, Concept], way: str, one: str, other: str
) -> None:
    assert pair_ruling(concepts[one], concepts[other], way).allowed


@pytest.mark.parametrize(
    ("indicator", "what", "reason"),
    [
        ("ctx-remit-received-gdp", "capita", "capita_rate"),
        ("ctx-gdp-per-capita", "capita", "capita_rate"),
        ("ctx-population", "capita", "capita_population"),
        ("ctx-hdi", "capita", "capita_index"),
        ("ctx-mgi", "capita", "capita_things"),
        ("ctx-hdi", "index", "index_scale"),
        ("sdg-10-7-2-sg-cpa-migrs", "index", "index_grades"),
        ("sdg-16-a-1-sg-nhr-impln", "change", "change_grades"),
        (FLOW, "index", "index_signed"),
        (FLOW, "log", "log_signed"),
        ("sdg-10-7-2-sg-cpa-migrs", "log", "log_scale"),
        ("ctx-remit-received-gdp", "sum", "sum_rates"),
        ("ctx-remit-received-gdp", "mean", "mean_no_weights"),
        ("ctx-asylum-applications", "sum", "sum_not_additive"),
        (STOCK, "mean", "mean_amounts"),
        ("ctx-hdi", "sum", "sum_index"),
        ("sdg-10-7-2-sg-cpa-migrs", "median", "summary_grades"),
    ],
)
def test_forms_and_summaries_that_mean_nothing_are_refused(
    concepts: dict[str, Concept], indicator: str, what: str, reason: str
) -> None:
    judge = summary_ruling if what in SUMMARIES else form_ruling
    assert judge(concepts[indicator], what).reason == reason


def test_what_means_something_is_allowed(concepts: dict[str, Concept]) -> None:
    allowed = [
        form_ruling(concepts[FLOW], "capita"),  # net migration per 1,000 is a rate of its own
        form_ruling(concepts["ctx-remit-received"], "capita"),
        form_ruling(concepts["ctx-hdi-life-expectancy"], "index"),
        summary_ruling(concepts["ctx-refugees-asylum"], "sum"),
        summary_ruling(concepts["ctx-migrant-share"], "mean"),
        summary_ruling(concepts["ctx-hdi"], "median"),
    ]
    assert all(v.allowed for v in allowed)
    mixed = summary_ruling(concepts["ctx-refugees-asylum"], "sum", groups=True)
    assert mixed.reason == "summary_groups"


def test_the_catalogue_is_read_cautiously(concepts: dict[str, Concept]) -> None:
    read = {
        "wb-sp-urb-totl": "stock",
        "unsd-vc-ihr-psrcn": "event",
        "unsd-ag-food-wst": "amount",
        "unsd-er-rdns-law": "unclear",
    }
    found = {i: concepts[i].kind for i in read if i in concepts}
    assert found == {i: read[i] for i in found} and len(found) >= 2
    wide = [c for c in concepts.values() if c.indicator_id.startswith(("wb-", "unsd-"))]
    assert len(wide) > 600
    assert not any(c.additive for c in wide)
    assert {c.kind for c in wide} <= set(KINDS)


def test_every_ruling_has_its_words(concepts: dict[str, Concept]) -> None:
    """All pairs, forms and summaries: symmetrical, and explained in every language."""
    some = {(c.kind, c.unit, c.people, c.side, c.base, c.additive): c for c in concepts.values()}
    rulings = {pair_ruling(a, b, w) for a, b, w in product(some.values(), some.values(), WAYS)}
    rulings |= {form_ruling(c, f) for c, f in product(some.values(), (*FORMS, "log"))}
    rulings |= {
        summary_ruling(c, s, groups=g)
        for c, s, g in product(some.values(), SUMMARIES, (True, False))
    }
    for ruling in rulings:
        assert ruling.allowed == (not ruling.reason) == (not ruling.instead)
        for lang in languages() if ruling.reason else ():
            assert f"js.guard.{ruling.reason}" in locale(lang)
            assert f"js.guard.instead.{ruling.instead}" in locale(lang)
    for one, other, way in product(some.values(), some.values(), WAYS):
        assert pair_ruling(one, other, way) == pair_ruling(other, one, way)
