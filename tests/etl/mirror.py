"""A server on this machine that serves the fixtures as a mirror of the providers, or fails to."""

import hashlib
import re
import socket
import struct
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.etl.support import FIXTURES

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
FAULTS = ("500", "502", "503", "429", "429-date", "reset", "truncated", "half", "html")
REPEATED = ("unhcr/population.0002.json", "unhcr/population.0001.json")  # sent as that, once
ASKED_S = 30  # what a 429 asks to wait: longer than any backoff of the client
RESET = struct.pack("ii", 1, 0)  # close at once and say so
HTML = b"<html>Just a moment...</html>"


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.moment, self._lock = 1_795_420_800.0, threading.Lock()  # 23 November 2026, 08:00

    def now(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.moment += seconds


class Mirror(ThreadingHTTPServer):
    """Serves the fixtures under the mirror prefixes, except those in `lost`.

    With a `seed` every first try fails, and half of the second ones; a page is repeated once. A
    provider that is `down` answers 503 for good.
    """

    def __init__(self, seed: int | None = None, down: str = "") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.lost: set[str] = set()
        self.seed, self.down, self.clock = seed, down, Clock()
        self.faults, self.tries = Counter[str](), Counter[str]()
        self.ignored, self.not_before = 0, defaultdict[str, float](float)
        self.lock, self.in_flight, self.most = threading.Lock(), Counter[str](), Counter[str]()

    def enter(self, name: str, host: str) -> str:
        """Count a request; the fault it meets, or nothing."""
        with self.lock:
            self.asked.append(name)
            self.in_flight[host] += 1
            self.most[host] = max(self.most[host], self.in_flight[host])
            self.ignored += self.clock.now() < self.not_before[name] - 1  # dates have no fractions
            number = self.tries[name]
            self.tries[name] += 1
            fault = self._fault(name, number)
            self.faults[fault] += bool(fault)
            if fault.startswith("429"):
                self.not_before[name] = self.clock.now() + ASKED_S
            return fault

    def leave(self, host: str) -> None:
        with self.lock:
            self.in_flight[host] -= 1

    def _fault(self, name: str, number: int) -> str:
        if self.down and name.startswith(self.down):
            return "503"
        drawn = hashlib.sha256(f"{self.seed} {name} {number}".encode()).digest()
        if self.seed is None:
            return ""
        if number == 0 or (number == 1 and drawn[0] % 2):
            return FAULTS[drawn[1] % len(FAULTS)]
        first = name == REPEATED[0] and not self.faults["repeated"]
        return "repeated" if first else ""


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
        host = url.path.split("/")[1]
        fault, body = self.server.enter(name, host), b""
        try:
            if fault == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            elif fault[:3].isdecimal():
                self.refuse(fault)
            else:
                body = self.answer(name, fault)
        finally:
            self.server.leave(host)  # before the answer goes out: the next request waits for it
        if fault != "reset":
            self.end_headers()
            self.wfile.write(body)

    def refuse(self, fault: str) -> None:
        self.send_response(int(fault[:3]))
        if fault.startswith("429"):
            date = formatdate(self.server.clock.now() + ASKED_S, usegmt=True)
            self.send_header("Retry-After", date if fault == "429-date" else str(ASKED_S))
        self.send_header("Content-Length", "0")

    def answer(self, name: str, fault: str) -> bytes:
        path = FIXTURES / (REPEATED[1] if fault == "repeated" else name)
        found = bool(name) and path.is_file() and name not in self.server.lost
        body = path.read_bytes() if found else b"<html>no</html>"
        body = HTML if fault == "html" else body
        size = len(body)
        if fault in ("truncated", "half"):
            body = body[: size // 2]
        if fault == "half" and name.endswith(
            ".json"
        ):  # half a text cannot be told from a whole one
            size = len(body)
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", str(size))
        return body

    do_POST = do_GET  # noqa: N815


@contextmanager
def serving(seed: int | None = None, down: str = "") -> Iterator[Mirror]:
    server = Mirror(seed, down)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
