"""The HTTP client against a server on this machine: patience, limits. Nothing sleeps."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from etl.ask.bodies import require_json
from etl.ask.http import MAX_RETRY_AFTER_S, Client, retry_after_s
from etl.model import Request, SchemaDrift, Source, SourceUnavailable
from etl.sources import discover

NOW = 1_800_000_000.0
SOURCE = Source("demo", "Demo", "https://provider.invalid", "demo")
GOOD = b'[{"page":1},[]]'
Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(status: int = 200, body: bytes = GOOD, **headers: str) -> Answer:
    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return write


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True


class Provider(ThreadingHTTPServer):
    """Answers each path from its own list of answers, the last one again and again."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, list[Answer]] = {}
        self.seen: dict[str, int] = defaultdict(int)
        self.agents: set[str] = set()
        self.bodies: list[bytes] = []
        self.lock, self.in_flight, self.most = threading.Lock(), 0, 0
        self.pair: threading.Barrier | None = None

    def handle_error(self, *_: object) -> None:
        pass


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:  # noqa: N802
        server, path = self.server, self.path.split("?")[0]
        with server.lock:
            number = server.seen[path]
            server.seen[path] += 1
            server.agents.add(self.headers["User-Agent"])
            server.bodies.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            server.in_flight += 1
            server.most = max(server.most, server.in_flight)
        if server.pair is not None:
            server.pair.wait(60)
        with server.lock:
            server.in_flight -= 1
        listed = server.answers.get(path, [answer()])
        listed[min(number, len(listed) - 1)](self)

    do_POST = do_GET  # noqa: N815


@pytest.fixture(autouse=True)
def nobody_to_write_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THROUGHLINE_CONTACT", raising=False)


@pytest.fixture
def provider() -> Iterator[Provider]:
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(provider: Provider, waits: list[float]) -> Iterator[Client]:
    mirror = f"http://127.0.0.1:{provider.server_port}"
    with Client(SOURCE, mirror, sleep=waits.append, now=lambda: NOW) as made:
        yield made


def ask(client: Client, path: str, **more: object) -> bytes:
    return client.ask(Request("demo.json", path, require_json, **more)).body  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "bad",
    [
        answer(500),
        answer(502, b"<html>"),
        answer(503),
        answer(504),
        answer(200, b"<html>Just a moment</html>"),
        answer(200, b'[{"page":1},[{"a"'),
        answer(200, b""),
        answer(200, GOOD, Content_Length="400"),
        answer(200, GOOD, Content_Encoding="gzip"),
        hang_up,
    ],
    ids=[
        "500",
        "502",
        "503",
        "504",
        "markup",
        "half-json",
        "empty",
        "truncated",
        "bad-gzip",
        "reset",
    ],
)
def test_failures_that_pass_are_tried_again(
    provider: Provider, client: Client, waits: list[float], bad: Answer
) -> None:
    provider.answers["/demo/x"] = [bad, bad, bad, answer()]
    assert ask(client, "/x") == GOOD
    assert provider.seen["/demo/x"] == 4
    for wait, backoff in zip(waits, (1, 2, 4), strict=True):
        assert backoff <= wait <= backoff + 0.5
    assert waits != [1, 2, 4]  # many clients do not come back at the same moment


def test_a_provider_that_falls_silent_is_not_waited_for(
    provider: Provider, client: Client, waits: list[float]
) -> None:
    over = threading.Event()

    def silent(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(GOOD)))
        handler.end_headers()
        handler.wfile.write(GOOD[:4])
        over.wait(60)

    provider.answers["/demo/x"] = [silent]
    with pytest.raises(SourceUnavailable, match=r"timed out.*, 4 tries"):
        ask(client, "/x", read_timeout_s=0.1)
    over.set()
    # A try may be over before the provider's thread has come to count it.
    assert len(waits) == 3
    assert provider.seen["/demo/x"] <= 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413])
def test_refusals_are_not_tried_again(provider: Provider, client: Client, status: int) -> None:
    provider.answers["/demo/x"] = [answer(status)]
    with pytest.raises(SourceUnavailable, match=f"demo: https://provider.invalid/x: HTTP {status}"):
        ask(client, "/x")
    assert provider.seen["/demo/x"] == 1


