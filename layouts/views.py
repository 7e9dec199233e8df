"""The module behind each page. A page is one module with `title`, `layout` and `data`.

A page whose spec has a `part` also has `part(ctx)`: the children of the element `ids.PART`.
"""

from __future__ import annotations

from types import ModuleType

from layouts import map_page, overview, theme

VIEWS: dict[str, ModuleType] = {"overview": overview, "map": map_page, "theme": theme}
