"""Which pages there are, and which keys their addresses know. Data only; state.py reads it.

The browser code is sent the same list, so that both write the same addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from layouts.request.keys import (
    COMMITMENT_KEYS,
    COMPARE,
    CORRIDOR_KEYS,
    COVERAGE_KEYS,
    KEYS,
    MAP_KEYS,
    MEASURES,
    MIGRANTS_FIRST,
    OPENS_WITH,
    QUALITY_KEYS,
    SETTINGS,
    STORY,
    TABLE_KEYS,
)


@dataclass(frozen=True)
class PageSpec:
    """One page: its path, whether a name follows the path, and what its address may hold.

    Attributes:
        path: the address; with `slug`, what stands before the name.
        slug: whether a name follows.
        keys: names of the KEYS of its own, beside lang, indicator, year and areas.
        offers: the indicators it offers: headlines, theme, curated, all, or none.
        part: whether a part of it is drawn anew by the server when areas or a `part` key change.
        redraws: which of areas, year and indicator draw the whole page anew.
        follows: which of these the browser's own view of the page applies by itself.
        opens: the indicator it opens with where the address names none; "" for the first offered.
        marks_year: whether its charts stand beside a map, whose year they mark.
        first_chart: the record that its document asks for before its scripts run; "" for none, and
            where the address names the chart.
        place: whether the name that follows its path is a place, of which the page then speaks.
        shapes: whether its document asks for the map's shapes and numbers before its scripts run.
        step: whether it may be a step of a story, so that it knows the keys of STORY, too.
    """

    path: str
    slug: bool = False
    keys: tuple[str, ...] = ()
    offers: str = "none"
    part: bool = False
    redraws: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    opens: str = ""
    marks_year: bool = False
    first_chart: str = ""
    place: bool = False
    shapes: bool = True
    step: bool = True

    @property
    def known(self) -> tuple[str, ...]:
        """Names of all the KEYS that its address may hold."""
        return (*self.keys, *(key.name for key in STORY if self.step))


PAGES: dict[str, PageSpec] = {
    "overview": PageSpec(
        "/", keys=("links", *SETTINGS), part=True, first_chart="board", shapes=False
    ),
    "themes": PageSpec("/themes", keys=("links", *SETTINGS), part=True, shapes=False),
    "theme": PageSpec(
        "/themes/",
        slug=True,
        keys=("links", *SETTINGS, "goal", "doubted"),
        offers="theme",
        part=True,
        follows=("indicator", "year"),
        marks_year=True,
    ),
    "country": PageSpec(
        "/country/", slug=True, keys=("links", *SETTINGS), part=True, place=True, shapes=False
    ),
    "group": PageSpec(
        "/group/", slug=True, keys=("links", *SETTINGS), part=True, place=True, shapes=False
    ),
    "brief": PageSpec(
        "/brief/",
        slug=True,
        keys=("themes", "links", *SETTINGS),
        part=True,
        place=True,
        shapes=False,
    ),
    "map": PageSpec(
        "/map",
        keys=tuple(k.name for k in MAP_KEYS),
        offers="all",
        follows=("indicator", "year"),
        opens="ctx-migrant-share",
    ),
    "compare": PageSpec(
        "/compare",
        keys=tuple(key.name for key in COMPARE),
        offers="all",
        part=True,
        follows=("indicator", "year"),
        opens="ctx-remit-received-gdp",
    ),
    "indicator": PageSpec(
        "/indicators/",
        slug=True,
        keys=("doubted", "publisher"),
        part=True,
        follows=("year",),
        first_chart="line",
        shapes=False,
    ),
    "search": PageSpec("/search", keys=("q",)),
    "verdict": PageSpec(
        "/verdict",
        keys=SETTINGS,
        offers="curated",
        part=True,
        redraws=("indicator",),
        opens=OPENS_WITH,
        first_chart="calculation",
        shapes=False,
    ),
    "verdict_map": PageSpec(
        "/verdict-map",
        keys=(*SETTINGS, MEASURES.name),
        offers="curated",
        part=True,
        redraws=("indicator",),
        opens=MIGRANTS_FIRST,
        first_chart="verdict_map",
    ),
    "commitments": PageSpec(
        "/commitments",
        keys=tuple(k.name for k in COMMITMENT_KEYS),
        part=True,
        first_chart="promise_map",
    ),
    "table": PageSpec(
        "/table",
        keys=("goal", *(k.name for k in TABLE_KEYS)),
        offers="all",
        follows=("indicator",),
        shapes=False,
    ),
    "scoreboard": PageSpec("/scoreboard", part=True, first_chart="scoreboard", shapes=False),
    "coverage": PageSpec(
        "/coverage",
        keys=(*(k.name for k in COVERAGE_KEYS), "links", *SETTINGS),
        part=True,
        shapes=False,
    ),
    "corridors": PageSpec(
        "/corridors",
        keys=(*(k.name for k in CORRIDOR_KEYS), "topic"),
        part=True,
        redraws=("year",),
        shapes=False,
    ),
    "methods": PageSpec("/methods"),
    "sources": PageSpec("/sources", shapes=False),
    "quality": PageSpec(
        "/quality",
        keys=tuple(k.name for k in QUALITY_KEYS),
        offers="all",
        part=True,
        redraws=("indicator",),
        shapes=False,
    ),
    "accessibility": PageSpec("/accessibility", shapes=False),
    "stories": PageSpec("/stories", part=True, shapes=False, step=False),
    "story": PageSpec("/stories/", slug=True, part=True, shapes=False, step=False),
}


def names_chart(page: str) -> bool:
    """Whether the address of a page names its chart, which the page has controls for."""
    return "chart" in PAGES[page].keys


# Indicators of pages that offer `headlines`, in order.
HEADLINES = (
    "ctx-remit-received-gdp",
    "ctx-remit-received",
    "ctx-refugees-asylum",
    "ctx-refugees-origin",
    "ctx-asylum-seekers",
    "ctx-idp-unhcr",
    "ctx-net-migration",
    "ctx-gdp-per-capita",
    "ctx-population",
)

# The pages of the bar at the top, in order; themes have a menu of their own.
NAVIGATION: tuple[str, ...] = (
    *("overview", "map", "corridors", "compare", "verdict_map", "table", "methods"),
)


VERSION = "2"  # of the addresses; layouts/request/upgrade.py reads older ones


def for_browser() -> dict[str, Any]:
    """Pages and keys as plain data for the browser code."""
    return {
        "version": VERSION,
        "pages": {
            name: {
                "path": page.path,
                "slug": page.slug,
                "keys": page.known,
                "part": page.part,
                "redraws": page.redraws,
            }
            for name, page in PAGES.items()
        },
        "keys": {key.name: {"default": key.default, "draws": key.draws} for key in KEYS.values()},
    }
