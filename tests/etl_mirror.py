"""A server on this machine that serves the fixtures as a mirror of the providers."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.etl_support import FIXTURES

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
    (r"/unhcr/population/v1/(.+)/\?(.+)", "unhcr/{}.000{}.json"),
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


@contextmanager
def serving() -> Iterator[Mirror]:
    server = Mirror()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
