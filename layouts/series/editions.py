"""Sentences on a provider's title and note where they are not of the edition of the values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from data.area_groups import lists
from layouts.request.context import Context
from layouts.series.groups import fiscal_year
from layouts.words.format import day

LISTING = "worldbank"  # the one provider that publishes lists of members beside totals
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def word_editions(ctx: Context, info: Mapping[str, Any]) -> list[str]:
    """What a reader should know of the provider's words; empty where they fit the values.

    Args:
        ctx: the request.
        info: the catalogue's entry of the series; see etl/build/words.py.
    """
    found = []
    if words := info.get("words_edition"):
        editions = {"words": _day(ctx, words), "edition": _day(ctx, str(info["edition"]))}
        found.append(ctx.t("words.edition", **editions))
    if named := info.get("note_year"):
        last = str(info["last_year"])
        key = "words.note_within" if named == last else "words.note_year"
        found.append(ctx.t(key, named=named, last=last))
    if prices := info.get("older_prices"):
        kind, title, newest = str(prices).split("/")
        found.append(ctx.t(f"words.prices.{kind}", title=title, newest=newest))
    return found


def group_editions(ctx: Context, info: Mapping[str, Any], source_id: str) -> str:
    """That totals of groups are of other members than the newest list; "" where they are not.

    A provider's total of an income group or region follows the members of its own edition.
    """
    edition = str(info["edition"])
    if not info.get("aggregates") or not DAY.fullmatch(edition) or source_id != LISTING:
        return ""
    as_of = max((found.as_of for found in lists(ctx.store).values()), default="")
    if not as_of or fiscal_year(edition) == fiscal_year(as_of):
        return ""
    return ctx.t("words.groups", edition=_day(ctx, edition), list=_day(ctx, as_of))


def named_edition(ctx: Context, edition: str) -> str:
    """An edition in words: one of several sources, "unhcr 2026-06; worldbank 2026-07-13", by name.

    A source that is named twice in a row has both its dates behind one name.
    """
    parts, before = [], ""
    for part in edition.split("; "):
        source_id, _, own = part.partition(" ")
        if own and source_id in ctx.reference.sources:
            title = ctx.reference.sources[source_id].title
            parts.append(own if source_id == before else f"{title} {own}")
            before = source_id
        else:
            parts.append(part)
            before = ""
    return ctx.t("tally.comma").join(parts)


def _day(ctx: Context, edition: str) -> str:
    return day(edition, ctx.lang) if DAY.fullmatch(edition) else edition
