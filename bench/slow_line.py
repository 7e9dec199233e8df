"""`python -m bench.slow_line`: first visits on a slow line with a slow processor, beside a peer.

50 kB a second, 400 ms before every answer, a processor twice as slow. Said are the times until
text can be read, until a picture stands, and until the map has its colours; and what was sent.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench.browser import PATIENCE_MS, QUIET_MS, chromium, fresh_page, slow_processor
from bench.environment import peers_environment
from bench.servers import BenchError, serve
from bench.sites import ours, peers

BYTES_A_SECOND, LATENCY_MS, SLOWER = 50_000, 400, 2
PORT = 8840
PAGES = ("/", "/themes/contributions-remittances", "/map", "/table", "/country/MAR")
SHOWN = {"BENCH_INDICATOR": "ctx-remit-received-gdp", "BENCH_YEAR": "2024"}
WITH_MAP = ("/themes/contributions-remittances", "/map")
# The first frame with something drawn in it: a picture that the document holds, or plotly's own.
WATCH = """(() => {
  window.__drawn = 0;
  const PICTURES = '.still-picture svg, svg.main-svg .trace, path.choroplethlocation';
  const MAPS = '.still-map path, path.choroplethlocation';
  window.__map = 0;
  (function look() {
    requestAnimationFrame(() => {
      const seen = document.querySelector(PICTURES);
      const now = performance.now();
      if (seen && seen.getBoundingClientRect().height) window.__drawn = window.__drawn || now;
      const fills = [...document.querySelectorAll(MAPS)].map((n) => getComputedStyle(n).fill);
      if (fills.length > 100 && new Set(fills).size > 2) window.__map = now;
      else look();
    });
  })();
})()"""
TOLD = """() => ({
  text: performance.getEntriesByName('first-contentful-paint')[0].startTime,
  picture: window.__drawn, map: window.__map })"""
LIMITS = {"text": 3_000, "map": 10_000}  # ms
ROOM = {"text": 60, "picture": 300, "visit": 1_000}  # kB sent by then


@dataclass
class Sent:
    """Bytes of a visit by the time they came, in ms after the first request."""

    start: float = 0.0
    parts: list[tuple[float, int]] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)

    def listen(self, page: Page) -> None:
        """Count from now on."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.dataReceived", self._came)
        session.on("Network.loadingFinished", self._ended)
        line = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
        session.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": LATENCY_MS, **line},
        )

    def _asked(self, event: dict[str, Any]) -> None:
        self.start = self.start or float(event["timestamp"])

    def _came(self, event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        self.told[event["requestId"]] = self.told.get(event["requestId"], 0) + size
        self._add(event, size)

    def _ended(self, event: dict[str, Any]) -> None:
        """What an answer had beyond what was told while it came: its headers, or all of it."""
        self._add(event, int(event["encodedDataLength"]) - self.told.get(event["requestId"], 0))

    def _add(self, event: dict[str, Any], size: int) -> None:
        self.parts.append(((float(event["timestamp"]) - self.start) * 1000, size))

    def until(self, moment: float) -> float:
        """What had come by a moment, in kB."""
        return sum(size for at, size in self.parts if at <= moment) / 1000


def visited(browser: Browser, url: str, has_map: bool) -> tuple[dict[str, float], Sent]:
    """One first visit: ms to text, picture and map (0 without one), and what was sent when."""
    with fresh_page(browser) as (page, _):
        page.set_default_timeout(2 * PATIENCE_MS)
        page.add_init_script(WATCH)
        sent = Sent()
        sent.listen(page)
        slow_processor(page, SLOWER)
        page.goto(url)
        if has_map:
            page.wait_for_function("() => window.__bench.first > 0")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(QUIET_MS)
        return page.evaluate(TOLD), sent


def row(name: str, found: dict[str, float], sent: Sent, has_map: bool) -> str:
    """One line of the table; what is beyond its limit is marked."""
    sizes = {key: sent.until(found[key]) for key in ("text", "picture")}
    sizes["visit"] = sent.until(float("inf"))

    def ms(key: str) -> str:
        mark = "!" if key in LIMITS and found[key] > LIMITS[key] else ""
        return f"{found[key] / 1000:6.1f}{mark}"

    kb = " ".join(f"{v:8.0f}{'!' if v > ROOM[k] else ' '}" for k, v in sizes.items())
    return f"{name:44} {ms('text')} {ms('picture')} {ms('map') if has_map else '     -'} {kb}"


def main() -> int:
    """Print the table. 2 where it could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.slow_line", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help="first of two ports in a row")
    parser.add_argument("--peer", default="Vizro", help="name of the peer; '' for none")
    asked = parser.parse_args()
    try:
        _measure(asked)
    except BenchError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _measure(asked: argparse.Namespace) -> None:
    print(f"{'first visit, seconds and kB':44}   text picture  map     kB:text  picture     visit")
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        site, _ = ours("/")
        with serve(site, asked.port) as running:
            for path in PAGES:
                visited(browser, running.url + path, path in WITH_MAP)  # the server is warm
                found, sent = visited(browser, running.url + path, path in WITH_MAP)
                print(row(f"Throughline {path}", found, sent, path in WITH_MAP), flush=True)
        if asked.peer:
            peer, _ = peers(peers_environment(), SHOWN, Path(folder))[asked.peer]
            with serve(peer, asked.port + 1) as running:
                found, sent = visited(browser, running.page, True)
                print(row(asked.peer, found, sent, True), flush=True)


if __name__ == "__main__":
    sys.exit(main())
