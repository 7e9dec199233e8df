"""Composition root: puts store, pages and callbacks together. No work at import."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from dash import Dash
from flask import Flask, request
from whitenoise import WhiteNoise

from callbacks import register_all
from callbacks.routing import KEPT_PAGES, read_address
from data.own_rules import apply_rules, kept_rules
from data.reference_lists import Reference, ReferenceListError, load_reference
from data.store import Store, StoreError
from layouts.charts import ChartError, charts
from layouts.frame.document import document
from layouts.frame.early import early
from layouts.frame.head import head, origin
from layouts.frame.shell import frame
from layouts.frame.story_check import StoryError, checked_stories
from layouts.table.grid import FILES

ROOT = Path(__file__).parent
DATA_DIR = ROOT / "data"
# What Flask-Compress compresses: its own list lacks CSV files, which it compresses
# while they are streamed.
PACKED = ("js", "topojson")  # folders of assets whose files lie there compressed, too
KEPT_SECONDS = 30 * 24 * 3600  # as Dash has it for its own files
COMPRESSED = (
    *("text/html", "text/css", "text/plain", "text/csv", "text/javascript", "image/svg+xml"),
    *("application/javascript", "application/json"),
)


class Throughline(Dash):
    """A Dash app whose HTML document knows the address it is asked for."""

    reference: Reference
    store: Store
    # The head and the page of an address as HTML; the last few are kept.
    early: Callable[[str, str], tuple[str, str]]

    def interpolate_index(self, **parts: Any) -> str:
        """Fill the document: language, direction, title, what to load early."""
        search = request.query_string.decode("utf-8", "replace")
        ctx, problems = read_address(request.path, search, self.reference, self.store)
        tags, page = self.early(request.path, search)
        return document(ctx, problems, tags, page, parts)


def create_app(data_dir: Path = DATA_DIR, site: str = "") -> Throughline:
    """Build one independent app over one data folder.

    Args:
        data_dir: with the tables and the reference.
        site: where others reach it, such as https://example.org; "" where that is not known.

    Raises:
        StoreError: a table is missing or damaged.
        ReferenceListError: a reference table is faulty.
        ChartError: records of charts are faulty; every fault is named.
        StoryError: files of stories are faulty; every fault is named by file and step.
        ValueError: `site` is no address of a site.
    """
    charts()
    site = origin(site)
    store = Store(data_dir)
    rules = kept_rules(store.catalogue.get("rules", {}))
    reference = apply_rules(load_reference(data_dir / "reference"), rules)
    stories = checked_stories(data_dir / "stories", reference, store)
    reference = replace(reference, stories=stories)
    server = Flask(__name__)
    server.config["COMPRESS_MIMETYPES"] = COMPRESSED
    server.config["COMPRESS_ZSTD_LEVEL"] = 9  # a tenth less than 3, for milliseconds
    packed(server)
    app = Throughline(
        __name__,
        server=server,
        assets_folder=str(ROOT / "assets"),
        assets_path_ignore=["^app$", "^css$"],  # layouts/frame/modules.py, document.py
        assets_ignore="^00-plotly",  # document.py names it where a page draws
        compress=True,
        update_title="",
        title="Throughline",
        suppress_callback_exceptions=True,
        serve_locally=True,
        health_endpoint="health",
    )
    app.reference, app.store = reference, store

    @lru_cache(maxsize=KEPT_PAGES)
    def page(path: str, search: str) -> tuple[str, str]:
        ctx, problems = read_address(path, search, reference, store)
        found = head(ctx, problems, site), early(ctx, problems)
        store.mapped.unmap()
        return found

    app.early = page
    app.layout = frame()
    register_all(app, reference, store, site)
    return app


def packed(server: Flask) -> None:
    """Send the largest files as compressed as they can be, which no server has the time for.

    deploy/plotly/build.mjs puts `<name>.br` beside ours, deploy/pack.py beside those of the grid.
    Who takes no brotli, as browsers without TLS, is answered by Flask as for any other file.
    """
    own = server.wsgi_app
    found = WhiteNoise(own, max_age=KEPT_SECONDS, add_headers_function=_as_told)
    for folder in PACKED:
        found.add_files(str(ROOT / "assets" / folder), prefix=f"assets/{folder}/")
    for address, file in FILES.items():
        found.add_file_to_dictionary(address, str(file))

    def answer(environ: Any, start: Any) -> Any:
        taken = "br" in environ.get("HTTP_ACCEPT_ENCODING", "")
        return (found if taken else own)(environ, start)

    server.wsgi_app = answer  # type: ignore[assignment]


def _as_told(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def create_server(data_dir: Path = DATA_DIR) -> Flask:
    """The WSGI application. With unusable data it exits and says which file and what to run."""
    try:
        server: Flask = create_app(data_dir, os.environ.get("PUBLIC_URL", "")).server
    except (StoreError, ReferenceListError, ChartError, StoryError, ValueError) as error:
        sys.exit(f"Throughline cannot start. {error}")
    gc.collect()
    gc.freeze()  # the collector writes into what it looks at: workers then share it no longer
    return server


if __name__ == "__main__":
    create_server().run(port=int(os.environ.get("PORT", "8050")))
