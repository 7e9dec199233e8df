"""What each indicator is, for arithmetic: stock, flow or rate, its unit, its mandate, its base.

One concept per indicator. A curated indicator's comes from its row; a catalogue one's is read from
its provider's unit and title, cautiously: what cannot be told is `unclear`, and the guard refuses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.records import Indicator

POPULATION = "ctx-population"
KINDS = ("stock", "flow", "event", "rate", "index", "binary", "ordinal", "amount", "unclear")

# Whose people an indicator counts. Categories of one mandate and side do not overlap by definition.
QUANTITIES: Mapping[str, tuple[str, str]] = {
    # indicator: (category of people, side: where they are or where they come from)
    "ctx-migrant-stock": ("migrants", "host"),
    "ctx-bilateral-stock": ("migrants", "host"),
    "ctx-emigrant-stock": ("migrants", "origin"),
    "ctx-migrant-ages": ("migrants", "host"),
    "ctx-labour-migrants": ("migrants", "host"),
    "ctx-eu-foreign-born": ("migrants", "host"),
    "ctx-oecd-foreign-born": ("migrants", "host"),
    "ctx-eu-temporary-protection-ua": ("refugees", "host"),
    "ctx-refugees-asylum": ("refugees", "host"),
    "ctx-refugees-origin": ("refugees", "origin"),
    "ctx-palestine-refugees": ("refugees", "host"),
    "ctx-asylum-seekers": ("asylum_seekers", "host"),
    "ctx-asylum-seekers-origin": ("asylum_seekers", "origin"),
    "ctx-idp-unhcr": ("displaced", "home"),
    "ctx-idp-conflict": ("displaced", "home"),
    "ctx-student-mobility": ("students", "host"),
    "ctx-population": ("inhabitants", "host"),
    "ctx-population-ages": ("inhabitants", "host"),
    "ctx-resettlement": ("resettled", "host"),
    "ctx-refugee-returns": ("returned", "home"),
    "ctx-asylum-applications": ("applicants", "host"),
    "ctx-asylum-applications-origin": ("applicants", "origin"),
}
# Those with every band of ages and both sexes: migrants, and everyone of the same edition.
AGED = ("ctx-migrant-ages", "ctx-population-ages")
# Values below zero are part of the definition.
SIGNED = ("ctx-net-migration",)
# What the curated rates are per, where the unit alone does not say it.
BASES: Mapping[str, str] = {
    "ctx-migrant-share": "population",
    "ctx-refugees-hosted-per-1000": "population",
    "ctx-remit-received-per-capita": "population",
    "ctx-gdp-per-capita": "population",
    "sdg-10-7-4-sm-pop-refg-or": "population",
}
_UNIT_BASES = {
    "per_100k": "population",
    "per_10k": "population",
    "per_1000": "population",
    "percent_gdp": "gdp",
    "percent_gni": "gni",
    "per_1000_births": "births",
    "per_100k_births": "births",
}
_GRADE_UNITS = ("index", "index_100", "score_1", "score_10", "score_4", "ratio", "months")
_COUNTED_BODIES = re.compile(r"countries|parties|policies|1 = yes|whether", re.IGNORECASE)
_PEOPLE = re.compile(
    r"people|persons|deaths|victims|refugee|population in|urban pop", re.IGNORECASE
)
_EVENTS = re.compile(r"deaths|victims|injured|missing persons|affected", re.IGNORECASE)
_MONEY = re.compile(r"^(CU_USD|CON_USD|CON_PPP_USD)(_[MB])?$|^(BoP, )?(current|constant \d+) US\$$")
_PER_PEOPLE = re.compile(r"^PER_\d+_POP$|^per [\d,]+ (people|population)$|^per million people$")
_SHARE = re.compile(r"^PERCENT$|^percent(age)?$|%|^CU_USD per", re.IGNORECASE)
_SCALE = re.compile(
    r"INDEX|SCORE|GPI|scale|estimate|=low|=weak|Ratio|average|base year", re.IGNORECASE
)
_MILLION = 1e6
_FACTORS = {"TH": 1e3, "M": _MILLION, "B": 1e9}
_PHYSICAL = ("TONNES", "KMSQ", "M_M3_PER_YR", "M3_PER_SEC", "million tonnes", "MT_CO2E", "sq. km")
_GRADED = re.compile(r"\(\d ?= ?[^)]*;|level of implementation|1=low|0=weak|=low to", re.IGNORECASE)
_PER_SOMETHING = re.compile(r"per capita|per unit|density|share held|% of|\(%", re.IGNORECASE)
_YES_NO = re.compile(r"1 = yes|1 = \.\.\.|\(0 = ", re.IGNORECASE)


@dataclass(frozen=True)
class Concept:
    """What may be done with an indicator rests on these.

    Attributes:
        indicator_id: whose concept it is.
        kind: one of KINDS; `amount` is a physical quantity or sum of money whose provider does not
            say whether it is a stock or a flow, `unclear` one whose very unit cannot be told.
        unit: unit key of the reference tables, or the provider's own unit as it stands.
        mandate: who counts and by which definition (custodian); "" where not known.
        people: the category of people counted, "" for anything else.
        side: where those people are counted: host, origin or home.
        base: what a rate is per: population, gdp, gni, births; "" where that is not held.
        additive: whether values of areas may be summed.
        scale: ratio (a true zero), signed (zero is a balance), interval (an arbitrary scale).
        factor: how many single persons, dollars and so on one unit of a value stands for.
        per: what a value per head is expressed in: 1,000 people, or one person for money.
    """

    indicator_id: str
    kind: str
    unit: str
    mandate: str = ""
    people: str = ""
    side: str = ""
    base: str = ""
    additive: bool = False
    scale: str = "ratio"
    factor: float = 1.0
    per: int = 1000


def concept_of(indicator: Indicator) -> Concept:
    """The concept of a curated indicator, from its row of the reference table."""
    identity = indicator.indicator_id
    people, side = QUANTITIES.get(identity, ("", ""))
    scale = "ratio"
    if identity in SIGNED:
        scale = "signed"
    elif indicator.kind in ("binary", "ordinal") or (
        indicator.kind == "index" and indicator.unit in _GRADE_UNITS
    ):
        scale = "interval"
    kind = indicator.kind
    if kind == "index" and indicator.unit in ("years", "usd_ppp"):
        kind = "rate"  # years and money per person have a true zero, though a composite uses them
    return Concept(
        identity,
        kind,
        indicator.unit,
        indicator.custodian,
        people,
        side,
        BASES.get(identity, _UNIT_BASES.get(indicator.unit, "")),
        indicator.aggregation == "sum",
        scale,
        _MILLION if indicator.unit.startswith("usd_million") else 1.0,
        1 if indicator.unit.startswith("usd") else 1000,
    )


def catalogue_concept(indicator_id: str, entry: Mapping[str, Any]) -> Concept:
    """The concept of a catalogue series, read from its provider's unit and title.

    Args:
        indicator_id: its id in the tables.
        entry: its entry in the catalogue, with `provider_unit`, `title` and `source_id`.

    Returns:
        A concept that is never additive: its provider declares no total of areas.
    """
    unit, title = str(entry["provider_unit"]), str(entry["title"])
    mandate = str(entry["source_id"])
    if unit == "BOOL" or _YES_NO.search(title):
        return Concept(indicator_id, "binary", unit or "yes_no", mandate, scale="interval")
    if _GRADED.search(title) or _GRADED.search(unit):
        return Concept(indicator_id, "ordinal", unit, mandate, scale="interval")
    if _PER_PEOPLE.match(unit):
        return Concept(indicator_id, "rate", unit, mandate, base="population")
    if unit != "annual %" and _PER_SOMETHING.search(title) and not _SHARE.search(unit):
        return Concept(indicator_id, "rate", unit, mandate)
    if unit == "annual %":
        return Concept(indicator_id, "rate", unit, mandate, scale="signed")
    if _SCALE.search(unit):
        return Concept(indicator_id, "index", unit, mandate, scale="interval")
    if _SHARE.search(unit):
        base = "population" if unit in ("% of population", "% of total population") else ""
        return Concept(indicator_id, "rate", unit, mandate, base=base)
    if _MONEY.match(unit) or unit in _PHYSICAL:
        money = bool(_MONEY.match(unit))
        return Concept(
            indicator_id,
            "amount",
            unit,
            mandate,
            factor=_FACTORS.get(unit.rsplit("_", 1)[-1], 1.0) if money else 1.0,
            per=1 if money else 1000,
        )
    if _PEOPLE.search(title) and not _COUNTED_BODIES.search(title) and "rate" not in title:
        kind = "event" if _EVENTS.search(title) else "stock"
        factor = _FACTORS.get(unit.removeprefix("NUM_"), 1.0)
        unit = unit or "NUMBER"
        return Concept(indicator_id, kind, unit, mandate, "people", "host", factor=factor)
    return Concept(indicator_id, "unclear", unit, mandate)
