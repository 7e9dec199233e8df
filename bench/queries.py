"""The query layer beside a bare read of the same bytes, a pandas frame in memory, and DuckDB.

`python -m bench.queries` prints its figures on our tables and on ten times as many rows.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from bench import duck as duck_rows
from bench import report
from bench.report import Row, percentile
from bench.scaled import scaled_folder
from bench.servers import BenchError
from data.query import Filters, observations_table
from data.store import Matrix, Observations, Store

ROOT = Path(__file__).parents[1]
ROUNDS = 60
AREAS, INDICATORS = 10, 5
BARE = "bare numpy read of the same bytes"
# What a question may take at the worst: ms at the 95th percentile.
LIMITS_MS = {
    "one indicator, all areas and years": 5,
    "ten areas x five indicators": 5,
    "latest value of each area": 5,
    "one area, all indicators": 15,
    "table page: ten areas since 2000, by value, third page": 50,
}
PANDAS, PARQUET, ARROW = "pandas in memory", "DuckDB on the Parquet", "DuckDB on the mapped Arrow"
OWN = "DuckDB, a sorted table in memory"
Question = Callable[[str], int]


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one question a round: ours, the bare read, and each peer by its name.

    The bare read copies the value column of the rows that the question is about, and no more.
    """

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    peers: dict[str, list[float]] = field(default_factory=dict)


def time_queries(data_dir: Path, rounds: int = ROUNDS, *, peer: bool = True) -> dict[str, Timing]:
    """Put every question `rounds` times to all sides in turns; indicators and areas rotate.

    Raises:
        BenchError: the two sides disagree on how many numbers answer a question.
    """
    store = Store(data_dir)
    indicators = sorted({key.split("|")[0] for key in store.mapped.spans if key.endswith("|")})
    indicators = [i for i in indicators if store.matrix(i) is not None]
    areas = [a for a in store.mapped.names["area_code"] if ":" not in a]
    keys = [indicators, areas[: -AREAS - 1], indicators, areas, areas[: -AREAS - 1]]
    ours, bare = _ours(store, indicators, areas), _bare(store, indicators, areas)
    theirs = _peers(data_dir, store, indicators, areas) if peer else {}
    found = {}
    for at, name in enumerate(LIMITS_MS):
        asked = {peer: questions[at] for peer, questions in theirs.items()}
        found[name] = _time(name, rounds, keys[at], ours[at], bare[at], asked)
    return found


def _time(
    name: str,
    rounds: int,
    keys: list[str],
    ours: Question,
    bare: Question,
    peers: dict[str, Question],
) -> Timing:
    timing = Timing(peers={peer: [] for peer in peers})
    sides = [(ours, timing.ours), (bare, timing.bare)]
    sides += [(question, timing.peers[peer]) for peer, question in peers.items()]
    for number in range(rounds):
        key = keys[number * 7 % len(keys)]
        counts = []
        for question, taken in sides:
            begun = time.perf_counter()
            counts.append(question(key))
            taken.append((time.perf_counter() - begun) * 1e3)
        if len(set(counts)) != 1:
            raise BenchError(f"{name}, {key}: the sides count {counts} numbers")
    return timing


def _ours(store: Store, indicators: list[str], areas: list[str]) -> list[Question]:
    def corner(area: str) -> int:
        some = _some(areas, area)
        return sum(_known(store.observations(i, some).values) for i in indicators[:INDICATORS])

    def all_of(indicator: str) -> int:
        matrix = store.matrix(indicator)
        return _known(matrix.values) if isinstance(matrix, Matrix) else 0

    def latest(indicator: str) -> int:
        store.latest(indicator)
        return 0  # the sides count different things: one cell an area, and all its cells

    def area(code: str) -> int:
        cells: Observations = store.area_profile(code)
        return _known(cells.values)

    rows = observations_table(store.mapped)

    def table(first: str) -> int:
        chosen = rows.select(_table_filters(areas, first), (("value", True),))
        page = chosen.page(200, 300)
        _ = {name: column[page] for name, column in rows.columns.items()}
        return len(chosen)

    return [all_of, corner, latest, area, table]


def _table_filters(areas: list[str], first: str) -> Filters:
    totals = (("breakdown", frozenset({""})),)
    return Filters(totals, areas=frozenset(_some(areas, first)), first=2000)


