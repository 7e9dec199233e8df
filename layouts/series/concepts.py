"""What charts say of an indicator beside its numbers: concept, name, unit per head, target."""

from __future__ import annotations

from functools import lru_cache

from data.arithmetic.concepts import POPULATION, Concept, catalogue_concept, concept_of
from data.reference_lists import Indicator
from data.store import Store
from layouts.request.context import Context

NUMERIC_TARGETS = ("absolute", "parity", "ordinal")


def concept(ctx: Context, indicator_id: str) -> Concept:
    """The concept of any indicator that is offered.

    Raises:
        KeyError: neither the reference tables nor the catalogue know it.
    """
    known = ctx.reference.indicators.get(indicator_id)
    if known:
        return concept_of(known)
    return catalogue_concept(indicator_id, ctx.store.catalogue_indicators[indicator_id])


@lru_cache(maxsize=2)
def populous(store: Store) -> tuple[str, ...]:
    """Countries by their latest population, the largest first."""
    latest = store.latest(POPULATION)
    countries = [(value, code) for code, (_, value) in latest.items() if ":" not in code]
    return tuple(code for _, code in sorted(countries, key=lambda p: (-p[0], p[1])))


def label(ctx: Context, indicator_id: str) -> str:
    """Short name; a catalogue series by its provider's title, in whatever language that is."""
    known = ctx.reference.indicators.get(indicator_id)
    if known is None:
        return str(ctx.store.catalogue_indicators[indicator_id]["title"])
    return f"{known.sdg_indicator} {known.text('label', ctx.lang)}".strip()


def capita_unit(ctx: Context, of: Concept, indicator_id: str) -> str:
    """Unit of a value per head: per 1,000 people, or money per person."""
    known = ctx.reference.indicators.get(indicator_id)
    unit = of.unit.rsplit("_", 1)[0] if of.factor > 1 else of.unit
    if known:
        money = {"usd_million_current": "usd_current", "usd_million_constant": "usd_constant"}
        unit = ctx.t(f"compare.money.{money.get(of.unit, of.unit)}") if of.per == 1 else ""
    if of.per == 1:
        return ctx.t("compare.unit_per_person", unit=unit)
    if of.kind == "amount":
        return ctx.t("compare.unit_amount_per_1000", unit=unit)
    return ctx.t("compare.unit_per_1000")


def target_of(indicator: Indicator | None) -> tuple[float, str] | None:
    """Level and year of the one numeric target of an indicator, where it has one."""
    if indicator is None or indicator.target_kind not in NUMERIC_TARGETS:
        return None
    level = indicator.target_value
    return (float(level), indicator.target_year) if level else None
