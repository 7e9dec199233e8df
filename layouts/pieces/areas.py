"""Names and places of all areas in one language, as the browser code needs them."""

from __future__ import annotations

import orjson

from layouts.request.context import Context
from layouts.words.format import sort_key


def area_list(ctx: Context) -> bytes:
    """JSON list of areas in reading order: code, name, short name, kind, note."""
    areas = sorted(ctx.reference.areas.values(), key=lambda a: sort_key(a.text("short", ctx.lang)))
    return orjson.dumps(
        [
            {
                "code": a.area_code,
                "name": a.text("name", ctx.lang),
                "short": a.text("short", ctx.lang),
                "kind": a.kind,
            }
            for a in areas
        ]
    )
