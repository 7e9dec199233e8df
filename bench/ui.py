"""`python -m bench.ui`: time the dashboard and its peers in one run, print one table."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench import report
from bench.browser import chromium
from bench.environment import peers_environment
from bench.fresh_start import seconds_to_first_answer
from bench.queries import query_rows, time_queries
from bench.report import Row, percentile
from bench.servers import BenchError, Served, Site, get, post, serve
from bench.steps import LATENCY_MS, Steps, our_steps, peer_steps
from bench.visits import Loads, load_all
from data.catalog import load_reference
from data.store import Store
from layouts.urls import ViewState, default_indicator

ROOT = Path(__file__).parents[1]
DATA_DIR = ROOT / "data"
THEME = "/themes/contributions-remittances"
PEER_STEPS = 20
HEAVIEST = 12


@dataclass(frozen=True)
class Run:
    """The servers of a run, and what the page opens with."""

    ours: Served
    peers: tuple[Served, ...]
    store: Store
    indicator: str


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
    parser = argparse.ArgumentParser(prog="python -m bench.ui", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="fresh visits of each address")
    parser.add_argument("--steps", type=int, default=48, help="year steps at least")
    parser.add_argument("--steps-at", default="/", help="our address whose year control is stepped")
    parser.add_argument("--port", type=int, default=8130, help="first of four ports in a row")
    parser.add_argument("--peer-dir", type=Path, help="folder with another vizro_app.py (`server`)")
    parser.add_argument("--start", action="store_true", help="also time `make run` in a new clone")
    parser.add_argument("--details", action="store_true", help="list the heaviest of a first visit")
    return parser.parse_args()


def _measure(options: argparse.Namespace) -> list[Row]:
    with ExitStack() as stack:
        run = _serve(options, stack)
        browser = stack.enter_context(chromium())
        loads, rows = _page_rows(browser, run, options)
        rows += _step_rows(browser, run, options)
        rows += _memory_rows(run, loads)
    report.progress("queries")
    rows += query_rows(time_queries(DATA_DIR), "1x")
    if options.start:
        report.progress("make run in a fresh clone")
        seconds = seconds_to_first_answer(ROOT, options.port + 3)
        rows.append(Row("`make run` in a fresh clone to first answer", "s", seconds, limit=30))
    return rows


def _serve(options: argparse.Namespace, stack: ExitStack) -> Run:
    report.progress("servers")
    store = Store(DATA_DIR)
    indicator = default_indicator(ViewState(), load_reference(DATA_DIR / "reference"), store)
    matrix = store.matrix(indicator)
    if matrix is None:
        raise BenchError(f"the overview opens with {indicator!r}, which has no numbers")
    shown = {"BENCH_INDICATOR": indicator, "BENCH_YEAR": str(matrix.opening_year())}
    venv = peers_environment()
    here = ROOT / "bench" / "peers"
    sites = [
        Site("Throughline", Path(sys.prefix), ROOT, "app:create_server()"),
        Site("Vizro", venv, here, "vizro_app:create_server()", shown),
    ]
    if options.peer_dir:
        folder = options.peer_dir.resolve()
        sites.append(Site(f"Vizro ({folder.name})", venv, folder, "vizro_app:server"))
    ports = range(options.port, options.port + len(sites))
    served = [stack.enter_context(serve(s, p)) for s, p in zip(sites, ports, strict=True)]
    return Run(served[0], tuple(served[1:]), store, indicator)


def _page_rows(
    browser: Browser, run: Run, options: argparse.Namespace
) -> tuple[dict[str, Loads], list[Row]]:
    report.progress("page loads")
    addresses = {"overview": run.ours.url + "/", "theme page": run.ours.url + THEME}
    addresses |= {peer.site.name: peer.url + "/" for peer in run.peers}
    loads = load_all(browser, addresses, options.rounds)
    if options.details:
        _details(loads, ("overview", *(p.site.name for p in run.peers)))
    rows = []
    for peer in run.peers:
        for page in ("overview", "theme page"):
            rows += _load_rows(page, loads[page], peer.site.name, loads[peer.site.name])
    return loads, rows


def _load_rows(page: str, ours: Loads, name: str, peer: Loads) -> list[Row]:
    first = (ours.first_ms(), peer.first_ms(), name)
    again = (ours.again_ms(), peer.again_ms(), name)
    rows = [
        Row(f"First map painted, {page}", "ms", *first, ratio=0.85, paired=ours.paired(peer)),
        Row(f"Map painted on the next visit, {page}", "ms", *again),
    ]
    for label, limit, mine, theirs in (
        ("First visit", 2600, ours.first_traffic(), peer.first_traffic()),
        ("Next visit", 150, ours.again_traffic(), peer.again_traffic()),
    ):
        (size, requests), (peer_size, peer_requests) = mine, theirs
        sizes = (size / 1e3, peer_size / 1e3, name)
        rows.append(Row(f"{label}, {page}", "kB", *sizes, limit=limit))
        rows.append(Row(f"{label}, {page}", "requests", requests, peer_requests, name))
    return rows


def _step_rows(browser: Browser, run: Run, options: argparse.Namespace) -> list[Row]:
    report.progress("year steps")
    steps: Steps = our_steps(browser, run.ours.url + options.steps_at, options.steps)
    bare = "Plotly.restyle, same page"
    rows = []
    for label, share in (("p50", 0.5), ("p95", 0.95)):
        values = (percentile(steps.ours, share), percentile(steps.bare, share))
        rows.append(Row(f"Year step, {label}", "ms", *values, bare, ratio=1.3))
    slow = f"with {LATENCY_MS} ms latency"
    values = (percentile(steps.slow, 0.5), percentile(steps.bare, 0.5))
    rows.append(Row(f"Year step {slow}, p50", "ms", *values, bare, ratio=1.3))
    for label, asked in (
        (f"Requests in {len(steps.ours)} steps", steps.requests),
        (f"Requests in {len(steps.slow)} steps {slow}", steps.slow_requests),
    ):
        rows.append(Row(label, "requests", len(asked), limit=0))
        if asked:
            report.progress(f"{label}: {', '.join(sorted(set(asked)))}")
    for peer in run.peers:
        taken = peer_steps(browser, peer.url + "/", PEER_STEPS)
        for label, share in (("p50", 0.5), ("p95", 0.95)):
            values = (percentile(steps.ours, share), percentile(taken, share))
            rows.append(Row(f"Year step, {label}", "ms", *values, peer.site.name))
    return rows


def _memory_rows(run: Run, loads: dict[str, Loads]) -> list[Row]:
    """Memory after every indicator was asked for: by address here, by repeated requests there."""
    report.progress("memory")
    indicators = sorted({key.split("|")[0] for key in run.store.catalogue["series"]})
    shown = [i for i in indicators if run.store.has_data(i)]
    for indicator in shown:
        get(f"{run.ours.url}/data/{run.store.build_id}/en/{indicator}.bin")
    own_peer = run.peers[0]
    for url, body in loads[own_peer.site.name].first[-1].posts:
        for indicator in shown if run.indicator in body else ():
            post(url, body.replace(run.indicator, indicator).encode())
    worker, total = run.ours.memory()
    rows = []
    for peer in run.peers:
        weight, all_of_it = peer.memory()
        rows.append(Row("Worker memory (PSS)", "MB", worker, weight, peer.site.name, limit=120))
        rows.append(Row("Worker and master (PSS)", "MB", total, all_of_it, peer.site.name))
    return rows


def _details(loads: dict[str, Loads], names: tuple[str, ...]) -> None:
    for name in names:
        visit = loads[name].first[-1]
        heaviest = sorted(visit.sizes.items(), key=lambda item: -item[1])[:HEAVIEST]
        tasks = ", ".join(f"{ms:.0f}" for ms in visit.long_tasks)
        rows = [(url.split("/", 3)[3][:90], f"{size / 1e3:.1f}") for url, size in heaviest]
        report.table((f"{name}: heaviest of a first visit", "kB"), rows)
        report.progress(f"{name}: main thread busy without a break for {tasks} ms")


if __name__ == "__main__":
    sys.exit(main())
