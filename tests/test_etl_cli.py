"""The command line from end to end, against a server on this machine that serves the fixtures."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from etl.__main__ import main, parser
from etl.dictionary import dictionary
from etl.sources import discover
from etl.verify import verify
from tests.etl_support import DATE, FIXTURES, ROOT, SOURCES, make_data_dir

ROUTES = (
    (r"/worldbank/v2/country", "worldbank/countries.json"),
    (r"/worldbank/v2/country/all/indicator/(.+)", "worldbank/data_{}.json"),
    (r"/worldbank/v2/indicator/(.+)", "worldbank/title_{}.json"),
    (r"/worldbank/v2/sources/2/series/(.+)/metadata", "worldbank/licence_{}.json"),
    (r"/unsdg/SDGAPI/v1/sdg/Series/List", "unsdg/series.json"),
    (r"/unsdg/SDGAPI/v1/sdg/GeoArea/List", "unsdg/areas.json"),
    (r"/unsdg/SDGAPI/v1/sdg/Series/Data\?(.+)", "unsdg/count.{}.json"),
    (r"/unsdg/SDGAPI/v1/sdg/Series/DataCSV\?(.+)", "unsdg/data.{}.csv"),
    (r"/unhcr/population/v1/countries/", "unhcr/countries.json"),
    (r"/unhcr/population/v1/population/\?(.+)", "unhcr/population.000{}.json"),
)


class Mirror(ThreadingHTTPServer):
    """Serves the fixtures under the mirror prefixes, except those in `lost`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.lost: set[str] = set()


class Handler(BaseHTTPRequestHandler):
    server: Mirror

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:  # noqa: N802
        url = urlsplit(self.path)
        form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        query = parse_qs(form or url.query)
        asked = next((query[k][0] for k in ("seriesCode", "seriesCodes", "page") if k in query), "")
        plain = url.path.startswith("/worldbank") or not asked
        where = url.path if plain else f"{url.path}?{asked}"
        matches = ((re.fullmatch(route, where), name) for route, name in ROUTES)
        name = next((name.format(*match.groups()) for match, name in matches if match), "")
        found = bool(name) and (FIXTURES / name).is_file() and name not in self.server.lost
        body = (FIXTURES / name).read_bytes() if found else b"<html>no</html>"
        self.server.asked.append(name)
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    server = Mirror()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_fetch_build_check_diff_list(
    tmp_path: Path, mirror: Mirror, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_data_dir(tmp_path / "data", sources=())
    place = ["--data-dir", str(folder)]
    url = f"http://127.0.0.1:{mirror.server_port}/"
    fetch = ["fetch", "--mirror", url, "--date", DATE, *place]

    mirror.lost.add("unhcr/population.0002.json")
    assert main(fetch) == 1
    said = capsys.readouterr()
    assert "FAILED unhcr: https://api.unhcr.org/population/v1/population/: HTTP 404" in said.err
    assert "worldbank: 16 answers of 2026-11-23, 16 of them asked for now" in said.out

    mirror.lost.clear()
    mirror.asked.clear()
    assert main(fetch) == 0
    assert mirror.asked == ["unhcr/population.0002.json"]  # the rest had landed

    record = json.loads((folder / "raw" / "unhcr" / DATE / "snapshot.json").read_text("utf-8"))
    entry = record["requests"]["population.0001.json"]
    assert entry["url"] == "https://api.unhcr.org/population/v1/population/"
    assert entry["mirror"] is True
    assert ["coo_all", "true"] in entry["params"]

    assert main(["build", *place]) == 0
    said = capsys.readouterr()
    assert re.search(r"unhcr +observations +\d+ +\d+ +1951-2024", said.out)
    assert "changed: worldbank observations: " in said.out
    assert main(["check", *place]) == 0
    capsys.readouterr()
    assert main(["diff", *place]) == 0
    assert capsys.readouterr().out == "changed: nothing\n"
    assert main(["list", "unhcr", "--json", *place]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["unhcr"]["landed"] == DATE
    assert listed["unhcr"]["series"] == 3

    other = make_data_dir(tmp_path / "other", sources=("unhcr",))
    assert main(["build", "unhcr", "--quiet", "--data-dir", str(other)]) == 0
    assert main(["diff", "--against", str(other), *place]) == 0
    assert "changed: worldbank ctx-population: 24 withdrawn" in capsys.readouterr().out


def test_an_unknown_source_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "unchr"]) == 1
    assert "no source 'unchr'. Did you mean unhcr" in capsys.readouterr().err
    assert main(["fetch", "--date", "yesterday"]) == 1
    assert "expected YYYY-MM-DD" in capsys.readouterr().err


def test_help_names_every_command() -> None:
    text = parser().format_help()
    for verb in ("list", "fetch", "build", "check", "diff", "dictionary"):
        assert re.search(rf"^    {verb}\s", text, re.MULTILINE), verb


def test_every_source_has_a_registry_entry_a_fixture_and_its_own_names() -> None:
    modules = discover()
    assert tuple(modules) == SOURCES
    prefixes = {module.SOURCE.mirror_prefix for module in modules.values()}
    assert len(prefixes) == len(modules)
    for source_id, module in modules.items():
        assert module.SOURCE.base_url.startswith("https://")
        sizes = [p.stat().st_size for p in (FIXTURES / source_id).iterdir()]
        assert 0 < max(sizes) < 10_000


def test_the_committed_tables_keep_their_contract() -> None:
    folder = ROOT / "data"
    assert verify(folder, {}) == []
    assert (folder / "README.md").read_text("utf-8") == dictionary(folder)
    tables = sum(p.stat().st_size for p in (folder / "tables").iterdir())
    assert tables < 25_000_000
