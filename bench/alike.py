"""Bytes of a first visit as if one and the same compressor stood before every site.

Servers compress as they please, some not at all. Here every answer is taken as the browser reads
it and compressed again: text by brotli at one quality, everything else as it is. What comes
through a web socket is compressed message by message.
"""

from __future__ import annotations

import brotli
from playwright.sync_api import Browser, Error, Response

from bench.browser import fresh_page, visit

QUALITY = 5
PACKED = ("font/", "image/png", "image/jpeg", "image/webp", "application/zip", "application/gzip")


def bytes_alike(browser: Browser, url: str) -> float:
    """Bytes of bodies that a first visit of `url` fetches, all compressed alike."""
    answers: list[Response] = []
    messages: list[bytes] = []

    def keep(message: bytes | str) -> None:
        messages.append(message.encode() if isinstance(message, str) else message)

    with fresh_page(browser) as (page, traffic):
        page.on("response", lambda answer: answers.append(answer))
        page.on("websocket", lambda socket: socket.on("framereceived", keep))
        visit(page, traffic, url)
        bodies = [(answer.headers.get("content-type", ""), _body(answer)) for answer in answers]
    packed = sum(len(body) for kind, body in bodies if kind.startswith(PACKED))
    texts = [body for kind, body in bodies if not kind.startswith(PACKED)]
    return float(packed + sum(len(brotli.compress(t, quality=QUALITY)) for t in texts + messages))


def _body(answer: Response) -> bytes:
    try:
        return answer.body()
    except Error:  # redirects and "no content" have none
        return b""
