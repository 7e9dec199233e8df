"""What a run leaves for machines: the log on stderr and run_report.json in the data folder."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TextIO

from etl.ask.snapshots import write_atomic
from etl.build.report import Reporter

REPORTED = ("fetch", "land", "build", "check")  # commands that leave a report
FILE = "run_report.json"
LOG = logging.getLogger("etl")
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


@contextmanager
def log_to(stream: TextIO, level: str) -> Iterator[None]:
    """Send what the ETL logs at a level or above to a stream, for the length of one run."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(LINE))
    before = LOG.level
    LOG.setLevel(level.upper())
    LOG.addHandler(handler)
    try:
        yield
    finally:
        LOG.removeHandler(handler)
        LOG.setLevel(before)


def write_report(
    options: argparse.Namespace, reporter: Reporter, started: datetime, status: int
) -> None:
    """Write run_report.json: the command, its times, exit status, failures and result.

    A report that cannot be written (a full disk) is a line in the log, no failure of the run.
    """
    folder = options.data_dir
    if not isinstance(folder, str) and folder.exists():
        ended = datetime.now(UTC)
        report = {
            "command": options.verb,
            "ended_at": ended.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "exit_status": status,
            "failures": reporter.failures,
            "options": vars(options),
            "result": reporter.results,
            "seconds": round((ended - started).total_seconds(), 2),
            "started_at": started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        text = json.dumps(report, indent=1, sort_keys=True, ensure_ascii=False, default=str)
        try:
            write_atomic(folder / FILE, text.encode() + b"\n")
        except OSError as error:
            LOG.warning("%s: not written (%s)", folder / FILE, error)
