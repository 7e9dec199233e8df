"""From measurements to lines of the table, each with its peer and its target."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser

from bench import report
from bench.interact import FRAMES_A_SECOND, indicator_changes, play
from bench.report import Row, percentile
from bench.servers import Served, get, post
from bench.sites import Use
from bench.slowed import SLOWER, slow_interactions
from bench.steps import LATENCY_MS, our_steps, peer_steps
from bench.visits import Loads
from data.store import Store

PEER_STEPS = 20
SHARES = (("p50", 0.5), ("p95", 0.95))
RESTYLE = "Plotly.restyle, same page"
# The most of a peer's figure that ours may be.
STEP_RATIOS = {"Streamlit": 0.3, "Panel": 0.45, "Vizro": 0.4}
CHANGE_RATIOS = {"Vizro": 0.4, "Streamlit": 0.35}
LOAD_RATIOS = {"Vizro": 0.75}
BARE_RATIO = 1.15
FIRST_KB, NEXT_KB, CHANGE_KB = 2600, 150, 60
SLOW_MS, WORKER_MB = 450, 120


@dataclass(frozen=True)
class Run:
    """The servers of a run, what the page opens with, and the indicators to change to."""

    ours: Served
    use: Use
    peers: dict[str, tuple[Served, Use]]
    store: Store
    indicator: str
    names: list[str]


def load_rows(run: Run, loads: dict[str, Loads], alike: dict[str, float]) -> list[Row]:
    """First and next visits of our pages beside every peer's."""
    rows = []
    for name in run.peers:
        for page in [page for page in loads if page not in run.peers]:
            mine, theirs, ratio = loads[page], loads[name], LOAD_RATIOS.get(name)
            first = (mine.first_ms(), theirs.first_ms(), name)
            pairs = mine.paired(theirs)
            rows.append(Row(f"First map painted, {page}", "ms", *first, ratio=ratio, paired=pairs))
            sizes = (alike[page] / 1e3, alike[name] / 1e3, name)
            rows.append(
                Row(f"First visit, all compressed alike, {page}", "kB", *sizes, ratio=ratio)
            )
            again = (mine.again_ms(), theirs.again_ms(), name)
            rows.append(Row(f"Map painted on the next visit, {page}", "ms", *again))
            rows += _traffic(page, mine, name, theirs)
    return rows


def _traffic(page: str, mine: Loads, name: str, theirs: Loads) -> list[Row]:
    rows = []
    for label, limit, ours, peer in (
        ("First visit", FIRST_KB, mine.first_traffic(), theirs.first_traffic()),
        ("Next visit", NEXT_KB, mine.again_traffic(), theirs.again_traffic()),
    ):
        sizes = (ours[0] / 1e3, peer[0] / 1e3, name)
        rows.append(Row(f"{label} as served, {page}", "kB", *sizes, limit=limit))
        rows.append(Row(f"{label}, {page}", "requests", ours[1], peer[1], name))
    return rows


def step_rows(browser: Browser, run: Run, count: int) -> list[Row]:
    """Year steps: ours, the bare call, every peer; the network slow for a part of ours."""
    report.progress("year steps")
    steps = our_steps(browser, run.ours.page, count)
    rows = []
    for label, share in SHARES:
        values = (percentile(steps.ours, share), percentile(steps.bare, share))
        ratio = BARE_RATIO if share == SHARES[0][1] else None
        rows.append(Row(f"Year step, {label}", "ms", *values, RESTYLE, ratio=ratio))
    slow = f"with {LATENCY_MS} ms latency"
    values = (percentile(steps.slow, 0.5), percentile(steps.ours, 0.5))
    rows.append(Row(f"Year step {slow}, p50", "ms", *values, "without latency", ratio=BARE_RATIO))
    for label, asked in (
        (f"Requests in {len(steps.ours)} steps", steps.requests),
        (f"Requests in {len(steps.slow)} steps {slow}", steps.slow_requests),
    ):
        rows.append(Row(label, "requests", len(asked), limit=0))
        if asked:
            report.progress(f"{label}: {', '.join(sorted(set(asked)))}")
    for name, (peer, use) in run.peers.items():
        report.progress(f"year steps of {name}")
        taken = peer_steps(browser, peer.page, use, PEER_STEPS)
        for label, share in SHARES if taken else ():
            values = (percentile(steps.ours, share), percentile(taken, share))
            ratio = STEP_RATIOS.get(name) if share == SHARES[0][1] else None
            rows.append(Row(f"Year step, {label}", "ms", *values, name, ratio=ratio))
    return rows


def interaction_rows(browser: Browser, run: Run) -> list[Row]:
    """Other indicators, play, and every interaction with a slow processor."""
    report.progress(f"changes of the indicator: {'; '.join(run.names)}")
    ours = indicator_changes(browser, run.ours.page, run.use, run.names)
    largest = max(ours.size, default=0) / 1e3
    rows = [Row("Another indicator, largest", "kB", largest, limit=CHANGE_KB)]
    for name, (peer, use) in run.peers.items():
        report.progress(f"changes of the indicator in {name}")
        theirs = indicator_changes(browser, peer.page, use, run.names)
        for label, share in SHARES if theirs.taken and ours.taken else ():
            values = (percentile(ours.taken, share), percentile(theirs.taken, share))
            ratio = CHANGE_RATIOS.get(name) if share == SHARES[0][1] else None
            rows.append(Row(f"Another indicator, {label}", "ms", *values, name, ratio=ratio))
    report.progress("play")
    if played := play(browser, run.ours.page, run.use):
        title = f"Play at {FRAMES_A_SECOND} years a second, {played.shown} shown"
        rows.append(Row(f"{title}: passed over", "years", played.passed_over, limit=0))
        rows.append(Row(f"{title}: late by half a frame", "years", played.late(), limit=0))
    report.progress("a slow processor")
    slowed = slow_interactions(browser, run.ours.url)
    for what, taken in {**slowed, "all of these": sum(slowed.values(), [])}.items():
        title = f"{what.capitalize()} ({len(taken)}), processor {SLOWER} times slower, p95"
        rows.append(Row(title, "ms", percentile(taken, 0.95), limit=SLOW_MS))
    return rows


def memory_rows(run: Run, loads: dict[str, Loads]) -> list[Row]:
    """Memory after every indicator was asked for: by address here, by repeated requests there."""
    report.progress("memory")
    indicators = sorted({key.split("|")[0] for key in run.store.catalogue["series"]})
    shown = [i for i in indicators if run.store.has_data(i)]
    for indicator in shown:
        get(
            f"{run.ours.url}/chart/{run.store.build_id}/en/map.json?page=/map&indicator={indicator}"
        )
    for query in ("", "sort=-value", "table=flows&sort=-value", "members=WB:LIC&sort=area"):
        get(f"{run.ours.url}/table/rows.json?{query}")
    for name in run.peers.keys() & {"Vizro"}:
        for url, body in loads[name].first[-1].posts:
            for indicator in shown if run.indicator in body else ():
                post(url, body.replace(run.indicator, indicator).encode())
    worker, total = run.ours.memory()
    rows = []
    for name, (peer, _) in run.peers.items():
        weight, all_of_it = peer.memory()
        rows.append(Row("Worker memory (PSS)", "MB", worker, weight, name, limit=WORKER_MB))
        rows.append(Row("Worker and master (PSS)", "MB", total, all_of_it, name))
    return rows
