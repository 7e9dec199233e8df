"""IDMC: null and zero kept apart, links that stay on the host, a key that is never written."""

import dataclasses
import gzip
import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from etl.ask.fetch import Fetcher
from etl.ask.http import Client
from etl.ask.snapshots import Raw, Snapshot
from etl.model import SchemaDrift, SourceUnavailable, Wanted
from etl.sources import idmc
from tests.etl.support import bodies, edited, raw

STOCK = Wanted("gidd:conflicts:total_displacement")
NEW = Wanted("gidd:conflicts:new_displacement")
DISASTERS = Wanted("gidd:disasters:new_displacement")
KEY = "a/secret+KEY"
FILE = "conflicts.0001.json"


def cells(wanted: Wanted, found: Raw | None = None) -> dict[tuple[str, int], tuple[float, str]]:
    frame = idmc.tidy(found or raw("idmc"), (wanted,))
    keys = zip(frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, zip(frame["value"], frame["obs_status"], strict=True), strict=True))


def missing(cell: tuple[float, str]) -> str:
    assert cell[0] != cell[0]
    return cell[1]


def test_zero_and_null_are_two_things() -> None:
    assert cells(STOCK)["AFG", 2009] == (297000.0, "A")
    assert cells(NEW)["AFG", 2009] == (0.0, "A")
    assert missing(cells(NEW)["AFG", 2010]) == "O"
    assert missing(cells(STOCK)["AB9", 2010]) == "O"


def test_disasters_are_summed_by_country_and_year() -> None:
    found = cells(DISASTERS)
    assert found["PHL", 2020] == (3500.0, "A")  # 3,000 + 500; the third event has no figure
    assert missing(found["NAM", 2020]) == "O"
    info = idmc.describe(raw("idmc"), (DISASTERS,))[DISASTERS.code]
    assert (info.edition, info.units) == ("2025-05-13", frozenset({"movements"}))


class Provider(ThreadingHTTPServer):
    """Serves five conflict rows two by two, with the caller's key in every link, twice."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.keys: list[list[str]] = []
        self.links_to = ""
        self.status = 200


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:  # noqa: N802
        server, query = self.server, self.path.partition("?")[2]
        asked = parse_qs(query)
        server.keys.append(asked.get("client_id", []))
        offset = int(asked["offset"][0])
        host = server.links_to or f"http://127.0.0.1:{server.server_port}"
        path = f"{host}{urlsplit(self.path).path}?{query}&client_id={asked['client_id'][0]}"
        rows = [
            {"iso3": "AFG", "year": 2009 + n, "new_displacement": n, "total_displacement": 10 * n}
            for n in range(offset, min(offset + 2, 5))
        ]
        answer = {
            "last_updated": "2025-05-13",
            "count": 5,
            "next": f"{path}&offset={offset + 2}" if offset + 2 < 5 else None,
            "previous": f"{path}&offset={offset - 2}" if offset else None,
            "results": rows,
        }
        body = json.dumps(answer).encode() if server.status == 200 else self.path.encode()
        self.send_response(server.status)
        if server.status == 302:
            self.send_header("Location", f"http://other.invalid{self.path}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    monkeypatch.setattr(idmc, "LIMIT", 2)
    monkeypatch.setenv("IDMC_CLIENT_ID", KEY)
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(server: Provider, folder: Path, mirror: str = "") -> Snapshot:
    address = f"http://127.0.0.1:{server.server_port}"
    source = dataclasses.replace(idmc.SOURCE, base_url=address)
    with Client(source, mirror, sleep=lambda _: None) as client:
        client._session.trust_env = False
        fetcher = Fetcher(client, folder)
        idmc.fetch(fetcher, (STOCK, NEW))
        fetcher.finish()
    return Snapshot(folder)


def leaked(text: str | bytes) -> bool:
    held = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return any(part in held for part in (KEY, "secret", "a%2Fsecret"))


def test_pages_are_landed_without_the_key(
    provider: Provider, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    snapshot = fetch(provider, tmp_path / "2026-11-23")
    assert len(snapshot) == 3
    assert provider.keys == [[KEY]] * 3
    assert cells(STOCK, snapshot.raw())["AFG", 2013] == (40.0, "A")
    for path in sorted(tmp_path.rglob("*")):
        if path.is_file():
            body = path.read_bytes()
            assert not leaked(gzip.decompress(body) if path.suffix == ".gz" else body), path
    assert any("external-api" in r.getMessage() for r in caplog.records)
    assert not any(leaked(r.getMessage()) for r in caplog.records)


@pytest.mark.parametrize("status", [302, 403, 503])
def test_errors_do_not_show_the_key(provider: Provider, tmp_path: Path, status: int) -> None:
    provider.status = status
    with pytest.raises(SourceUnavailable, match=f"HTTP {status}") as caught:
        fetch(provider, tmp_path / "2026-11-23")
    assert not leaked(str(caught.value))


def test_a_link_to_another_host_is_refused(provider: Provider, tmp_path: Path) -> None:
    provider.links_to = "http://other.invalid"
    with pytest.raises(SchemaDrift, match="a link to http://other.invalid/") as caught:
        fetch(provider, tmp_path / "2026-11-23")
    assert not leaked(str(caught.value))
    assert len(provider.keys) == 1


def test_nothing_is_asked_without_a_key_and_a_mirror_never_gets_it(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = f"http://127.0.0.1:{provider.server_port}"
    with pytest.raises(SchemaDrift):  # its links do not stand under the mirror's path
        fetch(provider, tmp_path / "mirrored", mirror)
    assert provider.keys == [["CLIENT_ID"]]
    monkeypatch.delenv("IDMC_CLIENT_ID")
    with pytest.raises(SourceUnavailable, match="set the environment variable IDMC_CLIENT_ID"):
        fetch(provider, tmp_path / "2026-11-23")
    assert len(provider.keys) == 1


def negative(answer: Any) -> None:
    answer["results"][0]["total_displacement"] = -1


def text(answer: Any) -> None:
    answer["results"][0]["total_displacement"] = "297 000"


def no_country(answer: Any) -> None:
    answer["results"][0]["iso3"] = None


def no_measure(answer: Any) -> None:
    del answer["results"][0]["total_displacement"]


def twice(answer: Any) -> None:
    answer["results"][1]["year"] = 2009


def more_to_come(answer: Any) -> None:
    answer["count"] = 101


def no_edition(answer: Any) -> None:
    answer["last_updated"] = None


CHANGES = [negative, text, no_country, no_measure, twice, more_to_come, no_edition]


@pytest.mark.parametrize("change", CHANGES)
def test_wrong_pages_are_named(change: Any) -> None:
    with pytest.raises(SchemaDrift, match="idmc: https://helix-tools-api.idmcdb.org"):
        idmc.tidy(raw("idmc", edited("idmc", FILE, change)), (STOCK,))


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"detail":"Invalid client id"}'])
def test_other_bodies_are_named(body: bytes) -> None:
    with pytest.raises(SchemaDrift, match="count, results"):
        idmc.tidy(raw("idmc", {FILE: body}), (STOCK,))
    assert FILE in bodies("idmc")


def test_codes_of_the_registry() -> None:
    with pytest.raises(SchemaDrift, match="indicator_series.csv"):
        idmc.read_code("gidd:disasters:total_displacement")
