"""Asks and lands: joins the HTTP client and the snapshot, so that no answer is asked for twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from etl.ask.http import PARALLEL, Client
from etl.ask.snapshots import Snapshot
from etl.model import Request, SchemaDrift

WALKS = 3  # a paged walk that changed under way is begun again at most twice


@dataclass(frozen=True)
class Page:
    """What one page of a walk says of the whole: it must say the same on every page.

    `number` is 0 where the provider does not number its pages.
    """

    number: int
    pages: int
    total: int | None
    rows: int
    content: int  # a hash of its first and last row: equal ones mean a repeated page


class Fetcher:
    """What a source's `fetch` is handed: ask for requests, get bytes that have already landed."""

    def __init__(
        self,
        client: Client,
        folder: Path,
        fresh: bool = False,
        tick: Callable[[int, int], None] = lambda done, more: None,
        base: Snapshot | None = None,
        since: int | None = None,
    ) -> None:
        """Land in `folder`. `fresh` ignores what an earlier run landed there on the same date.

        `tick(done, more)` is told of requests answered and of requests still to come. With
        `since`, `base` is the snapshot that holds the years before; without it, `base` is one
        whose answers are taken over instead of asking again (see `take_over`).
        """
        self.source_id, self.date = client.source.id, folder.name
        self.asked: set[str] = set()
        self.downloaded: set[str] = set()
        self._client, self._snapshot, self._tick = client, Snapshot(folder), tick
        self._fresh, self._base, self._since = fresh, base, since
        self._taking_over = False
        self.windowed = False

    def url(self, request: Request) -> str:
        """Canonical address of a request, for records and messages."""
        return self._client.source.url(request)

    def first_year(self, default: int) -> int:
        """The first year to ask for: the user's `--since`, else the source's own first year."""
        self.windowed = self._since is not None
        return default if self._since is None else max(self._since, default)

    @property
    def received(self) -> int:
        """Bytes that came from the provider in this run."""
        return sum(self._snapshot.entries[name]["bytes"] for name in self.downloaded)

    def take_over(self) -> None:
        """From now on take from `base` what has not landed yet; nothing landed is asked again."""
        self._taking_over, self._fresh = True, False

    def ask(self, request: Request) -> bytes:
        """The answer to one request, from this date's snapshot or else from the provider."""
        return self.ask_all([request])[request.name]

    def ask_all(self, requests: Iterable[Request]) -> dict[str, bytes]:
        """The answers to several requests, two at a time, by request name."""
        listed = list(requests)
        self._tick(0, len(listed))
        with ThreadPoolExecutor(PARALLEL) as pool:
            futures = [pool.submit(self._one, request) for request in listed]
            try:
                return {r.name: f.result() for r, f in zip(listed, futures, strict=True)}
            finally:
                for future in futures:
                    future.cancel()

    def _one(self, request: Request) -> bytes:
        url, mirror = self.url(request), bool(self._client.mirror)
        self.asked.add(request.name)
        usable = not self._fresh or request.name in self.downloaded
        body = self._snapshot.landed(request, url, mirror) if usable else None
        if body is None and self._taking_over and self._base is not None:
            body = self._base.landed(request, url, mirror)
            if body is not None:
                self._snapshot.adopt(request.name, self._base)
        if body is None:
            reply = self._client.ask(request)
            self._snapshot.put(request, url, mirror, reply)
            self.downloaded.add(request.name)
            body = reply.body
        self._tick(1, 0)
        return body

    def walk(self, page: Callable[[int], Request], read: Callable[[bytes, str], Page]) -> None:
        """Land every page of a paged answer, or begin again where the pages disagree.

        Args:
            page: the request for page N, counted from 1.
            read: what a body says about its page; it raises SchemaDrift on a wrong shape.

        Raises:
            SchemaDrift: the pages still disagree after two new beginnings.
        """
        problem = ""
        for _ in range(WALKS):
            first = page(1)
            head = read(self.ask(first), self.url(first))
            rest = [page(number) for number in range(2, head.pages + 1)]
            bodies = self.ask_all(rest)
            pages = [head, *(read(bodies[r.name], self.url(r)) for r in rest)]
            problem = walk_problem(pages)
            if not problem:
                return
            self._snapshot.drop([first.name, *(r.name for r in rest)])
        raise SchemaDrift(
            self.source_id, self.url(first), "pages that agree", problem, "try again later"
        )

    def finish(self) -> None:
        """Close the snapshot: it is complete and holds exactly what was asked.

        Where the source asked for a later window, the record names the snapshot below.
        """
        below = self._base if self.windowed else None
        self._snapshot.finish(self.asked, self._since if below else None, below)


def walk_problem(pages: list[Page]) -> str:
    """What is wrong with the pages of one walk, in walking order; empty if nothing."""
    head = pages[0]
    for number, page in enumerate(pages, 1):
        if page.number not in (0, number):
            return f"page {number} calls itself {page.number}"
        if (page.pages, page.total) != (head.pages, head.total):
            return (
                f"page {number} declares {page.pages} pages and {page.total} rows, "
                f"page 1 {head.pages} and {head.total}"
            )
        if number > 1 and page.content == pages[number - 2].content:
            return f"page {number} repeats page {number - 1}"
        if number < len(pages) and page.rows != head.rows:
            return f"page {number} has {page.rows} rows, page 1 {head.rows}"
    rows = sum(page.rows for page in pages)
    if head.total is not None and rows != head.total:
        return f"{rows} rows came, {head.total} were declared"
    return ""
