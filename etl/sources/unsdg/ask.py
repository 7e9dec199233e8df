"""Asks the UN SDG service for editions of series: by CSV, or else page by page."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from etl.ask.bodies import require_json
from etl.ask.fetch import Fetcher, Page
from etl.model import Request
from etl.sources.unsdg.answers import csv_count, read_page, require_export

BASE = "/SDGAPI/v1/sdg"
PAGE_SIZE = 1000
CSV_TIMEOUT_S = 600


@dataclass(frozen=True)
class Edition:
    """One edition of one series, as it is asked for; a blank release is the one served."""

    code: str
    release: str = ""

    @property
    def params(self) -> dict[str, str]:
        """The parameters that ask for it."""
        release = {"releaseCode": self.release} if self.release else {}
        return {"seriesCode": self.code} | release

    def name(self, kind: str, ending: str) -> str:
        """The name of its answer of one kind: data.SI_RMT_COST@2025.Q3.G.02.csv."""
        return f"{kind}.{self.code}{'@' if self.release else ''}{self.release}{ending}"


def land(fetcher: Fetcher, asked: Sequence[Edition]) -> None:
    """Land the row count and the whole of some editions; by pages where the export is not whole."""
    counts = {
        e: get(e.name("count", ".json"), "/Series/Data", **e.params, pageSize="1") for e in asked
    }
    exports = {e: _export(e) for e in asked}
    bodies = fetcher.ask_all([*counts.values(), *exports.values()])
    for edition in asked:
        page, _ = read_page(bodies[counts[edition].name], fetcher.url(counts[edition]))
        url = fetcher.url(exports[edition])
        if csv_count(bodies[exports[edition].name], url) != page.total:
            fetcher.walk(functools.partial(_page, edition), _declared)


def get(name: str, route: str, **params: str) -> Request:
    """A question that JSON answers; `name` is also the file of the answer."""
    return Request(name, BASE + route, require_json, tuple(params.items()))


def _page(edition: Edition, number: int) -> Request:
    params = edition.params | {"page": str(number), "pageSize": str(PAGE_SIZE)}
    return get(edition.name("page", f".{number:04d}.json"), "/Series/Data", **params)


def _export(edition: Edition) -> Request:
    code, release = edition.code, edition.release
    return Request(
        edition.name("data", ".csv"),
        f"{BASE}/Series/DataCSV",
        require_export,
        form=(("seriesCodes", code), *((("releaseCode", release),) if release else ())),
        headers=(("Accept", "application/octet-stream"),),
        read_timeout_s=CSV_TIMEOUT_S,
    )


def _declared(body: bytes, url: str) -> Page:
    return read_page(body, url)[0]
