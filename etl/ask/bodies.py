"""What kind of body came, told from its first bytes: status and content type lie too often."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

from etl.model import UnexpectedBodyError

BOM = b"\xef\xbb\xbf"
ALIKE = bytes.maketrans(b"123456789", b"0" * 9)
LONG = b"0" * 19  # digits of the least number that 64 bits with a sign do not hold


def kind(body: bytes) -> str:
    """One of json, markup, zip, gzip, empty, text."""
    start = body.removeprefix(BOM).lstrip()[:2]
    if not start:
        return "empty"
    if start[:1] in (b"{", b"["):
        return "json"
    if start[:1] == b"<":
        return "markup"
    return {b"PK": "zip", b"\x1f\x8b": "gzip"}.get(start, "text")


def parse_json(body: bytes) -> Any:
    """The JSON value of a body; UnexpectedBodyError where it is anything else or cut short."""
    found = kind(body)
    if found != "json":
        raise UnexpectedBodyError(f"JSON, not {found}")
    try:
        return _load(body.removeprefix(BOM))
    except (ValueError, RecursionError) as error:
        raise UnexpectedBodyError(f"complete UTF-8 JSON ({error})") from error


def _load(body: bytes) -> Any:
    """The fast reader knows no NaN, which some providers write, and rounds numbers over 64 bits."""
    if LONG in body.translate(ALIKE):  # may hold one: read the slow and exact way
        return json.loads(body.decode("utf-8"))
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return json.loads(body.decode("utf-8"))


def read_year(value: Any) -> int:
    """A calendar year from an integer or its four digits; ValueError for anything else."""
    text = str(value)
    if isinstance(value, bool | float) or not re.fullmatch("(18|19|20|21)[0-9]{2}", text):
        raise ValueError(f"{text[:40]!r} is no year")
    return int(text)


def require_json(body: bytes) -> None:
    """Check of a request that must bring JSON."""
    parse_json(body)
