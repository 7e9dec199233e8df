"""Shapes the ETL shares: a provider, one request, a described series, the named errors. No I/O."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

SHOWN_BYTES = 120  # of an unexpected body, in an error message
MAX_BODY_BYTES = 64_000_000
READ_TIMEOUT_S = 120


class EtlError(Exception):
    """Any failure the ETL explains itself: what, where, expected, got, what to do."""


class SourceUnavailable(EtlError):  # noqa: N818 (the name says it)
    """A provider could not be reached, refused, or kept failing after every try."""

    def __init__(self, source_id: str, url: str, reason: str, fix: str) -> None:
        """Keep the parts of the message as attributes, so that callers need not parse it."""
        self.source_id, self.url, self.reason = source_id, url, reason
        super().__init__(f"{source_id}: {url}: {reason}. What to do: {fix}")


class SchemaDrift(EtlError):  # noqa: N818 (the name says it)
    """A provider answered, but not in the shape its reader knows."""

    def __init__(
        self, source_id: str, url: str, expected: str, got: bytes | str, fix: str = ""
    ) -> None:
        """Keep the parts; `got` is cut to its first bytes."""
        self.source_id, self.url, self.expected = source_id, url, expected
        self.got = first_bytes(got) if isinstance(got, bytes) else got
        advice = fix or f"compare the answer with etl/sources/{source_id} and adapt the reader"
        super().__init__(
            f"{source_id}: {url}: expected {expected}; got {self.got}. What to do: {advice}"
        )


class ByHand(EtlError):  # noqa: N818 (the name says it)
    """A provider publishes files for people only: they are downloaded and landed by hand."""

    def __init__(self, source_id: str, page: str) -> None:
        """Say where the files are and how they are landed."""
        super().__init__(
            f"{source_id}: published as downloads, with no address to ask. What to do: download "
            f"them from {page}, then run `python -m etl land {source_id} FILE --edition EDITION "
            "--origin URL` for each"
        )


class NotServed(SchemaDrift):
    """The provider says plainly that it does not serve one code (retired, archived, unknown)."""


class DamagedRawError(EtlError):
    """A stored raw answer is missing or is no longer the bytes that were landed."""


class UnexpectedBodyError(Exception):
    """A body that is not what was asked for; the HTTP client tries again, then reports drift."""

    def __init__(self, expected: str) -> None:
        """Remember what was expected; the client adds the address and the first bytes."""
        self.expected = expected
        super().__init__(expected)


def first_bytes(body: bytes) -> str:
    """The start of a body as printable text, with its length: what an error message shows."""
    more = "..." if len(body) > SHOWN_BYTES else ""
    return f"{body[:SHOWN_BYTES]!r}{more} ({len(body)} bytes)"


@dataclass(frozen=True)
class Secret:
    """A user's own key: the query parameter that carries it, and where the user keeps it.

    The key itself is read from the environment when a question is sent; see etl/ask/secrecy.py.
    """

    param: str
    variable: str


@dataclass(frozen=True)
class Source:
    """One provider. `id` is the module name and the key in data/reference/sources.csv.

    `base_url` is the canonical address that snapshots record; `mirror_prefix` is the path under
    which a mirror serves the same provider. `local_totals` asks for World and region totals to be
    summed here, because the provider publishes countries only. Without `redirects` an answer that
    points elsewhere is refused. `secret` is the key the user must hold. `user_agent` is what the
    provider wants to hear in place of our name; `{agent}` in it stands for our name.
    """

    id: str
    title: str
    base_url: str
    mirror_prefix: str
    user_agent: str = ""
    local_totals: bool = False
    redirects: bool = True
    secret: Secret | None = None

    def url(self, request: Request) -> str:
        """Canonical address of a request: what records and messages show."""
        return (request.base_url or self.base_url) + request.path


@dataclass(frozen=True)
class Request:
    """One question to a provider. `name` is also the file name of its answer in the snapshot.

    A non-empty `form` makes it a POST. `check` raises UnexpectedBodyError for a body that is worth
    asking for again. `base_url` and `mirror_prefix` replace those of the source, for a provider
    that serves from two hosts.
    """

    name: str
    path: str
    check: Callable[[bytes], None]
    params: tuple[tuple[str, str], ...] = ()
    form: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    read_timeout_s: int = READ_TIMEOUT_S
    max_bytes: int = MAX_BODY_BYTES
    base_url: str = ""
    mirror_prefix: str = ""


@dataclass(frozen=True)
class Wanted:
    """One series the registry asks of a source: the provider's code and the chosen breakdown.

    `every` asks for all sub-series as they are published, each under its own breakdown text. A
    series that is not `named` is a catalogue indicator: it has no headline but its true total, and
    a fault in it is told of, while the others go on. `unsound` are the editions listed for the
    code in data/reference/series_defects.csv. `has_rows` and `vintages` (of its rows) are what
    `tidy` found: then `describe` need not look for a fault again.
    """

    code: str
    breakdown: str = ""
    every: bool = False
    named: bool = True
    has_rows: bool = False
    unsound: tuple[str, ...] = ()
    vintages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reply:
    """An answer that passed its check: the bytes after transport decoding, untouched."""

    body: bytes
    status: int
    headers: dict[str, str]
    retrieved_at: str


@dataclass(frozen=True)
class SeriesInfo:
    """What the provider says about one of its series.

    `edition` is the provider's own version marker (a date or a release name; it sorts as text).
    `units` are the unit keys of data/reference/indicators.csv that the provider's unit can mean;
    empty where the provider declares none. `not_served` holds the provider's words where it
    refused the code; `unreadable` says why a catalogue indicator could not be read, `broken` why
    the newest edition could not, while an older one was. `subjects` is where the provider files the
    series: topics, or goals, targets and indicators.
    """

    source_code: str
    title: str
    edition: str
    provider_unit: str = ""
    units: frozenset[str] = frozenset()
    licence: str = ""
    note: str = ""
    not_served: str = ""
    unreadable: str = ""
    broken: str = ""
    subjects: tuple[tuple[str, tuple[str, ...]], ...] = ()
