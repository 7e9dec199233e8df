"""`python -m bench.briefs`: briefs of countries as PDF, beside the browser's own print engine.

Said are the first brief of a server that has just started, the next ones, each of another country,
the same page printed by Chromium from the brief's HTML, and the seconds a brief of a batch takes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.browser import chromium
from bench.report import percentile
from bench.servers import BenchError, get, serve
from bench.sites import ours
from layouts.brief.__main__ import main as write_briefs

PORT = 8860
COUNTRIES = ("MAR", "PHL", "MEX", "DEU", "TUV", "SSD", "SYR", "BGD", "ECU", "KWT", "FRA", "NPL")
COLD_S, WARM_S, EACH_S = 5, 1, 2  # what they may take


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def served() -> tuple[float, list[float]]:
    """Seconds of the first brief of a server, and of each that follows."""
    site, _ = ours("/health")
    with serve(site, PORT) as running:
        taken = [
            _timed(lambda code=code: get(f"{running.url}/brief/x/en.pdf?page=/brief/{code}"))
            for code in COUNTRIES
        ]
    return taken[0], taken[1:]


def written(folder: Path) -> float:
    """Seconds a brief, PDF and HTML, of a batch in two languages on all cores."""
    asked = [*COUNTRIES, "--out", str(folder), "--quiet"]
    return _timed(lambda: write_briefs(asked)) / (2 * len(COUNTRIES))


def printed(folder: Path) -> list[float]:
    """Seconds that Chromium, already started, takes to print the HTML of each."""
    with chromium() as browser:
        page = browser.new_page()

        def act(code: str) -> None:
            page.goto((folder / f"{code}.en.html").as_uri())
            page.pdf(format="A4", tagged=True)

        return [_timed(lambda code=code: act(code)) for code in COUNTRIES]


def main() -> int:
    """Print the figures. 2 where they could not be measured."""
    try:
        cold, warm = served()
        with tempfile.TemporaryDirectory() as folder:
            each = written(Path(folder))
            peer = percentile(printed(Path(folder)), 0.5)
    except BenchError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    middle = percentile(warm, 0.5)
    print(f"first brief of a server     {cold:5.2f} s   (limit {COLD_S})")
    print(f"the next ones, p50 / p95    {middle:5.2f} / {percentile(warm, 0.95):.2f} s ({WARM_S})")
    print(f"a brief of a batch          {each:5.2f} s   (limit {EACH_S})")
    print(f"Chromium's print engine     {peer:5.2f} s   ours is {middle / peer:.2f} of it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
