"""`python -m bench.ui`: time the dashboard and its peers in one run, print one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from bench import report
from bench.alike import bytes_alike
from bench.browser import chromium
from bench.environment import peers_environment
from bench.figures import Run, interaction_rows, load_rows, memory_rows, step_rows
from bench.fresh_start import seconds_to_first_answer
from bench.queries import query_rows, time_queries
from bench.report import Row
from bench.scaled import scaled_folder
from bench.servers import BenchError, Site, serve
from bench.sites import ours, peers
from bench.visits import Loads, load_all
from data.reference_lists import Reference, load_reference
from data.store import Store
from layouts.request.pages import HEADLINES, PAGES

ROOT = Path(__file__).parents[1]
DATA_DIR = ROOT / "data"
THEME = "/themes/contributions-remittances"
MAP = "/map"
HEAVIEST = 12
MOST_NAMES = 6
TIMES = 10  # rows of the second run of the queries, in ours


def main() -> int:
    """Measure and print; 1 with a sentence where something cannot be measured."""
    options = _options()
    begun = time.monotonic()
    try:
        rows = _measure(options)
    except BenchError as error:
        report.progress(f"Stopped. {error}")
        return 1
    report.figures(rows, time.monotonic() - begun)
    return 0


def _options() -> argparse.Namespace:
    has_map = any(spec.path == MAP for spec in PAGES.values())
    parser = argparse.ArgumentParser(prog="python -m bench.ui", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="fresh visits of each address")
    parser.add_argument("--steps", type=int, default=36, help="year steps at least")
    parser.add_argument("--page", default=MAP if has_map else "/", help="our page with a map")
    parser.add_argument("--port", type=int, default=8130, help="first of eight ports in a row")
    parser.add_argument("--peers", default="", help="only these, with commas: Vizro,Streamlit")
    parser.add_argument("--peer-venv", type=Path, help="an environment with the peers' packages")
    parser.add_argument("--peer-dir", type=Path, help="folder with another vizro_app.py (`server`)")
    parser.add_argument("--start", action="store_true", help="also time `make run` in a new clone")
    parser.add_argument("--details", action="store_true", help="list the heaviest of a first visit")
    parser.add_argument("--no-queries", action="store_true", help="leave the query layer out")
    return parser.parse_args()


def _measure(options: argparse.Namespace) -> list[Row]:
    with ExitStack() as stack:
        run = _serve(options, stack)
        browser = stack.enter_context(chromium())
        loads = _load(browser, run, options)
        alike = {name: bytes_alike(browser, url) for name, url in _addresses(run).items()}
        rows = load_rows(run, loads, alike)
        rows += step_rows(browser, run, options.steps)
        rows += interaction_rows(browser, run)
        rows += memory_rows(run, loads)
    if not options.no_queries:
        report.progress("queries")
        rows += query_rows(time_queries(DATA_DIR), "1x")
        with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
            large = scaled_folder(DATA_DIR, Path(folder), TIMES)
            rows += query_rows(time_queries(large, peer=False), f"{TIMES}x")
    if options.start:
        report.progress("make run in a fresh clone")
        seconds = seconds_to_first_answer(ROOT, options.port + len(run.peers) + 1)
        rows.append(Row("`make run` in a fresh clone to first answer", "s", seconds, limit=30))
    return rows


def _serve(options: argparse.Namespace, stack: ExitStack) -> Run:
    """Start all sites, and keep the peers whose pages do not come up out of the run, by name."""
    report.progress("servers")
    reference, store = load_reference(DATA_DIR / "reference"), Store(DATA_DIR)
    indicator = HEADLINES[0]  # one with numbers for each year
    matrix = store.matrix(indicator)
    if matrix is None:
        raise BenchError(f"{indicator!r} has no numbers; the map would open with it")
    year = matrix.opening_year()
    shown = {"BENCH_INDICATOR": indicator, "BENCH_YEAR": str(year)}
    venv = options.peer_venv.resolve() if options.peer_venv else peers_environment()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="throughline-peers-")))
    wanted = peers(venv, shown, folder)
    chosen = [name for name in options.peers.split(",") if name] or list(wanted)
    if unknown := set(chosen) - wanted.keys():
        raise BenchError(f"No peer is called {', '.join(sorted(unknown))}. Peers: {list(wanted)}")
    sites = {name: wanted[name] for name in chosen}
    if options.peer_dir:
        other = options.peer_dir.resolve()
        command = ("gunicorn", "--preload", "--workers", "1", "--threads", "4")
        start = (str(venv / "bin" / command[0]), *command[1:], "--bind", "127.0.0.1:{port}")
        site = Site(f"Vizro ({other.name})", other, (*start, "vizro_app:server"))
        sites[site.name] = (site, wanted["Vizro"][1])
    own_site, own_use = ours(
        options.page if options.page == "/" else f"{options.page}?indicator={indicator}"
    )
    own = stack.enter_context(serve(own_site, options.port))
    served = {}
    for port, (name, (site, use)) in enumerate(sites.items(), options.port + 1):
        served[name] = (stack.enter_context(serve(site, port)), use)
    names = _names(reference, store, indicator, year)
    return Run(own, own_use, served, store, indicator, names)


def _names(reference: Reference, store: Store, opened: str, year: int) -> list[str]:
    """Short names of indicators to change to: with values in the year, none part of another."""
    labels = {i: x.text("label", "en") for i, x in reference.indicators.items()}
    found = []
    for indicator in HEADLINES:
        matrix, name = store.matrix(indicator), labels.get(indicator, "")
        alone = sum(name.lower() in other.lower() for other in labels.values()) == 1
        if matrix and indicator != opened and alone and year in matrix.years_with_values():
            found.append(name)
    return found[:MOST_NAMES]


def _addresses(run: Run) -> dict[str, str]:
    addresses = {"theme page": run.ours.url + THEME}
    if run.ours.site.path != "/":
        addresses["map page"] = run.ours.page
    return addresses | {name: peer.page for name, (peer, _) in run.peers.items()}


def _load(browser: Browser, run: Run, options: argparse.Namespace) -> dict[str, Loads]:
    report.progress("page loads")
    loads = load_all(browser, _addresses(run), options.rounds)
    if options.details:
        for name in ("theme page", *run.peers):
            _details(name, loads[name])
    return loads


def _details(name: str, loads: Loads) -> None:
    visit = loads.first[-1]
    heaviest = sorted(visit.sizes.items(), key=lambda item: -item[1])[:HEAVIEST]
    tasks = ", ".join(f"{ms:.0f}" for ms in visit.long_tasks)
    rows = [(url.split("/", 3)[3][:90], f"{size / 1e3:.1f}") for url, size in heaviest]
    report.table((f"{name}: heaviest of a first visit", "kB"), rows)
    report.progress(f"{name}: main thread busy without a break for {tasks} ms")


if __name__ == "__main__":
    sys.exit(main())
