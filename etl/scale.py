"""Sends the tasks of a build to a Dask cluster. The one module that needs dask.distributed.

Workers need this checkout importable and the data folder under the same path or address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from etl.ask.storage import INSTALL
from etl.build.tasks import InProcess, Runner, Task
from etl.model import EtlError

CONNECT_TIMEOUT_S = 5


class Cluster:
    """Runs tasks on the workers of one cluster."""

    def __init__(self, client: Any) -> None:
        """Use an open client of dask.distributed."""
        self._client = client

    def map(self, function: Callable[[Task], Any], tasks: Sequence[Task]) -> Iterable[Any]:
        """The results, in the order of the tasks.

        Raises:
            EtlError: a worker was lost or cannot import this checkout.
        """
        futures = self._client.map(function, list(tasks), pure=False)
        try:
            found: list[Any] = self._client.gather(futures)
        except (ImportError, RuntimeError, OSError) as error:
            raise EtlError(
                f"cluster: {type(error).__name__}: {error}. What to do: start the workers in this "
                "checkout with its environment, and see the scheduler's log"
            ) from error
        return found


@contextmanager
def runner(scheduler: str) -> Iterator[Runner]:
    """A runner of the cluster behind an address such as tcp://host:8786; in process if empty.

    Raises:
        EtlError: dask.distributed is not installed, or nobody answers.
    """
    if not scheduler:
        yield InProcess()
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise EtlError(
            f"--scheduler {scheduler}: needs dask.distributed. What to do: {INSTALL}"
        ) from error
    try:
        client = Client(scheduler, timeout=CONNECT_TIMEOUT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EtlError(
            f"--scheduler {scheduler}: no cluster answers ({error}). "
            "What to do: start `dask scheduler` and workers, or leave the option out"
        ) from error
    with client:
        yield Cluster(client)
