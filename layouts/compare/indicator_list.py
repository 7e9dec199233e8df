"""What the comparing page must know of every indicator and area before it loads a series.

One list per language, cached by the browser: labels, concepts and the guard's rulings, targets,
the groups each country belongs to, and the countries by population.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import orjson

from data.area_groups import memberships
from data.arithmetic.concepts import Concept
from data.arithmetic.guard import FORMS, SUMMARIES, form_ruling, summary_ruling
from layouts.request.context import Context
from layouts.series.concepts import capita_unit, concept, label, populous, target_of


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


def _entry(ctx: Context, indicator_id: str) -> dict[str, Any]:
    known = ctx.reference.indicators.get(indicator_id)
    of = concept(ctx, indicator_id)
    facts = {k: v for k, v in asdict(of).items() if v and k != "indicator_id"}
    refused = {
        name: [ruling.reason, ruling.instead]
        for name in (*FORMS, "log", *SUMMARIES)
        if not (ruling := _ruling(of, name)).allowed
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


def _ruling(of: Concept, name: str) -> Any:
    return summary_ruling(of, name) if name in SUMMARIES else form_ruling(of, name)
