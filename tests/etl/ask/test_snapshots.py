"""Raw answers: landed once, verified on reading, resumed after an interruption; paged walks."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from etl.ask.bodies import require_json
from etl.ask.fetch import Fetcher, Page
from etl.ask.http import Client
from etl.ask.snapshots import RECORD, Snapshot, latest_complete, write_atomic
from etl.model import DamagedRawError, Reply, Request, SchemaDrift, Source, SourceUnavailable

SOURCE = Source("demo", "Demo", "https://provider.invalid", "demo")


class Scripted(Client):
    """A client whose answers are given: bytes to return, or an error to raise."""

    def __init__(self, answers: dict[str, list[bytes | Exception]], mirror: str = "") -> None:
        super().__init__(SOURCE, mirror)
        self.answers, self.asked = answers, []

    def ask(self, request: Request) -> Reply:
        self.asked.append(request.name)
        found = self.answers[request.name]
        value = found.pop(0) if len(found) > 1 else found[0]
        if isinstance(value, Exception):
            raise value
        return Reply(value, 200, {"ETag": "x"}, "2026-11-23T08:00:00Z")


def request(name: str, **params: str) -> Request:
    return Request(name, f"/{name}", require_json, tuple(params.items()))


DOWN = SourceUnavailable("demo", "u", "down", "wait")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "raw" / "demo" / "2026-11-23"


def test_an_interrupted_fetch_goes_on_where_it_stopped(folder: Path) -> None:
    broken = Scripted({"a.json": [b"[1]"], "b.json": [DOWN]})
    with pytest.raises(SourceUnavailable), broken:
        Fetcher(broken, folder).ask_all([request("a.json"), request("b.json")])
    assert latest_complete(folder.parents[2], "demo") is None

    with Scripted({"b.json": [b"[2]"]}) as client:
        fetcher = Fetcher(client, folder)
        found = fetcher.ask_all([request("a.json"), request("b.json")])
        fetcher.finish()
    assert client.asked == ["b.json"]
    assert found == {"a.json": b"[1]", "b.json": b"[2]"}
    assert latest_complete(folder.parents[2], "demo") is not None


@pytest.mark.parametrize("case", ["other parameters", "mirror", "fresh", "damaged"])
def test_what_landed_is_asked_again_only_for_a_reason(folder: Path, case: str) -> None:
    with Scripted({"a.json": [b"[1]"]}) as client:
        Fetcher(client, folder).ask(request("a.json", page="1"))
    if case == "damaged":
        (folder / "a.json.gz").write_bytes(b"\x1f\x8b broken")
    with Scripted({"a.json": [b"[2]"]}, mirror="http://m" if case == "mirror" else "") as client:
        page = "2" if case == "other parameters" else "1"
        fetcher = Fetcher(client, folder, fresh=case == "fresh")
        assert fetcher.ask(request("a.json", page=page)) == b"[2]"
        assert fetcher.ask(request("a.json", page=page)) == b"[2]"
    assert client.asked == ["a.json"]


def test_the_record_says_what_was_asked_and_what_came(folder: Path) -> None:
    with Scripted({"a.json": [b"[1]"]}, mirror="http://mirror") as client:
        fetcher = Fetcher(client, folder)
        fetcher.ask(request("a.json", page="1"))
        fetcher.finish()
    record = json.loads((folder / RECORD).read_text("utf-8"))
    assert record["complete"]
    assert record["requests"]["a.json"] == {
        "url": "https://provider.invalid/a.json",
        "params": [["page", "1"]],
        "form": [],
        "mirror": True,
        "status": 200,
        "headers": {"ETag": "x"},
        "bytes": 3,
        "retrieved_at": "2026-11-23T08:00:00Z",
        "sha256": hashlib.sha256(b"[1]").hexdigest(),
    }
    first = (folder / "a.json.gz").read_bytes()
    Snapshot(folder).put(request("a.json"), "u", True, Reply(b"[1]", 200, {}, "later"))
    assert (folder / "a.json.gz").read_bytes() == first  # no time inside the gzip


@pytest.mark.parametrize("damage", ["missing", "other bytes", "cut short"])
def test_a_damaged_answer_is_a_named_error(folder: Path, damage: str) -> None:
    with Scripted({"a.json": [b"[1, 2, 3]"]}) as client:
        Fetcher(client, folder).ask(request("a.json"))
    path, good = folder / "a.json.gz", (folder / "a.json.gz").read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "cut short":
        path.write_bytes(good[:-9])
    else:
        other = Snapshot(folder.parent / "2026-11-22")
        other.put(request("a.json"), "u", False, Reply(b"[9]", 200, {}, "t"))
        path.write_bytes((other.folder / "a.json.gz").read_bytes())
    with pytest.raises(DamagedRawError, match=r"a\.json\.gz: .*--fresh"):
        Snapshot(folder)["a.json"]


def test_a_damaged_record_is_a_named_error(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / RECORD).write_text('{"requests": ')
    with pytest.raises(DamagedRawError, match="not a snapshot record"):
        Snapshot(folder)


def test_a_kill_between_writing_and_renaming_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "table"
    write_atomic(path, b"old")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", killed)
    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, b"new, and longer")
    assert path.read_bytes() == b"old"


def page(number: int, rows: list[int], pages: int = 3, total: int = 6) -> bytes:
    return json.dumps({"n": number, "pages": pages, "total": total, "rows": rows}).encode()


def read(body: bytes, _: str) -> Page:
    value = json.loads(body)
    rows = value["rows"]
    return Page(value["n"], value["pages"], value["total"], len(rows), hash(tuple(rows)))


GOOD = [page(1, [1, 2]), page(2, [3, 4]), page(3, [5, 6])]


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (page(2, [1, 2]), "page 2 repeats page 1"),
        (page(2, [3, 4], total=7), "declares 3 pages and 7 rows"),
        (page(2, [3, 4], pages=4), "declares 4 pages"),
        (page(2, [3]), "page 2 has 1 rows, page 1 2"),
        (page(1, [3, 4]), "calls itself 1"),
    ],
)
def test_a_walk_that_changed_under_way_begins_again(folder: Path, second: bytes, why: str) -> None:
    def walk(answers: list[list[bytes | Exception]]) -> list[str]:
        names = [f"p{n}.json" for n in (1, 2, 3)]
        with Scripted(dict(zip(names, answers, strict=True))) as client:
            fetcher = Fetcher(client, folder)
            fetcher.walk(lambda n: request(f"p{n}.json"), read)
        return client.asked

    asked = walk([[GOOD[0]], [second, GOOD[1]], [GOOD[2]]])
    assert len(asked) == 6
    assert Snapshot(folder)["p2.json"] == GOOD[1]
    Snapshot(folder).drop(["p1.json", "p2.json", "p3.json"])
    with pytest.raises(SchemaDrift, match=why):
        walk([[GOOD[0]], [second], [GOOD[2]]])


def test_rows_short_of_the_declared_total_are_noticed(folder: Path) -> None:
    answers: dict[str, list[bytes | Exception]] = {"p1.json": [page(1, [1, 2], pages=1, total=3)]}
    with Scripted(answers) as client, pytest.raises(SchemaDrift, match="2 rows came, 3 were"):
        Fetcher(client, folder).walk(lambda n: request(f"p{n}.json"), read)
