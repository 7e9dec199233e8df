"""What happens to a request before any page is made: too long, or written by an older version."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from flask import Flask, Response, request

from callbacks.routing import is_page, query_of
from data.reference_lists import Reference
from layouts.request.upgrade import MOVED, renamed_path, upgrade
from layouts.words.text import FALLBACK, languages, t

LONGEST_ADDRESS = 3900  # characters; gunicorn itself refuses a little more


def register(server: Flask, reference: Reference) -> None:
    """Refuse endless addresses, renew older ones, and forbid guessing what an answer is."""

    @server.before_request
    def refuse() -> Response | None:
        """Addresses that no page of ours can have written are refused, in plain words."""
        search = request.query_string
        if len(request.path) + len(search) <= LONGEST_ADDRESS:
            return None
        asked = (code for code in languages() if f"lang={code}".encode() in search)
        text = t("problem.long", next(asked, FALLBACK), most=LONGEST_ADDRESS)
        return Response(text, 414, mimetype="text/plain")

    @server.before_request
    def renew() -> Response | None:
        """An older address leads to the one that means the same today."""
        if not is_page(request.path) and request.path not in MOVED:
            return None
        query = query_of(request.query_string.decode("utf-8", "replace"))
        today = upgrade(request.path, query, reference)
        path = renamed_path(request.path, reference, today)
        if today == query and path == request.path:
            return None
        # One slash at the front, so that no path can name another host.
        where = f"/{quote(path.lstrip('/'), safe='/:')}"
        where += f"?{urlencode(today, safe=',:')}" if today else ""
        return Response(status=302, headers={"Location": where, "Cache-Control": "no-store"})

    server.before_request(_speak)

    @server.after_request
    def plain(response: Response) -> Response:
        """Browsers take every answer for what it says it is."""
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def _speak() -> Response | None:
    """Who comes from elsewhere, to an address that names no language, is met in their own.

    Inside the site an address without a language is English, whatever the browser prefers: else
    nobody could choose English there.
    """
    asks = is_page(request.path) and "text/html" in request.headers.get("Accept", "")
    if not asks or "lang" in request.args or _from_here():
        return None
    preferred = request.accept_languages.best_match(languages(), FALLBACK)
    if preferred == FALLBACK:
        return None
    query = {"lang": preferred, **query_of(request.query_string.decode("utf-8", "replace"))}
    where = f"/{quote(request.path.lstrip('/'), safe='/:')}?{urlencode(query, safe=',:')}"
    headers = {"Location": where, "Cache-Control": "no-store", "Vary": "Accept-Language"}
    return Response(status=302, headers=headers)


def _from_here() -> bool:
    """Whether a link of this site led here."""
    return urlsplit(request.headers.get("Referer", "")).netloc == request.host
