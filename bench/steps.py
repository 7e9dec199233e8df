"""Year steps by keyboard, against the bare Plotly call on the same map and against the peers."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

from bench.browser import fresh_page, press, restyle, slow_network, visit
from bench.servers import BenchError
from bench.sites import Use

OUR_CONTROL = "#map-year"
BLOCK = 12  # steps before the other side has its turn
LATENCY_MS = 150
SETTLED_MS = 900  # our page writes the address 500 ms after the last step


@dataclass
class Steps:
    """Milliseconds of our steps and of the bare call; addresses asked for while stepping."""

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    slow_requests: list[str] = field(default_factory=list)


def our_steps(browser: Browser, url: str, count: int) -> Steps:
    """At least `count` of our steps and as many bare calls in alternating blocks.

    After them one more block with latency added to the network. Steps that change no colour are
    not counted.

    Raises:
        BenchError: the page has too few years in a row whose colours differ.
    """
    result = Steps()
    with fresh_page(browser) as (page, traffic):
        visit(page, traffic, url)
        start = _start(page)
        page.locator(OUR_CONTROL).first.focus()
        while len(result.ours) < count:
            traffic.reset()
            result.ours += _block(page, start)
            result.requests += traffic.sizes
            _place(page, start)
            bare = [restyle(page, start + i) for i in range(BLOCK)]
            result.bare += [ms for ms in bare if ms is not None]
        slow_network(page, LATENCY_MS)
        traffic.reset()
        result.slow = _block(page, start)
        result.slow_requests += traffic.sizes
    return result


def peer_steps(browser: Browser, url: str, use: Use, count: int) -> list[float]:
    """Steps back in time on a peer's slider."""
    with fresh_page(browser) as (page, traffic):
        visit(page, traffic, url)
        page.locator(use.year).first.focus()
        taken = [press(page, use.year, use.back) for _ in range(count)]
    return [ms for ms in taken if ms is not None]


def _start(page: Page) -> int:
    """Position of the control from which `BLOCK` steps in a row each change a colour."""
    changing = set(page.evaluate("() => __bench.changing()"))
    for start in sorted(changing, reverse=True):
        if changing.issuperset(range(start, start + BLOCK)):
            return start
    raise BenchError(
        f"{page.url} has no {BLOCK} years in a row whose colours differ; "
        "name another page with --page"
    )


def _block(page: Page, start: int) -> list[float]:
    _place(page, start)
    taken = [press(page, OUR_CONTROL) for _ in range(BLOCK)]
    page.wait_for_timeout(SETTLED_MS)
    return [ms for ms in taken if ms is not None]


def _place(page: Page, position: int) -> None:
    """Move the control without measuring, and let the page come to rest."""
    page.locator(OUR_CONTROL).first.evaluate(
        """(node, at) => { node.value = at;
             node.dispatchEvent(new Event('input', { bubbles: true })); }""",
        position,
    )
    page.wait_for_timeout(SETTLED_MS)
