"""The one place where the command line speaks: tables of text, JSON, progress. Decides nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TextIO

from tqdm import tqdm

from data.arithmetic.sums import REPORTERS
from data.quality import WAITING, doubted
from data.schema.tables import TABLES
from etl.build.build import Build
from etl.build.compare import disputed
from etl.build.load import Tables


@dataclass
class Reporter:
    """Writes results to `out` and failures to `err`. `quiet` keeps only failures."""

    quiet: bool = False
    as_json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    failures: list[str] = field(default_factory=list)
    results: dict[str, Any] = field(default_factory=dict)

    def say(self, text: str) -> None:
        """One line for a person."""
        if not self.quiet and not self.as_json:
            self.out.write(text + "\n")

    def fail(self, text: str) -> None:
        """One failure; always shown."""
        self.failures.append(text)
        self.err.write(text + "\n")

    def failed(self, source_id: str, why: str) -> None:
        """A source that failed, or one series of it as `source code`; the source is named once."""
        self.fail(f"FAILED {source_id}: {why.removeprefix(f'{source_id.split()[0]}: ')}")

    def result(self, value: Any) -> None:
        """The result for a machine: kept for the run report, printed with --json."""
        self.results = value
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
    def progress(self, label: str, unit: str) -> Iterator[Callable[[int, int], None]]:
        """A bar on a terminal, silence elsewhere. Yields `tick(done, more)`."""
        hidden = self.quiet or self.as_json or not self.err.isatty()
        with tqdm(total=0, desc=label, unit=f" {unit}", file=self.err, disable=hidden) as bar:

            def tick(done: int, more: int) -> None:
                bar.total = (bar.total or 0) + more
                bar.update(done)

            yield tick


def summarise(tables: Tables) -> list[dict[str, Any]]:
    """Rows, areas, years and one latest value per source and table."""
    found = []
    for name, table in TABLES.items():
        frame, area, value = getattr(tables, name), table.area, table.value
        for source_id, rows in frame.groupby("source_id", observed=True):
            known = rows[rows[value].notna()]
            if "quality" in known:
                sound = ~known["obs_status"].isin(list(WAITING))
                sound &= ~known["quality"].astype("str").map(doubted).astype(bool)
                known = known[sound] if sound.any() else known
            last = known.sort_values("year", kind="stable").iloc[-1]
            what = last.iloc[0]
            found.append(
                {
                    "source": source_id,
                    "table": name,
                    "rows": len(rows),
                    "areas": int(rows[area].nunique()),
                    "years": f"{rows['year'].min()}-{rows['year'].max()}",
                    "latest": f"{what} {last[area]} {last['year']}: {last[value]:g}",
                }
            )
    return found


def report_build(reporter: Reporter, made: Build, sizes: Mapping[str, int]) -> dict[str, Any]:
    """What a build holds, what changed, what is withheld, who failed; returns it as values."""
    catalogue = made.new.catalogue
    summary = summarise(made.new)
    report_summary(reporter, summary)
    report_changes(reporter, made.changes)
    for source_id, record in catalogue["sources"].items():
        for note, what in record.get("notes", {}).items():
            reporter.say(f"noted: {source_id}: {note.replace('_', ' ')}: {what}")
    reporter.say(f"withheld: {len(catalogue['withheld'])} series (see data/README.md)")
    if made.left_out:
        reporter.say(f"left out for their terms: {', '.join(made.left_out)} (--with-restricted)")
    report_pairs(reporter, catalogue)
    for source_id, why in made.failures.items():
        reporter.failed(source_id, why)
    if made.failures:
        names = ", ".join(made.failures)
        reporter.fail(f"failed: {names}; their last good rows stay in the tables")
    for question in made.questions:
        reporter.fail(f"QUESTION {question}")
    flags = made.new.doubts["flag"].astype("str").value_counts().sort_index()
    listed = ", ".join(f"{count} {flag}" for flag, count in flags.items())
    reporter.say(f"doubts: {listed or 'none'} (python -m etl check lists them)")
    reporter.say(
        "wrote: " + ", ".join(f"{name} {size / 1e6:.2f} MB" for name, size in sizes.items())
    )
    return {
        "build_id": catalogue["build_id"],
        "built": list(made.built),
        "bytes": dict(sizes),
        "changes": made.changes,
        "failures": dict(made.failures),
        "left_out": list(made.left_out),
        "not_parsed_again": list(made.cached),
        "questions": list(made.questions),
        "summary": summary,
    }


def report_pairs(reporter: Reporter, catalogue: Mapping[str, Any]) -> None:
    """What comparing the sources found, and of what a World value is a sum made here."""
    found = catalogue["comparisons"]
    named = [f"{c['indicator_id']} ({', '.join(c['source_ids'])})" for c in found if disputed(c)]
    reporter.say(f"compared: {len(found)} pairs; disagree: {', '.join(named) or 'none'}")
    sums = [key for key, entry in catalogue["sums"].items() if entry["kind"] == REPORTERS]
    reporter.say(f"World summed here from those with a figure: {', '.join(sums) or 'none'}")


def report_summary(reporter: Reporter, summary: Sequence[Mapping[str, Any]]) -> None:
    """One line per source and table."""
    header = ("source", "table", "rows", "areas", "years", "latest value")
    reporter.table(header, [list(row.values()) for row in summary])


def report_changes(
    reporter: Reporter,
    moved: Mapping[str, Mapping[str, int]],
    samples: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> None:
    """Counts of added, revised and withdrawn rows, and sample rows where there are any."""
    for name, counts in moved.items():
        text = ", ".join(f"{count} {change}" for change, count in sorted(counts.items()))
        reporter.say(f"changed: {name}: {text}")
        for row in (samples or {}).get(name, ()):
            values = " -> ".join(
                "-" if v is None else f"{v:.12g}" for v in (row["old"], row["new"])
            )
            reporter.say(f"    {row['change']}: {row['cell']}: {values}")
    if not moved:
        reporter.say("changed: nothing")
