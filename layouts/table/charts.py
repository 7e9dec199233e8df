"""From the filters of the table page to charts of the same rows, and its places in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from data.area_groups import WORLD
from data.query import Selection, Table
from layouts.request.context import Context
from layouts.series.groups import group_of, listed_words
from layouts.table.filters import COUNTRIES, GROUPS, Asked
from layouts.table.rows import area_words, indicator_words
from layouts.words.format import sort_key

MOST_CHARTS = 20  # indicators offered one by one
MOST_NAMES = 6  # places in a sentence; more are counted
MOST_BARS = 30  # places that a ranking of one year draws; more of them are a distribution


def charts(ctx: Context, asked: Asked, table: Table, chosen: Selection) -> dict[str, Any]:
    """Links to charts of the rows found, one indicator each, and what a chart leaves out of them.

    `items` hold the indicator, its name, and the addresses of the comparing page and, where a
    year of the filters has values, the map; `more` counts indicators beyond the list.
    """
    if asked.table != "observations" or not len(chosen):
        return {"items": [], "more": 0, "differs": "", "both": ""}
    own = ctx.reference.indicators
    found = table.distinct(("indicator", "source"), chosen)
    shown = [i for i, source in found if source == ctx.store.default_source(i)]
    shown.sort(key=lambda i: (i not in own, sort_key(indicator_words(ctx, i))))
    items = [_item(ctx, asked, i, len(chosen)) for i in shown[:MOST_CHARTS]]
    both = _against(ctx, shown) if len(shown) == 2 else ""
    differs = " ".join(_differs(ctx, others=len(found) - len(shown)))
    return {"items": items, "more": len(shown) - len(items), "differs": differs, "both": both}


def _item(ctx: Context, asked: Asked, indicator_id: str, rows: int) -> dict[str, str]:
    years = asked.parts.get("years")
    first, last = (years.first, years.last) if years else (None, None)
    one_year = first is not None and first == last
    chart = ("bar" if rows <= MOST_BARS else "strip") if one_year else "line"
    item = {"indicator": indicator_id, "label": indicator_words(ctx, indicator_id)}
    item["compare"] = _compare(ctx, indicator=indicator_id, chart=chart)
    year = _map_year(ctx, indicator_id, first, last)
    if year or not years:
        item["map"] = ctx.link_to("map", indicator=indicator_id, year=year)
    return item


def _against(ctx: Context, pair: list[str]) -> str:
    """Two indicators against each other."""
    return _compare(ctx, indicator=pair[0], x=pair[1], chart="scatter")


def _compare(ctx: Context, **choices: str) -> str:
    """The comparing page with the places and years of the filters."""
    group = ctx.state.option("members")
    among = {COUNTRIES: WORLD, GROUPS: ""}.get(group, group)
    return ctx.link_to("compare", among=among, **choices)


def _map_year(ctx: Context, indicator_id: str, first: int | None, last: int | None) -> int | None:
    """The last year of the filters in which the indicator has values."""
    matrix = ctx.store.matrix(indicator_id) if first or last else None
    held: Iterable[int] = matrix.years_with_values() if matrix else ()
    return max((y for y in held if (first or y) <= y <= (last or y)), default=None)


def _differs(ctx: Context, others: int) -> list[str]:
    """What the rows hold and a chart does not, in sentences."""
    found = []
    if ctx.state.option("missing") not in ("", "values"):
        found.append(ctx.t("table.differs.missing"))
    if ctx.state.option("quality"):
        found.append(ctx.t("table.differs.quality"))
    if ctx.state.option("breakdowns") == "all":
        found.append(ctx.t("table.differs.breakdowns"))
    if ctx.state.option("members") == GROUPS:
        found.append(ctx.t("table.differs.groups"))
    if others:
        found.append(ctx.t("table.differs.source", count=others))
    return found


def places(ctx: Context, asked: Asked) -> dict[str, str]:
    """Which places the rows are of, and the two halves of it where places and a group are chosen.

    {} without a choice. Places and groups are joined: a row of either is shown, as on the
    comparing page, where the chosen places stand among the countries of a group.
    """
    own = ctx.first((area_words(ctx, code) for code in ctx.state.areas), MOST_NAMES)
    group = _group_words(ctx) if "members" in asked.parts else ""
    ends = "ends" if asked.table == "flows" else "rows"
    if own and group:
        text = ctx.t(f"table.places.both_{ends}", places=own, group=group)
        only = {"areas": ctx.t("table.only", what=group), "members": ctx.t("table.only", what=own)}
        return {"text": text, **only}
    if own or group:
        key = f"table.places.{'own' if own else 'group'}_{ends}"
        listed = listed_words(ctx, ctx.state.option("members") or group_of(ctx))
        return {"text": f"{ctx.t(key, places=own, group=group)} {listed}".strip()}
    return {}


def _group_words(ctx: Context) -> str:
    code = ctx.state.option("members")
    if code in (COUNTRIES, GROUPS):
        return ctx.t(f"table.places.{code}")
    return ctx.t("table.places.of", group=area_words(ctx, code))
