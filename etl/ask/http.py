"""The only code with a network: one client per provider, polite and patient.

At most two requests at a time and four tries per request. It never parses an answer beyond the
check that came with the request, and it never writes a file.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests
from requests.exceptions import RequestException
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from etl.ask.secrecy import Keeper
from etl.model import (
    Reply,
    Request,
    SchemaDrift,
    Source,
    SourceUnavailable,
    UnexpectedBodyError,
    first_bytes,
)

LOG = logging.getLogger(__name__)
USER_AGENT = "Throughline-ETL/0.1"
CONTACT = "THROUGHLINE_CONTACT"  # of the environment: an address of whoever runs this
CONNECT_TIMEOUT_S = 10
TRIES = 4
PARALLEL = 2
MAX_RETRY_AFTER_S = 600
RETRIED_STATUS = frozenset({429, 500, 502, 503, 504})
KEPT_HEADERS = ("Content-Type", "Last-Modified", "ETag", "Date", "Content-Disposition")
CHUNK_BYTES = 1 << 16
SAID_BYTES = 400  # of a refusal, for the error message
BACKOFF = wait_exponential(multiplier=1, max=8) + wait_random(0, 0.5)


class TransientError(Exception):
    """A failure worth another try. `retry_after_s` is what the provider asked for, 0 if nothing."""

    def __init__(self, reason: str, retry_after_s: float = 0.0, body: bytes | None = None) -> None:
        """Keep the body where its shape was the failure."""
        self.reason, self.retry_after_s, self.body = reason, retry_after_s, body
        super().__init__(reason)


def agent_of(source: Source) -> str:
    """The User-Agent: our name and, where the environment holds one, the user's contact.

    A source may put words of its own around it.
    """
    contact = "".join(c for c in os.environ.get(CONTACT, "") if " " <= c <= "~").strip()
    ours = f"{USER_AGENT} (+{contact})" if contact else USER_AGENT
    return source.user_agent.format(agent=ours) if source.user_agent else ours


def retry_after_s(text: str, now: float) -> float:
    """Seconds to wait for a Retry-After header, given in seconds or as an HTTP date; 0 if neither.

    Args:
        text: the header's value.
        now: the current time, in seconds since the epoch.
    """
    text = text.strip()
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() - now, 0.0)


def wait_s(state: RetryCallState) -> float:
    """The longer of the backoff (1, 2, 4 s and some jitter) and what the provider asked for."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after_s if isinstance(error, TransientError) else 0.0
    return max(BACKOFF(state), asked)


class Client:
    """Asks one provider, or its mirror. Safe to use from several threads."""

    def __init__(
        self,
        source: Source,
        mirror: str = "",
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Open a session; nothing is asked yet. `mirror` replaces the provider's base address."""
        self.source, self.mirror = source, mirror.rstrip("/")
        self._sleep, self._now = sleep, now
        self._slots = threading.Semaphore(PARALLEL)
        self._session = requests.Session()
        self._session.trust_env = not mirror  # a proxy is for the outside world only
        self._session.headers["User-Agent"] = agent_of(source)
        self._keeper = Keeper(source, bool(mirror))

    def __enter__(self) -> Client:
        """Use as a context manager, so that connections are closed."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._keeper.close()
        self._session.close()

    def address(self, request: Request) -> str:
        """Where the request really goes: the provider, or the mirror's copy of it."""
        if not self.mirror:
            return self.source.url(request)
        return f"{self.mirror}/{request.mirror_prefix or self.source.mirror_prefix}{request.path}"

    def ask(self, request: Request) -> Reply:
        """The checked answer to one request.

        Raises:
            SourceUnavailable: refused, unreachable, or still failing at the last try.
            SchemaDrift: the body was of the wrong kind at every try, or too large.
        """
        retrying = Retrying(
            stop=stop_after_attempt(TRIES),
            wait=wait_s,
            sleep=self._sleep,
            retry=retry_if_exception_type(TransientError),
            before_sleep=self._log_retry,
            reraise=True,
        )
        with self._slots:
            try:
                return retrying(self._once, request)
            except TransientError as error:
                raise self._final(request, error) from error

    def _log_retry(self, state: RetryCallState) -> None:
        why = state.outcome.exception() if state.outcome else None
        wait = state.next_action.sleep if state.next_action else 0.0
        where, tried = state.args[0].path, state.attempt_number
        LOG.info("%s: %s: %s; try %d in %.1f s", self.source.id, where, why, tried + 1, wait)

    def _final(self, request: Request, error: TransientError) -> SourceUnavailable | SchemaDrift:
        url = self.source.url(request)
        if error.body is not None:
            return SchemaDrift(self.source.id, url, error.reason, error.body)
        fix = "try again later; what has landed is kept and will not be asked again today"
        return SourceUnavailable(self.source.id, url, f"{error.reason}, {TRIES} tries", fix)

    def _once(self, request: Request) -> Reply:
        try:
            with self._session.request(
                "POST" if request.form else "GET",
                self.address(request),
                params=(*request.params, *self._keeper.params()),
                data=request.form or None,
                headers=dict(request.headers),
                timeout=(CONNECT_TIMEOUT_S, request.read_timeout_s),
                stream=True,
                allow_redirects=self.source.redirects,
            ) as response:
                self._check_status(request, response)
                body = self._keeper.clean(self._read(request, response))
                headers = {k: response.headers[k] for k in KEPT_HEADERS if k in response.headers}
                status = response.status_code
        except RequestException as error:
            reason = self._keeper.clean(f"{type(error).__name__}: {error}".encode()).decode()
            raise TransientError(reason) from (None if self.source.secret else error)
        try:
            request.check(body)
        except UnexpectedBodyError as error:
            raise TransientError(error.expected, body=body) from error
        moment = datetime.fromtimestamp(self._now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Reply(body, status, headers, moment)

    def _check_status(self, request: Request, response: requests.Response) -> None:
        status = response.status_code
        if status < 300:
            return
        if status < 400:
            host = urlsplit(response.headers.get("Location", "")).hostname
            raise TransientError(f"HTTP {status}, redirected to {host or 'nowhere'}: refused")
        if status not in RETRIED_STATUS:
            url = self.source.url(request)
            fix = "check the address and the parameters; this answer is not worth a second try"
            said = self._keeper.clean(next(response.iter_content(SAID_BYTES), b""))
            reason = f"HTTP {status}" + (f", says {first_bytes(said)}" if said else "")
            raise SourceUnavailable(self.source.id, url, reason, fix)
        asked = retry_after_s(response.headers.get("Retry-After", ""), self._now())
        if asked > MAX_RETRY_AFTER_S:
            url = self.source.url(request)
            fix = f"run again in {asked / 60:.0f} minutes"
            raise SourceUnavailable(self.source.id, url, f"HTTP {status}, asks to wait", fix)
        raise TransientError(f"HTTP {status}", asked)

    def _read(self, request: Request, response: requests.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(CHUNK_BYTES):
            body += chunk
            if len(body) > request.max_bytes:
                raise SchemaDrift(
                    self.source.id,
                    self.source.url(request),
                    f"at most {request.max_bytes} bytes",
                    self._keeper.clean(bytes(body)),
                    "ask for less, or raise max_bytes of this request",
                )
        declared = response.headers.get("Content-Length", "")
        received = response.raw.tell()
        if declared.isdecimal() and received < int(declared):
            raise TransientError(f"truncated body: {received} of {declared} bytes")
        return bytes(body)
