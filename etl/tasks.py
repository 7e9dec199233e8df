"""The work of a build as independent tasks: some series of one source, from its raw answers.

By default they run one after another in this process. A runner of etl/scale.py has the same form
and sends them to a cluster. A task reads raw answers and returns rows; it writes nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Protocol

import pandas as pd

from etl.layers import Layer, stacked
from etl.model import EtlError, Wanted
from etl.snapshots import Snapshot
from etl.sources import observed
from etl.storage import place

SERIES_PER_TASK = 25
Tick = Callable[[int, int], None]  # done, and still to come
Progress = Callable[[str, str], AbstractContextManager[Tick]]


@dataclass(frozen=True)
class Task:
    """Some series of a source: where its layers lie (folder and first year), and which series."""

    module: str
    layers: tuple[tuple[str, int | None], ...]
    wanted: tuple[Wanted, ...]


class Runner(Protocol):
    """Runs a function on each task; results come in the order of the tasks."""

    def map(self, function: Callable[[Task], Any], tasks: Sequence[Task]) -> Iterable[Any]:
        """The results, in order."""


class InProcess:
    """Runs tasks here, one after another."""

    def map(self, function: Callable[[Task], Any], tasks: Sequence[Task]) -> Iterable[Any]:
        """The results, in order, each computed when it is asked for."""
        return map(function, tasks)


class Watched:
    """Runs tasks elsewhere and tells a bar per source how many of them are done."""

    def __init__(self, runner: Runner, progress: Progress) -> None:
        """Hand on to `runner`; `progress(label, unit)` opens a bar."""
        self._runner, self._progress = runner, progress

    def map(self, function: Callable[[Task], Any], tasks: Sequence[Task]) -> Iterable[Any]:
        """The results of the runner, in its order, each counted as it comes."""
        with self._progress(tasks[0].module.rpartition(".")[2], "tasks") as tick:
            tick(0, len(tasks))
            for result in self._runner.map(function, tasks):
                tick(1, 0)
                yield result


def tidy(
    module: ModuleType, layers: Sequence[Layer], wanted: Sequence[Wanted], runner: Runner
) -> pd.DataFrame:
    """The rows of `module.tidy`, computed in tasks. One row per the grain of that function.

    A source that says PER_SERIES reads each series from answers of its own; its series are split
    over tasks. Any other source is one task.

    Raises:
        EtlError: some series could not be read; the message holds all of them.
    """
    where = tuple((str(layer.snapshot.folder), layer.since) for layer in layers)
    tasks = [Task(module.__name__, where, some) for some in _split(module, wanted)]
    frames, problems = [], []
    for frame, problem in runner.map(run, tasks):
        frames.append(frame)
        problems += [problem] if problem else []
    if problems:
        raise EtlError("\n".join(problems))
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else observed([])


def _split(module: ModuleType, wanted: Sequence[Wanted]) -> list[tuple[Wanted, ...]]:
    """What is wanted in as many parts as there are tasks; what concerns one code stays together."""
    codes = list(dict.fromkeys(want.code for want in wanted))
    if not getattr(module, "PER_SERIES", False) or not codes:
        return [tuple(wanted)]
    starts = range(0, len(codes), SERIES_PER_TASK)
    parts = [frozenset(codes[i : i + SERIES_PER_TASK]) for i in starts]
    return [tuple(want for want in wanted if want.code in part) for part in parts]


def run(task: Task) -> tuple[pd.DataFrame, str]:
    """The rows of one task, or no rows and what went wrong."""
    module = importlib.import_module(task.module)
    layers = [Layer(Snapshot(place(folder)), since) for folder, since in task.layers]
    try:
        return stacked(layers, lambda raw: module.tidy(raw, task.wanted)), ""
    except EtlError as error:
        return observed([]), str(error)
