"""`python -m bench.slowed`: every kind of interaction of every page with a slow processor.

Said are the milliseconds until the answer is painted. With `--latency 150` the line is slow too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from playwright.sync_api import Browser, Page

from bench.browser import chromium, fresh_page, slow_network, slow_processor
from bench.report import percentile
from bench.servers import BenchError, serve
from bench.sites import dash_dropdown, ours

SLOWER = 4
SETTLED_MS = 1_200
ROUNDS = 2
PORT = 8850
LATE_MS = 8_000  # what the probe waits for an answer
AREAS = "areas=IND,MEX,KEN,PHL,NGA,EGY"
MAP = "/map?v=1&indicator=ctx-refugees-asylum&year=2020"
COMPARE = f"/compare?v=1&indicator=ctx-remit-received&{AREAS}"
TABLE = f"/table?v=1&indicators=ctx-remit-received&{AREAS}"
THEME = "/themes/contributions-remittances"
NAMES = (
    *("Asylum seekers awaiting a decision, by host country", "Net migration flow"),
    "Refugees by host country",
)
UNFOLD = (
    "() => document.querySelectorAll('[data-tl=map-settings]').forEach(d => { d.open = true; })"
)

Arm = Callable[[], None]
Act = Callable[[Page, Arm], None]


@dataclass(frozen=True)
class Kind:
    """Interactions of one kind: on which page, what shows the answer, and what a person does.

    `part` is a selector: the answer is there with the first frame after a change inside it. ""
    waits until the page has drawn another state, words and tables included. An act arms the probe
    just before what is to be timed.
    """

    name: str
    path: str
    part: str
    acts: tuple[Act, ...]


def _acts(do: Callable[[Page, str], object], values: Iterable[str]) -> tuple[Act, ...]:
    def act(value: str) -> Act:
        def armed(page: Page, arm: Arm) -> None:
            arm()
            do(page, value)

        return armed

    return tuple(act(value) for value in values)


def _press(control: str, *keys: str) -> tuple[Act, ...]:
    return _acts(lambda page, key: page.locator(control).first.press(key), keys)


def _select(control: str, *values: str) -> tuple[Act, ...]:
    return _acts(lambda page, value: page.locator(control).select_option(value), values)


def _click(*selectors: str) -> tuple[Act, ...]:
    return _acts(lambda page, selector: page.locator(selector).first.click(), selectors)


def _button(*names: str) -> tuple[Act, ...]:
    return _click(*(f"main button:text-is('{name}')" for name in names))


def _choose(control: str, *names: str) -> tuple[Act, ...]:
    def act(name: str) -> Act:
        def chosen(page: Page, arm: Arm) -> None:
            page.keyboard.press("Escape")  # a list of several stays open
            dash_dropdown(control)(page, name, arm)

        return chosen

    return tuple(act(name) for name in names)


KINDS = (
    Kind("year step", MAP, "#map", _press("#map-year", *["ArrowLeft"] * 6)),
    Kind("light and dark", MAP, "#map", _click("#theme-switch") * 2),
    Kind("another indicator", MAP, "#map", _choose("#indicator", *NAMES)),
    Kind(
        "colours, classes, age of values",
        MAP,
        "#map",
        (
            *_select("#map-breaks", "equal", "pretty", "log", "quantile"),
            *_select("#map-classes", "4", "7", "6"),
            *_select("#map-palette", "violet", "amber", "auto"),
            *_select("#map-match", "within5", "latest", "exact"),
        ),
    ),
    Kind(
        "region and projection",
        MAP,
        "#map",
        (
            *_select("#map-region", "africa", "europe", "world"),
            *_select("#map-projection", "robinson", "natural-earth", "equal-earth"),
        ),
    ),
    Kind(
        "a country's panel",
        MAP,
        "[data-tl=map-panel]",
        _click(*(f".place[data-code={code}]" for code in ("KEN", "DEU", "LBN"))),
    ),
    Kind("tiles", MAP, "[data-tl=map-tiles]", _select("#map-layout", "tiles")),
    Kind("back to the map", MAP, "#map", _select("#map-layout", "map")),
    Kind(
        "another chart",
        COMPARE,
        "[data-chart-card] .graph-frame",
        _button(
            *("Ranking", "Slopes", "Then and now", "Scatter", "Small multiples"),
            *("Stacked", "Distribution", "Lines"),
        ),
    ),
    Kind(
        "another form of a chart",
        COMPARE,
        "[data-chart-card] .graph-frame",
        _button("Per head", "Index, base = 100", "Change since base", "As published"),
    ),
    Kind("heat table", COMPARE, "[data-chart-card] .graph-frame", _button("Heat table")),
    Kind("rows filtered", TABLE, "", _select("select[data-key=from]", "2015", "2000", "")),
    Kind("rows sorted", TABLE, "", _click(*[".ag-header-cell[col-id=year]"] * 2)),
    Kind("names and codes", TABLE, "", _button("Both", "Codes", "Names")),
    Kind("search, by letter", THEME, "#search-list", _press("#search", *"kenyaremit")),
    Kind("another area", THEME, "#part", _choose("#areas", "Kenya", "Mexico", "Namibia")),
)


def slow_interactions(
    browser: Browser, url: str, kinds: Iterable[Kind] = KINDS, latency_ms: int = 0
) -> dict[str, list[float]]:
    """Milliseconds of every interaction by kind, with the processor four times slower.

    One that was never answered counts as LATE_MS.
    """
    taken: dict[str, list[float]] = {}
    for path, of_path in groupby(kinds, key=lambda kind: kind.path):
        with fresh_page(browser) as (page, _):
            page.goto(url + path)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(SETTLED_MS)
            page.evaluate(UNFOLD)
            slow_processor(page, SLOWER)
            if latency_ms:
                slow_network(page, latency_ms)
            for kind in [*of_path] * ROUNDS:
                taken.setdefault(kind.name, []).extend(
                    [_timed(page, kind, act) for act in kind.acts]
                )
    return taken


def _timed(page: Page, kind: Kind, act: Act) -> float:
    act(page, lambda: page.evaluate("part => { __bench.armPart(part); }", kind.part))
    taken: float | None = page.evaluate("() => __bench.step")
    page.wait_for_timeout(SETTLED_MS)
    return LATE_MS if taken is None else taken


def main() -> int:
    """Print p50 and p95 of each kind. 2 where it could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.slowed", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--latency", type=int, default=0, help="ms before every answer")
    parser.add_argument("--kinds", default="", help="words that the names of kinds have")
    asked = parser.parse_args()
    kinds = [kind for kind in KINDS if asked.kinds in kind.name]
    site, _ = ours("/")
    try:
        with chromium() as browser, serve(site, asked.port) as running:
            for name, taken in slow_interactions(
                browser, running.url, kinds, asked.latency
            ).items():
                middle, late = percentile(taken, 0.5), percentile(taken, 0.95)
                print(f"{name:34} p50 {middle:6.0f}  p95 {late:6.0f} ms  ({len(taken)})")
    except BenchError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
