"""What a reader does beside year steps: other indicators, play, and all of it on a slow machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from playwright.sync_api import Browser, Page

from bench.browser import PAUSE_MS, fresh_page, press, slow_processor, visit
from bench.sites import Use

FRAMES_A_SECOND = 8
WATCHED_MS = 4_000
SLOWER = 4
SETTLED_MS = 1_500
SLOW_STEPS = 12


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
        years: list[str] = page.evaluate("TL.series.yearsWithValues.map(String)")
        page.evaluate("at => { __bench.seen = __bench.watch(at); }", WATCHED_MS)
        page.locator("[data-map=play]").click()
        seen: list[tuple[float, str]] = page.evaluate("() => __bench.seen")
    frames = [(ms, years.index(year)) for ms, year in seen if year in years][1:]
    steps = list(pairwise(frames))
    passed = sum(max(0, after[1] - before[1] - 1) for before, after in steps)
    return Played(len(frames), passed, [after[0] - before[0] for before, after in steps])


def slow_interactions(
    browser: Browser, url: str, use: Use, names: list[str]
) -> dict[str, list[float]]:
    """Every interaction with the processor slowed four times: ms to the painted answer."""
    taken: dict[str, list[float | None]] = {}
    with fresh_page(browser) as (page, traffic):
        visit(page, traffic, url)
        slow_processor(page, SLOWER)
        page.locator(use.year).first.focus()
        taken["year step"] = []
        for _ in range(SLOW_STEPS):
            taken["year step"].append(press(page, use.year, use.back))
            page.wait_for_timeout(PAUSE_MS)
        taken["another indicator"] = []
        for name in names:
            taken["another indicator"].append(_change(page, use, name))
            page.wait_for_timeout(SETTLED_MS)
        taken["light and dark"] = []
        for _ in range(SLOW_STEPS // 2):
            page.evaluate("() => { __bench.arm(); }")
            page.locator("#theme-switch").click()
            taken["light and dark"].append(page.evaluate("() => __bench.step"))
            page.wait_for_timeout(SETTLED_MS)
        taken["another area"] = [_area(page, name) for name in ("Kenya", "Mexico", "Namibia")]
    return {name: [ms for ms in each if ms is not None] for name, each in taken.items()}


def _change(page: Page, use: Use, name: str) -> float | None:
    use.choose(page, name, lambda: page.evaluate("() => { __bench.arm(); }"))
    taken: float | None = page.evaluate("() => __bench.step")
    return taken


def _area(page: Page, name: str) -> float | None:
    page.locator("#areas").click()
    page.locator(".dash-dropdown-search").first.fill(name)
    option = page.locator(".dash-options-list-option").filter(has_text=name).first
    option.wait_for()
    page.wait_for_timeout(SETTLED_MS)
    page.evaluate("() => { __bench.armState(); }")
    option.click()
    taken: float | None = page.evaluate("() => __bench.step")
    page.keyboard.press("Escape")
    page.wait_for_timeout(SETTLED_MS)
    return taken
