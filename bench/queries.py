"""The query layer against the same questions put to a pandas frame held in memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from bench.servers import BenchError
from data.store import Store

ROUNDS = 60
AREAS, INDICATORS = 10, 5
Question = Callable[[str], int]


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one question, ours and the peer's, one a round."""

    ours: list[float]
    peer: list[float]


def time_queries(data_dir: Path) -> dict[str, Timing]:
    """Put every question `ROUNDS` times to both sides in turns; indicators and areas rotate.

    Raises:
        BenchError: the two sides disagree on how many numbers answer a question.
    """
    store = Store(data_dir)
    frame = pd.read_parquet(data_dir / "tables" / "observations.parquet")
    shown = _shown(frame, store)
    indicators = sorted(shown["indicator_id"].unique())
    areas = [a for a in sorted(frame["area_code"].unique()) if ":" not in a]
    pairs: dict[str, tuple[list[str], Question, Question]] = {
        "one indicator, all areas and years": (
            indicators,
            lambda i: _known(store.matrix(i)),
            lambda i: int(_matrix(shown, i).notna().to_numpy().sum()),
        ),
        "ten areas x five indicators": (
            areas[: -AREAS - 1],
            lambda a: _corner(store, indicators, _some(areas, a)),
            lambda a: _frame_corner(shown, indicators, _some(areas, a)),
        ),
        "latest value of each area": (
            indicators,
            lambda i: len(store.latest(i)),
            lambda i: len(_latest(shown, i)),
        ),
        "one area, all indicators": (
            areas,
            lambda a: len(store.area_profile(a)),
            lambda a: len(frame[frame["area_code"] == a].to_dict("records")),
        ),
    }
    return {name: _time(name, *pair) for name, pair in pairs.items()}


def _time(name: str, keys: list[str], ours: Question, peer: Question) -> Timing:
    timing = Timing([], [])
    for number in range(ROUNDS):
        key = keys[number * 7 % len(keys)]
        counts = []
        for question, taken in ((ours, timing.ours), (peer, timing.peer)):
            begun = time.perf_counter()
            counts.append(question(key))
            taken.append((time.perf_counter() - begun) * 1e3)
        if counts[0] != counts[1]:
            raise BenchError(f"{name}, {key}: the store has {counts[0]} cells, pandas {counts[1]}")
    return timing


def _shown(frame: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Totals of the series that screens show: fewer rows to search, which favours the peer."""
    default = {key for key, entry in store.catalogue["series"].items() if entry["is_default"]}
    keys = frame["indicator_id"].astype(str) + "|" + frame["source_id"].astype(str)
    return frame[keys.isin(default) & (frame["breakdown"] == "")]


def _some(areas: list[str], first: str) -> list[str]:
    at = areas.index(first)
    return areas[at : at + AREAS]


def _known(matrix: object) -> int:
    values = getattr(matrix, "values", np.array([np.nan]))
    return int(np.count_nonzero(~np.isnan(values)))


def _matrix(shown: pd.DataFrame, indicator: str) -> pd.DataFrame:
    rows = shown[shown["indicator_id"] == indicator]
    return rows.pivot_table(
        index="year", columns="area_code", values="value", aggfunc="first", observed=True
    )


def _corner(store: Store, indicators: list[str], areas: list[str]) -> int:
    return sum(len(store.observations(i, tuple(areas))) for i in indicators[:INDICATORS])


def _frame_corner(shown: pd.DataFrame, indicators: list[str], areas: list[str]) -> int:
    wanted = shown["indicator_id"].isin(indicators[:INDICATORS]) & shown["area_code"].isin(areas)
    return len(shown[wanted].to_dict("records"))


def _latest(shown: pd.DataFrame, indicator: str) -> dict[str, tuple[int, float]]:
    rows = shown[(shown["indicator_id"] == indicator) & shown["value"].notna()]
    last = rows.sort_values("year").groupby("area_code", observed=True).last()
    cells = zip(last["year"], last["value"], strict=True)
    return dict(zip(last.index, cells, strict=True))
