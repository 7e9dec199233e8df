"""Keeps a user's own key out of everything that is written: bodies, errors and logs.

The key is read from the environment for each question and is never stored. A mirror never gets it.
"""

from __future__ import annotations

import logging
import os
from urllib.parse import quote

from etl.model import Source, SourceUnavailable

SHOWN = "CLIENT_ID"  # what stands where the key was, and what a mirror is sent
LOGGER = "urllib3.connectionpool"  # it writes whole addresses at level DEBUG


class Keeper(logging.Filter):
    """Adds the key of one source to its questions and takes it out of the answers."""

    def __init__(self, source: Source, mirrored: bool) -> None:
        """Watch the log of the HTTP library where the source has a secret."""
        super().__init__()
        self._source, self._mirrored = source, mirrored
        if source.secret:
            logging.getLogger(LOGGER).addFilter(self)

    def close(self) -> None:
        """Stop watching the log."""
        logging.getLogger(LOGGER).removeFilter(self)

    def _key(self) -> str:
        secret = self._source.secret
        return os.environ.get(secret.variable, "").strip() if secret else ""

    def params(self) -> tuple[tuple[str, str], ...]:
        """The parameter that carries the key; nothing for a source without a secret.

        Raises:
            SourceUnavailable: the environment holds no key.
        """
        secret = self._source.secret
        if secret is None:
            return ()
        if self._mirrored:
            return ((secret.param, SHOWN),)
        if not self._key():
            fix = f"set the environment variable {secret.variable} to your own key"
            raise SourceUnavailable(self._source.id, self._source.base_url, "needs a key", fix)
        return ((secret.param, self._key()),)

    def clean(self, body: bytes) -> bytes:
        """The bytes with the key, plain or as it stands in an address, replaced."""
        key = self._key()
        for form in {key, quote(key, safe=""), quote(key)} - {""}:
            body = body.replace(form.encode(), SHOWN.encode())
        return body

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without the key."""
        record.msg, record.args = self.clean(record.getMessage().encode()).decode(), ()
        return True
