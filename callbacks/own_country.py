"""Which country a time zone or a language stands for, so that a page can offer the reader's own.

The whole list goes to the browser, which looks its own up: where a reader is stays with them.
"""

from __future__ import annotations

from functools import lru_cache

import orjson
from babel.core import get_global
from flask import Flask, Response

from callbacks.routing import FOREVER
from data.reference_lists import Reference
from data.store import Store
from layouts.words.text import offered


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach `/own-country/<build>/<lang>.json`: `zones` and `names`, both by ISO codes."""

    @lru_cache
    def body(lang: str) -> bytes:
        areas = [a for a in reference.areas.values() if a.iso2 and a.kind == "country"]
        names = {area.iso2: [area.area_code, area.text("short", lang)] for area in areas}
        zones = {zone: iso for zone, iso in get_global("zone_territories").items() if iso in names}
        return orjson.dumps({"zones": zones, "names": names})

    @server.get("/own-country/<build>/<lang>.json")
    def countries(build: str, lang: str) -> Response:
        if lang not in offered(reference.languages):
            return Response("There is no such language.", 404, mimetype="text/plain")
        response = Response(body(lang), mimetype="application/json")
        fresh = build == store.build_id
        response.headers["Cache-Control"] = FOREVER if fresh else "no-store"
        return response
