"""Words for World values that are sums made here: of how many, and of how many people."""

from __future__ import annotations

from typing import Any

from data.area_groups import WORLD
from data.arithmetic.sums import ABSENT_MOST_PCT, REPORTERS
from data.progress.rules import judged
from layouts.request.context import Context
from layouts.words.format import number


def sum_entry(ctx: Context, indicator_id: str, source_id: str) -> dict[str, Any] | None:
    """What the World sums of a series consist of; None where they are no sums of ours."""
    found = ctx.store.catalogue.get("sums", {}).get(f"{indicator_id}|{source_id}")
    return dict(found) if found and found["years"] else None


def sum_words(ctx: Context, indicator_id: str, source_id: str, year: int) -> str:
    """A sentence or two on the World value of a year; "" if the provider publishes it.

    Of a year in which much is missing it says so; of the last one it adds the change among those
    who report in both years.
    """
    entry = sum_entry(ctx, indicator_id, source_id)
    if entry is None:
        return ""
    wanted = str(year)
    if wanted not in entry["years"]:
        return ""
    held, there, people, *absent = entry["years"][wanted]
    texts = [
        ctx.t(
            f"sums.{entry['kind']}",
            year=wanted,
            count=number(held, ctx.lang),
            all=number(there, ctx.lang),
            people=number(people, ctx.lang, 1),
        )
    ]
    if entry["kind"] == REPORTERS and absent[0] > ABSENT_MOST_PCT:
        texts.append(ctx.t("sums.part", share=number(absent[0], ctx.lang, 1)))
    same = entry.get("same")
    if same and str(same["to"]) == wanted:
        texts.append(
            ctx.t(
                "sums.same",
                before=same["from"],
                year=same["to"],
                count=number(same["areas"], ctx.lang),
                change=number(same["change_pct"], ctx.lang, 1),
            )
        )
    return " ".join(texts)


def made_here(ctx: Context, indicator_id: str, year: int) -> bool:
    """Whether the value of the area in focus is a total of ours, not of the leading provider."""
    source_id = (ctx.store.series_info(indicator_id) or {}).get("source_id", "")
    if not judged(ctx.state.focus, source_id):
        return True
    return bool(sum_cell(ctx, indicator_id, source_id, ctx.state.focus, year))


def sum_cell(ctx: Context, indicator_id: str, source_id: str, area_code: str, year: int) -> str:
    """The same for a row of a file; "" for areas other than the World."""
    return sum_words(ctx, indicator_id, source_id, year) if area_code == WORLD else ""
