"""The doubts of the tables for a reader of the command line: counts and samples. Decides nothing.

`check` prints them. A doubt is no problem: the value is what the provider published.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from data.schema.contract import OBSERVATION_KEY
from etl.build.load import Tables
from etl.build.report import Reporter
from etl.quality.held import series_sizes

SAMPLES = 3  # of each indicator, source and flag
WHERE = ["indicator_id", "source_id", "flag"]


def summarise_doubts(tables: Tables, sources: Collection[str]) -> list[dict[str, Any]]:
    """One entry per indicator, source and flag: how many values, of how many, and samples.

    Args:
        tables: as they stand.
        sources: the sources asked for; those that are computed from others always count.
    """
    doubts, rows = tables.doubts, tables.observations
    held = doubts[doubts["source_id"].isin([*sources, "derived"])]
    numbers = series_sizes(rows[rows["value"].notna()])
    found = []
    for key, part in held.groupby(WHERE, observed=True):
        indicator_id, source_id, flag = map(str, key)
        samples = [
            {
                "cell": " ".join(str(row[name]) for name in OBSERVATION_KEY[2:] if str(row[name])),
                "figures": json.loads(row["figures"]),
            }
            for row in part.head(SAMPLES).to_dict("records")
        ]
        found.append(
            {
                "indicator": indicator_id,
                "source": source_id,
                "flag": flag,
                "values": len(part),
                "of": numbers[indicator_id, source_id],
                "samples": samples,
            }
        )
    return found


def report_doubts(reporter: Reporter, found: list[dict[str, Any]]) -> None:
    """One line per indicator, source and flag, then the figures of a few values each."""
    for entry in found:
        reporter.say(
            f"doubted: {entry['indicator']} {entry['source']}: {entry['flag']}: "
            f"{entry['values']} of {entry['of']} values"
        )
        for sample in entry["samples"]:
            figures = ", ".join(f"{name} {value}" for name, value in sample["figures"].items())
            reporter.say(f"    {sample['cell']}: {figures}")
    total = sum(entry["values"] for entry in found)
    series = len({(entry["indicator"], entry["source"]) for entry in found})
    reporter.say(f"doubts: {total} in {series} series; they are no problems")
