"""The sitemap and what crawlers may read."""

from __future__ import annotations

from flask import Flask, Response

from callbacks.routing import read_address
from data.reference_lists import Reference
from data.store import Store
from layouts.frame import listing
from layouts.words.text import FALLBACK, t


def register(server: Flask, reference: Reference, store: Store, site: str) -> None:
    """Attach `/sitemap.xml` and `/robots.txt`; a sitemap needs the address of the site."""

    @server.get("/sitemap.xml")
    def sitemap() -> Response:
        if not site:
            return Response(t("head.no_address", FALLBACK), 404, mimetype="text/plain")
        ctx, _ = read_address("/", "", reference, store)
        return Response(listing.sitemap(ctx, site), mimetype="application/xml")

    @server.get("/robots.txt")
    def robots() -> Response:
        return Response(listing.robots(site), mimetype="text/plain")
