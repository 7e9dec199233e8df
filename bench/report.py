"""One table of every figure beside its peer. The only place of the benchmark that prints."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

HEAD = ("figure", "unit", "ours", "peer", "the peer", "ours/peer", "target", "")


@dataclass(frozen=True)
class Row:
    """One figure beside its peer.

    `ratio` and `limit` are targets: at most so much of the peer, at most so much. `paired` holds
    the ratio of each round where both were measured in turns; its median stands for the ratio,
    since a load on the machine that comes and goes hits both sides of a round.
    """

    figure: str
    unit: str
    ours: float
    peer: float | None = None
    peer_name: str = ""
    ratio: float | None = None
    limit: float | None = None
    paired: tuple[float, ...] = ()

    def share(self) -> float | None:
        """Ours divided by the peer's; None without a peer."""
        if self.paired:
            return median(self.paired)
        return self.ours / self.peer if self.peer else None

    def verdict(self) -> str:
        """Whether the target is met; empty where there is none."""
        share = self.share()
        if self.limit is not None:
            return "met" if self.ours <= self.limit else "MISSED"
        if self.ratio is not None and share is not None:
            return "met" if share <= self.ratio else "MISSED"
        return ""

    def cells(self) -> tuple[str, ...]:
        """The row as texts."""
        share = self.share()
        target = ""
        if self.limit is not None:
            target = f"<= {_number(self.limit)} {self.unit}"
        elif self.ratio is not None:
            target = f"ratio <= {self.ratio:.2f}"
        return (
            self.figure,
            self.unit,
            _number(self.ours),
            "" if self.peer is None else _number(self.peer),
            self.peer_name,
            "" if share is None else f"{share:.2f}",
            target,
            self.verdict(),
        )


def percentile(values: Sequence[float], share: float) -> float:
    """Nearest-rank percentile; `share` 0.5 is the median of an odd count."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _number(value: float) -> str:
    if value == int(value) and value < 1000:
        return str(int(value))
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table with aligned columns."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    for row in [head, ["-" * width for width in widths], *rows]:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write(f"| {' | '.join(cells)} |\n")


def figures(rows: Sequence[Row], seconds: float) -> None:
    """Print the table of the run and on what it was measured."""
    table(HEAD, [row.cells() for row in rows])
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    sys.stdout.write(
        f"\n{os.cpu_count()} processors ({platform.machine()}), load {load} "
        f"(1, 5, 15 min), run of {seconds:.0f} s. All servers: gunicorn, one worker, four threads, "
        "on loopback, each behind its own Flask-Compress. Trust the ratios, not the times.\n"
    )


def progress(text: str) -> None:
    """Say on the error stream what is being measured now."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stderr.flush()