def test_gives_up_after_four_tries_and_says_what_came(provider: Provider, client: Client) -> None:
    provider.answers["/demo/x"] = [answer(503)]
    with pytest.raises(SourceUnavailable, match="HTTP 503, 4 tries"):
        ask(client, "/x")
    provider.answers["/demo/y"] = [answer(200, b"<html>Service is being restarted</html>")]
    with pytest.raises(SchemaDrift, match="JSON, not markup.*<html>Service is being restarted"):
        ask(client, "/y")
    assert provider.seen == {"/demo/x": 4, "/demo/y": 4}


@pytest.mark.parametrize("header", ["7", formatdate(NOW + 7, usegmt=True)], ids=["seconds", "date"])
def test_retry_after_is_honoured(
    provider: Provider, client: Client, waits: list[float], header: str
) -> None:
    provider.answers["/demo/x"] = [answer(429, Retry_After=header), answer()]
    assert ask(client, "/x") == GOOD
    assert waits == [7.0]


def test_retry_after_that_is_absurd(provider: Provider, client: Client) -> None:
    provider.answers["/demo/x"] = [answer(429, Retry_After=str(MAX_RETRY_AFTER_S + 1))]
    with pytest.raises(SourceUnavailable, match="run again in 10 minutes"):
        ask(client, "/x")
    assert retry_after_s("soon", NOW) == 0.0
    assert retry_after_s("Wed, 21 Oct 2015 07:28:00 GMT", NOW) == 0.0


def test_a_body_over_the_cap_is_cut_off_and_not_asked_again(
    provider: Provider, client: Client
) -> None:
    provider.answers["/demo/x"] = [answer(200, b"[" + b"1," * 200_000 + b"1]")]
    with pytest.raises(SchemaDrift, match="at most 1000 bytes"):
        ask(client, "/x", max_bytes=1000)
    assert provider.seen["/demo/x"] == 1


def test_at_most_two_at_a_time_under_one_name(provider: Provider, client: Client) -> None:
    provider.pair = threading.Barrier(2)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda n: ask(client, f"/{n}"), range(6)))
    assert answers == [GOOD] * 6
    assert provider.most == 2
    assert provider.agents == {"Throughline-ETL/0.1"}


def test_says_who_asks_and_whom_to_write_to(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_CONTACT", "mailto:données@example.org\r\n")
    mirror = f"http://127.0.0.1:{provider.server_port}"
    browser = discover()["undesa"].SOURCE.user_agent  # that host refuses what is no browser
    for agent in ("", browser):
        with Client(replace(SOURCE, user_agent=agent), mirror) as client:
            ask(client, "/x")
    ours = "Throughline-ETL/0.1 (+mailto:donnes@example.org)"
    assert provider.agents == {ours, f"Mozilla/5.0 (compatible; {ours})"}


def test_form_fields_are_posted(provider: Provider, client: Client) -> None:
    ask(client, "/x", form=(("seriesCodes", "SI_POV_DAY1"),))
    assert provider.bodies == [b"seriesCodes=SI_POV_DAY1"]


def test_an_unreachable_provider_is_named(waits: list[float]) -> None:
    with (
        Client(SOURCE, "http://127.0.0.1:1", sleep=waits.append) as client,
        pytest.raises(SourceUnavailable, match="demo: https://provider.invalid/x: Connection"),
    ):
        ask(client, "/x")
    assert len(waits) == 3


def test_a_redirect_is_refused_where_the_source_says_so(provider: Provider) -> None:
    mirror = f"http://127.0.0.1:{provider.server_port}"
    source = replace(SOURCE, redirects=False)
    provider.answers["/demo/down"] = [answer(302, b"", Location="https://sorry.invalid/page")]
    with (
        Client(source, mirror, sleep=lambda _: None) as client,
        pytest.raises(SourceUnavailable, match="HTTP 302, redirected to sorry.invalid: refused"),
    ):
        ask(client, "/down")
    assert provider.seen["/demo/down"] == 4


def test_a_refusal_is_shown_with_the_words_of_the_provider(
    client: Client, provider: Provider
) -> None:
    provider.answers["/demo/none"] = [answer(404, b"NoResultsFound")]
    with pytest.raises(SourceUnavailable, match="HTTP 404, says b'NoResultsFound'"):
        ask(client, "/none")
