"""The module behind each page. A page is a folder; its `page.py` has `title`, `layout` and `data`.

A page whose spec has a `part` also has `part(ctx)`: the children of the element `ids.PART`.
"""

from __future__ import annotations

from types import ModuleType

from layouts.accessibility import page as accessibility
from layouts.brief import page as brief
from layouts.commitments import page as commitments
from layouts.compare import page as compare
from layouts.corridors import page as corridors
from layouts.country import page as country
from layouts.coverage import page as coverage
from layouts.indicator import page as indicator_page
from layouts.map import page as map_page
from layouts.methods import page as methods
from layouts.overview import page as overview
from layouts.quality import page as quality_page
from layouts.scoreboard import page as scoreboard
from layouts.search import page as search_page
from layouts.sources import page as sources_page
from layouts.stories import page as stories
from layouts.story import page as story
from layouts.table import page as table_page
from layouts.theme import page as theme
from layouts.themes import page as themes
from layouts.verdict import page as verdict
from layouts.verdict_map import page as verdict_map

VIEWS: dict[str, ModuleType] = {
    "overview": overview,
    "themes": themes,
    "theme": theme,
    "country": country,
    "group": country,
    "brief": brief,
    "map": map_page,
    "compare": compare,
    "indicator": indicator_page,
    "search": search_page,
    "verdict": verdict,
    "verdict_map": verdict_map,
    "commitments": commitments,
    "table": table_page,
    "scoreboard": scoreboard,
    "coverage": coverage,
    "corridors": corridors,
    "methods": methods,
    "sources": sources_page,
    "quality": quality_page,
    "accessibility": accessibility,
    "stories": stories,
    "story": story,
}
