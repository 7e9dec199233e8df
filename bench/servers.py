"""Servers under measurement: start, wait for the first answer, weigh, stop."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

START_SECONDS = 240
STOP_SECONDS = 15
MEGABYTE = 1e6


class BenchError(Exception):
    """A measurement cannot be made. Says what was tried, what happened and what to do."""


@dataclass(frozen=True)
class Site:
    """One application to serve.

    Attributes:
        name: what the tables call it.
        folder: where its command runs.
        start: the command, with `{port}` where the port belongs.
        variables: what it is told by environment variables.
        path: the address of its page.
    """

    name: str
    folder: Path
    start: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)
    path: str = "/"

    def command(self, port: int) -> list[str]:
        """The command for a port."""
        return [part.replace("{port}", str(port)) for part in self.start]


@dataclass(frozen=True)
class Served:
    """A running site."""

    site: Site
    url: str
    pid: int

    @property
    def page(self) -> str:
        """The address of its page."""
        return self.url + self.site.path

    def memory(self) -> tuple[float, float]:
        """Proportional set size in MB: of the worker processes, and of all with the master."""
        master = psutil.Process(self.pid)
        workers = [_pss(p) for p in master.children(recursive=True)] or [_pss(master)]
        alone = not master.children()
        total = sum(workers) + (0 if alone else _pss(master))
        return sum(workers) / MEGABYTE, total / MEGABYTE


def _pss(process: psutil.Process) -> float:
    """Bytes of a process with shared pages counted by share (the kernel's smaps_rollup)."""
    return float(process.memory_full_info().pss)


@contextmanager
def serve(site: Site, port: int) -> Iterator[Served]:
    """Serve a site on loopback until the block ends.

    Raises:
        BenchError: the server ended or did not answer in time; holds the end of what it said.
    """
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            site.command(port),
            cwd=site.folder,
            env={**os.environ, **site.variables},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            if not answers(url + site.path, process, START_SECONDS):
                said.seek(0)
                end = said.read().decode("utf-8", "replace")[-1500:]
                raise BenchError(f"{site.name} did not answer at {url}. It said:\n{end}")
            yield Served(site, url, process.pid)
        finally:
            stop(process)


def answers(url: str, process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether `url` answers 200 before the time is over or the process ends."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=30) as response:
                return bool(response.status == 200)
        except OSError:  # refused, reset, or too slow under a load: asked again
            time.sleep(0.1)
    return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started: first politely, then for certain."""
    try:
        family = [*psutil.Process(process.pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        family = []
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for child in family:
        if child.is_running():
            child.kill()


def post(url: str, body: bytes) -> None:
    """Send a recorded callback request again; the answer is read and dropped."""
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        response.read()


def get(url: str) -> None:
    """Fetch an address as a browser would, compressed; the answer is read and dropped."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, br"})
    with urllib.request.urlopen(request, timeout=60) as response:
        response.read()
