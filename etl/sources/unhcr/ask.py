"""Asks UNHCR's service for endpoints of pairs: the country list, and all pairs of all years."""

from __future__ import annotations

from collections.abc import Iterable

from etl.ask.bodies import require_json
from etl.ask.fetch import Fetcher
from etl.model import Request
from etl.sources.unhcr.rows import Endpoint, read_page

BASE = "/population/v1"
LIMIT = 10_000
FIRST_YEAR = 1951


def land(fetcher: Fetcher, endpoints: Iterable[Endpoint]) -> None:
    """Land the country list and every origin-asylum pair of every year of each endpoint.

    Both years are always sent: the service ignores one alone.
    """
    fetcher.ask(Request("countries.json", f"{BASE}/countries/", require_json, (("limit", "1000"),)))
    first = fetcher.first_year(FIRST_YEAR)
    window = (("yearFrom", str(first)), ("yearTo", fetcher.date[:4]))
    everyone = (("coo_all", "true"), ("coa_all", "true"), ("cf_type", "ISO"))
    for endpoint in endpoints:

        def page(number: int, name: str = endpoint.name) -> Request:
            params = (*everyone, *window, ("limit", str(LIMIT)), ("page", str(number)))
            return Request(f"{name}.{number:04d}.json", f"{BASE}/{name}/", require_json, params)

        fetcher.walk(page, lambda body, url: read_page(body, url, fetcher.source_id)[0])
