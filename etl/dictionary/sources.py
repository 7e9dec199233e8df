"""The parts of the data dictionary that speak of several sources of one indicator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.arithmetic.sums import ABSENT_MOST_PCT, MARK, NEAR_YEARS, PEOPLE_ENOUGH_PCT, REPORTERS
from data.providers import LIMIT_PCT, LIMIT_SHARE_PCT, OTHER_MEASURE, PRIMARY, STEPS, WORLD_YEARS
from etl.dictionary.markdown import table

STEP_WORDS = {
    "declared": "the registry calls it the primary compiler (`reference/source_pairs.csv`)",
    "published": "its provider publishes it, while the other is computed here",
    "world": "it has World values of the provider's own, or newer ones; those count that are "
    f"at most {WORLD_YEARS} years older than the newest of the sources",
    "newer": "it is newer: the last year with at least 60 % as many areas as its fullest year",
    "countries": "it has more countries and territories",
    "priority": "it comes first in `reference/indicator_series.csv`",
}
RELATION_WORDS = {
    "": "",
    PRIMARY: "other compiler, never joined",
    OTHER_MEASURE: "another measure where they disagree",
}


def comparisons(catalogue: dict[str, Any]) -> str:
    """What comparing every two sources of one indicator found."""
    rows = [row for record in catalogue.get("comparisons", []) for row in _compared(record)]
    header = ("indicator", "sources", "edition", "cells", "median %", "over 5 %, %")
    return (
        "## Two sources of one indicator\n\n"
        "Where the tables hold the headline of an indicator from two sources, the area-years that "
        "both publish are compared by |a - b| / max(|a|, |b|). They disagree where the median "
        f"exceeds {LIMIT_PCT:g} %, or more than {LIMIT_SHARE_PCT:g} % of the cells differ by more "
        f"than {LIMIT_PCT:g} %. Both are kept and shown either way, and never joined or averaged. "
        "Where a source holds areas of several editions, each edition is compared apart, too.\n\n"
        + table((*header, "verdict", "registry"), rows)
    )


def _compared(record: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    sources = " and ".join(record["source_ids"])
    told = RELATION_WORDS[record["relation"]]
    for part in (record, *record["editions"]):
        edition = f"{part['source_id']} {part['vintage']}" if "vintage" in part else "all"
        figures = (part["cells"], part["median_abs_rel_diff_pct"], part["share_over_5pct"])
        yield (f"`{record['indicator_id']}`", sources, edition, *figures, part["verdict"], told)


def leaders(catalogue: dict[str, Any]) -> str:
    """Which source of an indicator leads, and why."""
    steps = "\n".join(f"{n}. {STEP_WORDS[step]};" for n, step in enumerate(STEPS, 1))
    rows = [
        (f"`{i}`", one["source_id"], other["source_id"], STEP_WORDS[other["step"]])
        for i, order in sorted(catalogue.get("leading", {}).items())
        for one, other in zip(order, order[1:], strict=False)
    ]
    return (
        "## Which source leads\n\n"
        "Screens show one source of an indicator first (`is_default` in `tables/catalogue.json`) "
        "and the others one click away. The first of these that tells two apart decides, "
        f"anew at every build:\n\n{steps[:-1]}.\n\n"
        + table(("indicator", "leads", "before", "because of the one that leads"), rows)
    )


def sums(catalogue: dict[str, Any]) -> str:
    """World values that are sums of those with a figure."""
    rows = []
    for key, entry in sorted(catalogue.get("sums", {}).items()):
        if entry["kind"] == REPORTERS and entry["years"]:
            indicator_id, _, source_id = key.partition("|")
            years, last = entry["years"], max(entry["years"])
            held, there, people, absent = years[last]
            span = f"{min(years)}-{last}"
            rows.append(
                (f"`{indicator_id}`", source_id, span, f"{held} of {there}", people, absent)
            )
    header = ("indicator", "source", "years", "countries, last year", "people %", "missing %")
    return (
        "## World values summed here\n\n"
        "Where a quantity may be added (`aggregation` = sum) and no source of it publishes a World "
        "value, the World is the sum of the countries and territories with a figure in the leading "
        f"source. Its `vintage` ends with `{MARK.strip(', ')}`. A year is left out where fewer "
        f"than {PEOPLE_ENOUGH_PCT:g} % of the world's people live there (World Bank population). "
        "It has status P, so that it is no end of a change, where those without a figure amounted "
        f"to more than {ABSENT_MOST_PCT:g} % of the sum: their own nearest value within "
        f"{NEAR_YEARS} years counts. Nothing is filled in. Such sums get no verdict. `sums` in "
        "`tables/catalogue.json` has the figures of every year; its entries of kind `records` "
        "describe World totals of sources that publish every record, where a country without a "
        "figure has none to report.\n\n" + table(header, rows)
    )
