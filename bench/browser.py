"""Headless Chromium: fresh visits, what they transfer, and steps of a year control."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, sync_playwright

from bench.servers import BenchError

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PROBE = Path(__file__).parent / "probe.js"
SCREEN = {"width": 1280, "height": 1000}
PATIENCE_MS = 60_000
QUIET_MS = 400  # after the network has fallen silent: late requests
PAUSE_MS = 330  # between steps; our page tells Plotly 140 ms after one, which must be over


@dataclass
class Traffic:
    """Requests that crossed the network and their bytes, headers included.

    What the browser took from its own cache counts nothing, an answer "not modified" counts.
    """

    requests: int = 0
    size: float = 0
    names: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    posts: list[tuple[str, str]] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Count from now on, by the browser's own network protocol."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)
        page.on("request", self._keep_post)

    def reset(self) -> None:
        """Start a new count."""
        self.requests, self.size = 0, 0
        self.names, self.sizes, self.posts = {}, {}, []

    def _asked(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.names[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        length = event["encodedDataLength"]
        if length > 0 and event["requestId"] in self.names:
            self.requests += 1
            self.size += length
            url = self.names[event["requestId"]]
            self.sizes[url] = self.sizes.get(url, 0) + length

    def _keep_post(self, request: Request) -> None:
        if request.method == "POST" and request.post_data:
            self.posts.append((request.url, request.post_data))


@dataclass(frozen=True)
class Visit:
    """One load of a page: ms to the painted map, its traffic, ms of every long task."""

    first_ms: float
    size: float
    requests: int
    posts: list[tuple[str, str]]
    sizes: dict[str, float]
    long_tasks: list[float]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium.

    Raises:
        BenchError: there is none.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise BenchError("Chromium was looked for on the PATH and not found. Run: make browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def fresh_page(browser: Browser) -> Iterator[tuple[Page, Traffic]]:
    """A page in a context of its own, with nothing cached."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(path=PROBE)
    traffic = Traffic()
    traffic.listen(page)
    try:
        yield page, traffic
    finally:
        context.close()


def visit(page: Page, traffic: Traffic, url: str = "") -> Visit:
    """Go to an address, or load the present one again, and wait until all is quiet."""
    traffic.reset()
    if url:
        page.goto(url)
    else:
        page.reload()
    page.wait_for_function("() => window.__bench.first > 0")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(QUIET_MS)
    first, tasks = page.evaluate("[window.__bench.first, window.__bench.longTasks]")
    return Visit(first, traffic.size, traffic.requests, traffic.posts, dict(traffic.sizes), tasks)


def press(page: Page, control: str, key: str = "ArrowRight") -> float | None:
    """Press a key on a year control: ms to the painted frame; None if no colour changed."""
    page.evaluate("() => { __bench.arm(); }")
    page.locator(control).first.press(key)
    taken: float | None = page.evaluate("() => __bench.step")
    page.wait_for_timeout(PAUSE_MS)
    return taken


def restyle(page: Page, position: int) -> float | None:
    """The bare Plotly call for the step from a position: ms to the painted frame."""
    taken: float | None = page.evaluate("at => __bench.restyle(at)", position)
    page.wait_for_timeout(PAUSE_MS)
    return taken


def slow_processor(page: Page, times: int) -> None:
    """Let the page's processor be so many times slower from now on."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": times})


def slow_network(page: Page, latency_ms: int) -> None:
    """Add latency to every request of the page from now on."""
    session = page.context.new_cdp_session(page)
    limits = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {**limits, "latency": latency_ms})
