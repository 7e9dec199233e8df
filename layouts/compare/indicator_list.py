"""What the comparing page can draw, as its lists of indicators take it.

One list per language, cached by the browser.
"""

from __future__ import annotations

import orjson

from layouts.request.context import Context
from layouts.series.concepts import label


def indicator_list(ctx: Context) -> bytes:
    """Options of Dash's list as JSON: each with its words, and found by words and id."""
    return orjson.dumps([_option(ctx, i) for i in offered(ctx)])


def offered(ctx: Context) -> list[str]:
    """Every indicator with numbers: curated ones in file order, then the catalogue by title."""
    wide = ctx.store.catalogue_indicators
    found = [i for i in ctx.reference.indicators if ctx.store.has_data(i)]
    rest = [i for i in ctx.reference.catalogue_series if i in wide and ctx.store.has_data(i)]
    return [*found, *sorted(rest, key=lambda i: (str(wide[i]["title"]).lower(), i))]


def _option(ctx: Context, indicator_id: str) -> dict[str, str]:
    name = label(ctx, indicator_id)
    further = "" if indicator_id in ctx.reference.indicators else f" · {ctx.t('compare.catalogue')}"
    return {"value": indicator_id, "label": name + further, "search": f"{name} {indicator_id}"}