def _bare(store: Store, indicators: list[str], areas: list[str]) -> list[Question]:
    """The same rows, where they lie already known: their values copied and counted."""
    mapped = store.mapped
    series, by_area = mapped.by_series["value"], mapped.by_area["value"]
    spans = {
        i: mapped.series_span(i, store.default_source(i) or "", "") or slice(0, 0)
        for i in indicators
    }
    rows = {
        first: [store.observations(i, _some(areas, first)).at for i in indicators[:INDICATORS]]
        for first in areas[: -AREAS - 1]
    }
    table = observations_table(mapped)
    chosen = cache(lambda a: table.select(_table_filters(areas, a)).rows)
    for first in areas[: -AREAS - 1]:
        chosen(first)  # looked up before the clock runs
    return [
        lambda i: _known(series[spans[i]].copy()),
        lambda a: sum(_known(series[at]) for at in rows[a]),
        lambda i: 0 * _known(series[spans[i]].copy()),
        lambda a: _known(by_area[mapped.area_span(a)].copy()),
        lambda a: len(series[chosen(a)]),
    ]


def _peers(
    data_dir: Path, store: Store, indicators: list[str], areas: list[str]
) -> dict[str, list[Question]]:
    def duck() -> duck_rows.Rows:
        return duck_rows.Rows(store, lambda first: _some(areas, first), indicators[:INDICATORS])

    return {
        PANDAS: _pandas(data_dir, store, indicators, areas),
        PARQUET: duck().parquet(data_dir),
        ARROW: duck().arrow(),
        OWN: duck().own(data_dir),
    }


def _pandas(
    data_dir: Path, store: Store, indicators: list[str], areas: list[str]
) -> list[Question]:
    frame = pd.read_parquet(data_dir / "tables" / "observations.parquet")
    shown = _shown(frame, store)

    def corner(area: str) -> int:
        wanted = shown["indicator_id"].isin(indicators[:INDICATORS])
        wanted &= shown["area_code"].isin(_some(areas, area))
        return int(shown.loc[wanted, "value"].notna().sum())

    def latest(indicator: str) -> int:
        rows = shown[(shown["indicator_id"] == indicator) & shown["value"].notna()]
        last = rows.sort_values("year").groupby("area_code", observed=True).last()
        return 0 * len(last)

    def table(first: str) -> int:
        wanted = frame["area_code"].isin(_some(areas, first)) & (frame["breakdown"] == "")
        rows = frame[wanted & (frame["year"] >= 2000)].sort_values("value", ascending=False)
        return len(rows) + 0 * len(rows.iloc[200:300])

    return [
        lambda i: int(_matrix(shown, i).notna().to_numpy().sum()),
        corner,
        latest,
        lambda a: int(frame.loc[frame["area_code"] == a, "value"].notna().sum()),
        table,
    ]


def _shown(frame: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Totals of the series that screens show: fewer rows to search, which favours the peer."""
    ids, sources = frame["indicator_id"].cat, frame["source_id"].cat
    shown = np.array([store.default_source(i) for i in ids.categories])
    at = {name: code for code, name in enumerate(sources.categories)}
    wanted = np.array([at.get(source, -1) for source in shown])[ids.codes.to_numpy()]
    return frame[(sources.codes.to_numpy() == wanted) & (frame["breakdown"] == "").to_numpy()]


def _some(areas: list[str], first: str) -> tuple[str, ...]:
    at = areas.index(first)
    return tuple(areas[at : at + AREAS])


def _known(values: np.ndarray) -> int:
    return int(np.count_nonzero(~np.isnan(values)))


def _matrix(shown: pd.DataFrame, indicator: str) -> pd.DataFrame:
    rows = shown[shown["indicator_id"] == indicator]
    return rows.pivot_table(
        index="year", columns="area_code", values="value", aggfunc="first", observed=True
    )


def query_rows(timings: dict[str, Timing], size: str) -> list[Row]:
    """The lines of the table: ours beside the bare read, and beside each peer."""
    rows = []
    for name, timing in timings.items():
        for label, share in (("p50", 0.5), ("p95", 0.95)):
            ours, bare = percentile(timing.ours, share), percentile(timing.bare, share)
            limit = LIMITS_MS[name] if share > 0.5 else None
            title = f"Query at {size}: {name}, {label}"
            rows.append(Row(title, "ms", ours, bare, BARE, limit=limit))
            for peer, taken in timing.peers.items():
                rows.append(Row(title, "ms", ours, percentile(taken, share), peer))
    return rows


def main() -> int:
    """Measure at both sizes and print; 1 with a sentence where something cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.queries", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of each question")
    parser.add_argument("--times", type=int, default=10, help="rows of the second run, in ours")
    options = parser.parse_args()
    begun = time.monotonic()
    try:
        rows = query_rows(time_queries(ROOT / "data", options.rounds), "1x")
        with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
            large = scaled_folder(ROOT / "data", Path(folder), options.times)
            timings = time_queries(large, options.rounds, peer=False)
            rows += query_rows(timings, f"{options.times}x")
    except BenchError as error:
        report.progress(f"Stopped. {error}")
        return 1
    report.figures(rows, time.monotonic() - begun)
    return 0


if __name__ == "__main__":
    sys.exit(main())
