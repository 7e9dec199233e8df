"""Wiring only: what a click, an address or a request leads to."""

from __future__ import annotations

from dash import Dash

from callbacks import (
    briefs,
    browser_code,
    charts,
    compare,
    downloads,
    evidence_downloads,
    gate,
    listing,
    own_country,
    own_rules,
    paper,
    pictures,
    routing,
    search,
    stories,
    table_rows,
)
from data.reference_lists import Reference
from data.store import Store


def register_all(app: Dash, reference: Reference, store: Store, site: str) -> None:
    """Attach every callback and route to one app at an address, "" where it is not known.

    Nothing is global; two apps do not meet.
    """
    gate.register(app.server, reference)
    routing.register(app, reference, store)
    browser_code.register(app.server)
    downloads.register(app.server, reference, store)
    charts.register(app.server, reference, store)
    compare.register(app, reference, store)
    own_country.register(app.server, reference, store)
    search.register(app.server, reference, store)
    stories.register(app.server, reference, store)
    evidence_downloads.register(app.server, reference, store)
    table_rows.register(app, reference, store)
    own_rules.register(app.server, store)
    listing.register(app.server, reference, store, site)
    pictures.register(app.server, reference, store)
    briefs.register(app.server, reference, store, site)
    paper.register(app.server, reference, store)
