"""The module behind each page. A page is one module with `title`, `layout` and `data`.

A page whose spec has a `part` also has `part(ctx)`: the children of the element `ids.PART`.
"""

from __future__ import annotations

from types import ModuleType

from layouts import (
    calculation,
    compare,
    data_page,
    indicator_page,
    map_page,
    methods,
    overview,
    quality_page,
    search_page,
    status_map,
    theme,
)

VIEWS: dict[str, ModuleType] = {
    "overview": overview,
    "theme": theme,
    "map": map_page,
    "compare": compare,
    "indicator": indicator_page,
    "search": search_page,
    "calculation": calculation,
    "status": status_map,
    "data": data_page,
    "methods": methods,
    "quality": quality_page,
}
