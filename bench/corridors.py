"""Corridor queries beside a bare read of the values they sum, on our flows and on ten times them.

`python -m bench.corridors` prints its figures: the largest corridors of a place in a year with the
total, those of the whole world, and one pair over the years. The bare read copies the values that
the answer is made of, where they lie already known: less than that no query can do.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench import report
from bench.report import Row, percentile
from bench.servers import BenchError
from data import corridors
from data.mapped_tables import Columns
from data.store import Store

ROOT = Path(__file__).parents[1]
ROUNDS = 200
LIMIT_MS = 30  # at the 95th percentile
MEASURES = ("migrant_stock", "refugees", "asylum_applied", "asylum_recognized")
BARE = "bare numpy read of the same values"
APART = 150  # years between the copies of a row
LARGEST = 50
Question = Callable[[str, str, int], float]


@dataclass(frozen=True)
class Asked:
    """One question: ours, and the rows that its answer is the sum of."""

    ours: Question
    rows: Callable[[str, str, int], np.ndarray]


def time_corridors(store: Store, rounds: int) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of each question a round, ours and bare; measures, places and years rotate.

    Raises:
        BenchError: the two sides disagree on a sum.
    """
    places = sorted(c for c in corridors.places(store, "refugees", "origin") if ":" not in c)
    found = {}
    for name, asked in _questions(store).items():
        ours, bare = [], []
        for at in range(rounds):
            measure = MEASURES[at % len(MEASURES)]
            held = corridors.years(store, measure)
            key = (measure, places[at * 7 % len(places)], held[at * 11 % len(held)])
            rows = asked.rows(*key)
            begun = time.perf_counter()
            answer = asked.ours(*key)
            between = time.perf_counter()
            least = float(np.nansum(store.mapped.flows["value"][rows].copy()))
            ended = time.perf_counter()
            ours.append((between - begun) * 1e3)
            bare.append((ended - between) * 1e3)
            if answer != least:
                raise BenchError(f"{name}, {key}: {answer} is not {least}")
        found[name] = (ours, bare)
    return found


def _questions(store: Store) -> dict[str, Asked]:
    table, names = store.mapped.flows, store.mapped.flow_names

    def rows(measure: str, origin: str, destination: str, year: int) -> np.ndarray:
        kept = table["measure"] == names["measure"].index(measure)
        kept &= (table["year"] == year) if year else True
        kept &= (table["origin"] == names["origin_code"].index(origin)) if origin else True
        if destination:
            kept &= table["destination"] == names["destination_code"].index(destination)
        return np.flatnonzero(kept)

    def ranked(measure: str, place: str, year: int) -> float:
        found = corridors.pairs(store, measure, year)
        own = found.where(origin=place) if place else found
        _ = [pair for pair, _ in zip(own.each(), range(LARGEST), strict=False)]
        return own.total()

    def over(measure: str, place: str, year: int) -> float:
        return sum(corridors.over_years(store, measure, place, "DEU").values())

    return {
        "corridors of a place": Asked(ranked, lambda m, p, y: rows(m, p, "", y)),
        "corridors of the world": Asked(
            lambda m, p, y: ranked(m, "", y), lambda m, p, y: rows(m, "", "", y)
        ),
        "a pair over the years": Asked(over, lambda m, p, y: rows(m, p, "DEU", 0)),
    }


def scaled(store: Store, times: int) -> Store:
    """The same store with every row of flows so many times, each copy in years of its own.

    Only for timing: the years are made up, and nothing of it is ever shown.
    """
    own = store.mapped.flows
    columns: Columns = {name: np.repeat(values, times) for name, values in own.items()}
    columns["year"] += np.tile(np.arange(times, dtype=np.int16) * APART, len(own["year"]))
    keys = ("year", "destination", "origin", "measure")
    order = np.lexsort([columns[key] for key in keys])
    large = Store(store.data_dir)
    flows = {name: values[order] for name, values in columns.items()}
    large.mapped = replace(store.mapped, flows=flows)
    return large


def rows_of(store: Store, rounds: int) -> list[Row]:
    """The lines of the table for a store."""
    size = f"{len(store.mapped.flows['year']) / 1e6:.1f}M cells"
    return [
        Row(f"{name} at {size}, {label}", "ms", percentile(ours, share), percentile(bare, share),
            BARE, limit=LIMIT_MS if share > 0.5 else None)
        for name, (ours, bare) in time_corridors(store, rounds).items()
        for label, share in (("p50", 0.5), ("p95", 0.95))
    ]  # fmt: skip


def main() -> int:
    """Measure at both sizes and print; 1 with a sentence where something cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.corridors", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of each question")
    parser.add_argument("--times", type=int, default=10, help="rows of the second run, in ours")
    options = parser.parse_args()
    begun, store = time.monotonic(), Store(ROOT / "data")
    try:
        rows = rows_of(store, options.rounds)
        rows += rows_of(scaled(store, options.times), options.rounds)
    except BenchError as error:
        report.progress(f"Stopped. {error}")
        return 1
    report.figures(rows, time.monotonic() - begun)
    return 0


if __name__ == "__main__":
    sys.exit(main())
