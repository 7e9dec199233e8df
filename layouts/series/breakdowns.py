"""Sub-groups of an indicator in words, and those that a chooser offers.

A breakdown is `Dimension=CODE`, several joined by `;`; see data/schema/contract.py.
"""

from __future__ import annotations

import re

from layouts.request.context import Context
from layouts.words.text import has_text

SHOWN = 18  # of one indicator in a chooser, such as two sexes and sixteen bands of ages; every
# other one has an address and stands in the files
FIRST = (
    *("sex", "Sex", "age", "Age", "Location", "Migratory status", "Disability status", "Quantile"),
    "Education level",
)
# First age, and last age or nothing; or the age below which.
AGES = {
    "Age": re.compile(r"(\d+)(?:-(\d+)|\+)|<(\d+)Y"),
    "age": re.compile(r"Y(?:_GE)?(\d+)(?:T(\d+))?"),
}


def breakdown_text(ctx: Context, breakdown: str) -> str:
    """Words for a breakdown such as `sex=F`; "" for the total."""
    return ctx.listed(_part_text(ctx, part) for part in breakdown.split(";") if part)


def _part_text(ctx: Context, part: str) -> str:
    if has_text(f"breakdown.{part}"):
        return ctx.t(f"breakdown.{part}")
    name, _, code = part.partition("=")
    age = AGES[name].fullmatch(code) if name in AGES else None
    if age:
        first, last, *below = age.groups()
        if any(below):
            return ctx.t("breakdown.age.under", last=below[0])
        key = "breakdown.age.between" if last else "breakdown.age.over"
        return ctx.t(key, first=first, last=last)
    known = has_text(f"breakdown.dimension.{name}")
    return ctx.t(
        "breakdown.other", name=ctx.t(f"breakdown.dimension.{name}") if known else name, code=code
    )


def breakdown_choices(ctx: Context, indicator_id: str) -> list[list[str]]:
    """Key and words of the breakdowns a chooser offers, the total first; [] where it has none.

    Those that differ from the headline in one dimension, the best known dimensions first. A
    catalogue indicator has none: hundreds of them would be a burden on every page that lists them.
    """
    if indicator_id not in ctx.reference.indicators:
        return []
    found = [b for b in ctx.store.breakdowns(indicator_id) if b]
    entry = ctx.store.series_info(indicator_id) or {}
    headline = parts_of(str(entry.get("headline", "")))
    near = [b for b in found if len(_differing(parts_of(b), headline)) == 1]
    near.sort(key=lambda b: _rank(_differing(parts_of(b), headline), b))
    words = breakdown_text(ctx, str(entry.get("headline", ""))) or ctx.t("map.total")
    total = [["", words]] if near else []
    return total + [[b, breakdown_text(ctx, b)] for b in near[:SHOWN]]


def parts_of(breakdown: str) -> dict[str, str]:
    """Dimension to code."""
    pairs = (part.partition("=") for part in breakdown.split(";") if part)
    return {name: code for name, _, code in pairs}


def _differing(parts: dict[str, str], headline: dict[str, str]) -> list[str]:
    names = sorted({*parts, *headline})
    return [name for name in names if parts.get(name) != headline.get(name)]


def _rank(names: list[str], breakdown: str) -> tuple[int, str, int, str]:
    """Best known dimensions first; ages ascend."""
    known = [FIRST.index(name) if name in FIRST else len(FIRST) for name in names]
    code = parts_of(breakdown).get(names[0], "")
    age = AGES[names[0]].fullmatch(code) if names[0] in AGES else None
    return min(known), names[0], int(age[1] or 0) if age else 0, breakdown
