"""The work of a build as independent tasks: some series of one source, from its raw answers.

By default they run one after another in this process. A runner of etl/scale.py has the same form
and sends them to a cluster. A task reads raw answers and returns rows; it writes nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Protocol, TypeVar

import pandas as pd

from etl.ask.layers import Layer, stacked
from etl.ask.snapshots import Raw, Snapshot
from etl.ask.storage import place
from etl.model import EtlError, SeriesInfo, Wanted
from etl.sources import observed

SERIES_PER_TASK = 25
Result = TypeVar("Result")
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
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows of `module.tidy`, computed in tasks, and the codes that could not be read with why.

    A source that says PER_SERIES reads each series from answers of its own: its series are split
    over tasks, and one that fails leaves the others whole. Any other source is one task.

    Returns:
        One row per the grain of `module.tidy`; the reason by source code.

    Raises:
        EtlError: nothing could be read; the message holds every reason.
    """
    where = tuple((str(layer.snapshot.folder), layer.since) for layer in layers)
    tasks = [Task(module.__name__, where, some) for some in _split(module, wanted)]
    frames: list[pd.DataFrame] = []
    failed: dict[str, str] = {}
    for frame, problems in runner.map(run, tasks):
        frames.append(frame)
        failed |= problems
    _require_some(module, wanted, failed)
    filled = [frame for frame in frames if len(frame)]
    return (pd.concat(filled, ignore_index=True) if filled else observed([])), failed


def describe(
    module: ModuleType, raw: Raw, wanted: Sequence[Wanted]
) -> tuple[dict[str, SeriesInfo], dict[str, str]]:
    """What `module.describe` says of each code, and the codes it could not describe with why.

    Raises:
        EtlError: no code could be described, or the source is not PER_SERIES.
    """

    def describe_some(some: Sequence[Wanted]) -> dict[str, SeriesInfo]:
        return dict(module.describe(raw, some))

    infos: dict[str, SeriesInfo] = {}
    found, failed = _apart(module, wanted, describe_some)
    _require_some(module, wanted, failed)
    for some in found:
        infos |= some
    return infos, failed


def run(task: Task) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows of one task, and what went wrong by code."""
    module = importlib.import_module(task.module)
    layers = [Layer(Snapshot(place(folder)), since) for folder, since in task.layers]

    def tidy_some(some: Sequence[Wanted]) -> pd.DataFrame:
        return stacked(layers, lambda raw: module.tidy(raw, some))

    frames, failed = _apart(module, task.wanted, tidy_some)
    filled = [frame for frame in frames if len(frame)]
    return (pd.concat(filled, ignore_index=True) if filled else observed([])), failed


def _apart(
    module: ModuleType, wanted: Sequence[Wanted], read: Callable[[Sequence[Wanted]], Result]
) -> tuple[list[Result], dict[str, str]]:
    """Read all at once; where that fails, code by code, so that only the broken ones are lost."""
    try:
        return [read(wanted)], {}
    except EtlError as error:
        if not getattr(module, "PER_SERIES", False):
            return [], dict.fromkeys(_codes(wanted), str(error))
    found: list[Result] = []
    failed: dict[str, str] = {}
    for code in _codes(wanted):
        try:
            found.append(read([want for want in wanted if want.code == code]))
        except EtlError as error:
            failed[code] = str(error)
    return found, failed


def _require_some(module: ModuleType, wanted: Sequence[Wanted], failed: Mapping[str, str]) -> None:
    """Raise where no code of a source could be read: then it is the source that failed."""
    if failed and len(failed) == len(_codes(wanted)):
        raise EtlError("\n".join(dict.fromkeys(failed.values())))


def _codes(wanted: Sequence[Wanted]) -> list[str]:
    return list(dict.fromkeys(want.code for want in wanted))


def _split(module: ModuleType, wanted: Sequence[Wanted]) -> list[tuple[Wanted, ...]]:
    """What is wanted in as many parts as there are tasks; what concerns one code stays together."""
    codes = _codes(wanted)
    if not getattr(module, "PER_SERIES", False) or not codes:
        return [tuple(wanted)]
    starts = range(0, len(codes), SERIES_PER_TASK)
    parts = [frozenset(codes[i : i + SERIES_PER_TASK]) for i in starts]
    return [tuple(want for want in wanted if want.code in part) for part in parts]
