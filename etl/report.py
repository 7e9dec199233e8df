"""The one place where the command line speaks: tables of text, JSON, progress. Decides nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TextIO

import pandas as pd
from tqdm import tqdm

from data.schema import FLOW_KEY, OBSERVATION_KEY
from etl.load import Tables


@dataclass
class Reporter:
    """Writes results to `out` and failures to `err`. `quiet` keeps only failures."""

    quiet: bool = False
    as_json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def say(self, text: str) -> None:
        """One line for a person."""
        if not self.quiet and not self.as_json:
            self.out.write(text + "\n")

    def fail(self, text: str) -> None:
        """One failure; always shown."""
        self.err.write(text + "\n")

    def result(self, value: Any) -> None:
        """The result for a machine; only with --json."""
        if self.as_json:
            text = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)
            self.out.write(text + "\n")

    def table(self, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Rows in aligned columns."""
        cells = [[str(cell) for cell in row] for row in (header, *rows)]
        widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
        for row in cells:
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.say(line.rstrip())

    @contextmanager
    def progress(self, label: str) -> Iterator[Callable[[int, int], None]]:
        """A bar on a terminal, silence elsewhere. Yields `tick(done, more)`."""
        hidden = self.quiet or self.as_json or not self.err.isatty()
        with tqdm(total=0, desc=label, unit=" requests", file=self.err, disable=hidden) as bar:

            def tick(done: int, more: int) -> None:
                bar.total = (bar.total or 0) + more
                bar.update(done)

            yield tick


def changes(old: pd.DataFrame, new: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """What moved between two tables. One row per key that was added, revised or withdrawn.

    Returns:
        The key columns, source_id, value_old, value_new and `change`. Revised means that the
        number or its status is another.
    """
    kept = [*dict.fromkeys([*key, "source_id"]), "value", "obs_status"]
    both = old[kept].merge(
        new[kept],
        on=[c for c in kept if c not in ("value", "obs_status")],
        how="outer",
        suffixes=("_old", "_new"),
        indicator=True,
    )
    same = (both["value_old"] == both["value_new"]) | (
        both["value_old"].isna() & both["value_new"].isna()
    )
    same &= both["obs_status_old"] == both["obs_status_new"]
    names = {"left_only": "withdrawn", "right_only": "added", "both": "revised"}
    both["change"] = both["_merge"].map(names).astype("str")
    return both[~(same & (both["_merge"] == "both"))].drop(columns="_merge")


def summarise(tables: Tables) -> list[dict[str, Any]]:
    """Rows, areas, years and one latest value per source and table."""
    found = []
    for name, area in (("observations", "area_code"), ("flows", "destination_code")):
        frame = getattr(tables, name)
        for source_id, rows in frame.groupby("source_id", observed=True):
            last = rows[rows["value"].notna()].sort_values("year", kind="stable").iloc[-1]
            what = last.iloc[0]
            found.append(
                {
                    "source": source_id,
                    "table": name,
                    "rows": len(rows),
                    "areas": int(rows[area].nunique()),
                    "years": f"{rows['year'].min()}-{rows['year'].max()}",
                    "latest": f"{what} {last[area]} {last['year']}: {last['value']:g}",
                }
            )
    return found


def count_changes(old: Tables, new: Tables, by_series: bool = False) -> dict[str, dict[str, int]]:
    """Added, revised and withdrawn rows per source and table; what did not change is left out.

    With `by_series`, per source and indicator or measure instead.
    """
    counts: dict[str, dict[str, int]] = {}
    for name, key in (("observations", OBSERVATION_KEY), ("flows", FLOW_KEY)):
        moved = changes(getattr(old, name), getattr(new, name), key)
        what = moved[key[0]] if by_series else name
        labels = moved["source_id"] + " " + what
        for label, change in zip(labels, moved["change"], strict=True):
            kinds = counts.setdefault(label, {})
            kinds[change] = kinds.get(change, 0) + 1
    return dict(sorted(counts.items()))


def report_build(reporter: Reporter, old: Tables, new: Tables, failures: Mapping[str, str]) -> None:
    """What a build holds, what changed, what is withheld, who failed."""
    summary, moved = summarise(new), count_changes(old, new)
    reporter.table(
        ("source", "table", "rows", "areas", "years", "latest value"),
        [list(row.values()) for row in summary],
    )
    report_changes(reporter, moved)
    catalog = new.catalog
    reporter.say(f"withheld: {len(catalog['withheld'])} series (see data/README.md)")
    disagree = [c["unsdg_code"] for c in catalog["comparisons"] if c["verdict"] == "disagree"]
    reporter.say(f"compared: {len(catalog['comparisons'])} pairs; disagree: {disagree or 'none'}")
    for source_id, why in failures.items():
        reporter.fail(f"FAILED {source_id}: {why}")
    if failures:
        reporter.fail(f"failed: {', '.join(failures)}; their last good rows stay in the tables")
    reporter.result({"summary": summary, "changes": moved, "failures": dict(failures)})


def report_changes(reporter: Reporter, moved: Mapping[str, Mapping[str, int]]) -> None:
    """Counts of added, revised and withdrawn rows."""
    for name, counts in moved.items():
        text = ", ".join(f"{count} {change}" for change, count in sorted(counts.items()))
        reporter.say(f"changed: {name}: {text}")
    if not moved:
        reporter.say("changed: nothing")
