"""What the comparing page must know of every indicator and area before it loads a series.

One list per language, cached by the browser: labels, concepts and the guard's verdicts, targets,
the groups each country belongs to, and the countries by population.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from typing import Any

import orjson

from data.area_groups import memberships
from data.arithmetic.concepts import POPULATION, Concept, catalogue_concept, concept_of
from data.arithmetic.guard import FORMS, SUMMARIES, form_verdict, summary_verdict
from data.catalog import Indicator
from data.store import Store
from layouts.request.context import Context

NUMERIC_TARGETS = ("absolute", "parity", "ordinal")


def indicator_list(ctx: Context) -> bytes:
    """The list as JSON."""
    return orjson.dumps(
        {
            "indicators": [_entry(ctx, i) for i in offered(ctx)],
            "areas": memberships(ctx.reference, ctx.store),
            "populous": populous(ctx.store),
        }
    )


def offered(ctx: Context) -> list[str]:
    """Every indicator with numbers: curated ones in file order, then the catalogue by title."""
    wide = ctx.store.catalogue_indicators
    found = [i for i in ctx.reference.indicators if ctx.store.has_data(i)]
    rest = [i for i in ctx.reference.catalogue_series if i in wide and ctx.store.has_data(i)]
    return [*found, *sorted(rest, key=lambda i: (str(wide[i]["title"]).lower(), i))]


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


def _entry(ctx: Context, indicator_id: str) -> dict[str, Any]:
    known = ctx.reference.indicators.get(indicator_id)
    of = concept(ctx, indicator_id)
    facts = {k: v for k, v in asdict(of).items() if v and k != "indicator_id"}
    refused = {
        name: [verdict.reason, verdict.instead]
        for name in (*FORMS, "log", *SUMMARIES)
        if not (verdict := _verdict(of, name)).allowed
    }
    entry: dict[str, Any] = {
        "id": indicator_id,
        "label": label(ctx, indicator_id),
        "concept": facts,
    }
    entry |= {"refused": refused, "curated": known is not None}
    if target := target_of(known):
        entry["target"] = target
    if "capita" not in refused:
        entry["capitaUnit"] = capita_unit(ctx, of, indicator_id)
    return entry


def _verdict(of: Concept, name: str) -> Any:
    return summary_verdict(of, name) if name in SUMMARIES else form_verdict(of, name)
