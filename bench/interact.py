"""What a reader does beside year steps: other indicators, and play."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from playwright.sync_api import Browser, Page

from bench.browser import fresh_page, visit
from bench.sites import Use

FRAMES_A_SECOND = 8
WATCHED_MS = 4_000
SETTLED_MS = 1_500


@dataclass
class Changes:
    """Milliseconds of each change of the indicator, and the bytes that each fetched."""

    taken: list[float] = field(default_factory=list)
    size: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Played:
    """A few seconds of play: years shown, years passed over, and ms between the frames."""

    shown: int
    passed_over: int
    gaps: list[float]

    def late(self) -> int:
        """Frames that came more than half a frame after their time."""
        return sum(gap > 1.5 * 1000 / FRAMES_A_SECOND for gap in self.gaps)


def indicator_changes(browser: Browser, url: str, use: Use, names: list[str]) -> Changes:
    """Choose one indicator after another, each for the first time in this visit."""
    changes = Changes()
    with fresh_page(browser) as (page, traffic):
        visit(page, traffic, url)
        for name in names:
            traffic.reset()
            taken = _change(page, use, name)
            page.wait_for_timeout(SETTLED_MS)
            if taken is not None:
                changes.taken.append(taken)
                changes.size.append(traffic.size)
    return changes


def play(browser: Browser, url: str, use: Use) -> Played | None:
    """Let our page play at eight years a second; None where it has no such speed."""
    with fresh_page(browser) as (page, traffic):
        visit(page, traffic, url)
        speed = page.locator("#map-speed")
        if not speed.count():
            return None
        speed.evaluate(  # it may stand in a part of the page that is folded
            """(node, value) => { node.value = value;
                 node.dispatchEvent(new Event('change', { bubbles: true })); }""",
            str(FRAMES_A_SECOND),
        )
        page.locator(use.year).first.press("Home")
        page.wait_for_timeout(SETTLED_MS)
        years: list[str] = page.evaluate("TL.views[TL.page.view].view.answer.years.map(String)")
        page.evaluate("at => { __bench.seen = __bench.watch(at); }", WATCHED_MS)
        page.locator("[data-map=play]").click()
        seen: list[tuple[float, str]] = page.evaluate("() => __bench.seen")
    frames = [(ms, years.index(year)) for ms, year in seen if year in years][1:]
    steps = list(pairwise(frames))
    passed = sum(max(0, after[1] - before[1] - 1) for before, after in steps)
    return Played(len(frames), passed, [after[0] - before[0] for before, after in steps])


def _change(page: Page, use: Use, name: str) -> float | None:
    use.choose(page, name, lambda: page.evaluate("() => { __bench.arm(); }"))
    taken: float | None = page.evaluate("() => __bench.step")
    return taken
