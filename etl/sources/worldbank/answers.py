"""What the answers of the World Bank Indicators API hold: pages, refusals, titles, metadata.

Pure: bytes in, values of JSON out. It knows nothing of rows of observations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from etl.ask.bodies import kind, parse_json
from etl.ask.snapshots import Raw
from etl.model import NotServed, SchemaDrift, UnexpectedBodyError

SOURCE_ID = "worldbank"
META_BYTES = 2000  # more than the meta object ever takes
REFUSALS = frozenset({"120", "175"})  # message ids: invalid value; deleted or archived
UNIT_IN_TITLE = re.compile(r"\(([^()]+)\)")


def read_page(body: bytes, url: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The meta object and the rows of one answer of the API, nulls included.

    Raises:
        NotServed: the provider refused the code (message 120 or 175, as JSON or as XML).
        SchemaDrift: anything else that is not one whole page.
    """
    if kind(body) == "markup" and b"<wb:error" in body:
        raise NotServed(SOURCE_ID, url, "rows", body, "replace the code; it may be archived")
    try:
        answer = parse_json(body)
    except UnexpectedBodyError as error:
        raise SchemaDrift(SOURCE_ID, url, error.expected, body) from error
    if not isinstance(answer, list) or not answer or not isinstance(answer[0], dict):
        raise SchemaDrift(SOURCE_ID, url, "a list that begins with an object", body)
    if "message" in answer[0]:
        raise _refusal(answer[0]["message"], body, url)
    if len(answer) != 2 or not isinstance(answer[1], list):
        raise SchemaDrift(SOURCE_ID, url, "[meta, rows]; null rows mean no such selection", body)
    meta, rows = answer
    if meta.get("pages") != 1:
        fix = "raise PER_PAGE (the service takes up to 32,500)"
        raise SchemaDrift(SOURCE_ID, url, "one page", f"pages = {meta.get('pages')!r}", fix)
    if meta.get("total") != len(rows):
        got = f"{len(rows)} rows, total = {meta.get('total')!r}"
        raise SchemaDrift(SOURCE_ID, url, "as many rows as declared", got, "fetch with --fresh")
    if not set(map(type, rows)) <= {dict}:
        raise SchemaDrift(SOURCE_ID, url, "rows that are objects", body)
    return meta, rows


def read_meta(body: bytes, url: str) -> dict[str, Any]:
    """The meta object alone of an answer whose rows have been read already; fast.

    Raises:
        SchemaDrift: as `read_page`.
    """
    start = body[:META_BYTES].decode("utf-8-sig", "ignore").lstrip().removeprefix("[").lstrip()
    try:
        meta, _ = json.JSONDecoder().raw_decode(start)
    except ValueError:
        meta = None
    return meta if isinstance(meta, dict) and "page" in meta else read_page(body, url)[0]


def _refusal(messages: Any, body: bytes, url: str) -> SchemaDrift:
    fix = "replace the code; it may be archived or moved"
    listed = [m for m in messages if isinstance(m, dict)] if isinstance(messages, list) else []
    if not listed or not {str(m.get("id")) for m in listed} <= REFUSALS:
        return SchemaDrift(SOURCE_ID, url, "rows", body, fix)
    words = "; ".join(f"message {m.get('id')}: {m.get('value')}" for m in listed)
    return NotServed(SOURCE_ID, url, "rows", words, fix)


def check_window(rows: list[dict[str, Any]], window: str, url: str) -> None:
    """Raise SchemaDrift where rows lie outside the `date` asked for: the service ignored it."""
    first, _, last = window.partition(":")
    years = [str(row.get("date")) for row in rows]
    outside = [year for year in years if window and not first <= year <= last]
    if outside:
        got = f"{len(outside)} rows, such as {outside[0]}"
        fix = "the window was ignored: ask for one that overlaps the series"
        raise SchemaDrift(SOURCE_ID, url, f"years {window} only", got, fix)


def provider_unit(row: dict[str, Any], types: Mapping[str, str], title: str) -> str:
    """The provider's unit field; blank as it mostly is, the last brackets of the title."""
    stated = str(row.get("unit") or types.get("Unitofmeasure") or "").strip()
    brackets = UNIT_IN_TITLE.findall(title)
    return stated or (brackets[-1] if brackets else "")


def read_title(raw: Raw, code: str) -> dict[str, Any]:
    """The entry of one code in /v2/indicator; SchemaDrift where it has no name."""
    name = f"title_{code}.json"
    _, rows = read_page(raw[name], raw.url(name))
    row = next((r for r in rows if r.get("id") == code), None)
    if row is None or not isinstance(row.get("name"), str):
        raise SchemaDrift(SOURCE_ID, raw.url(name), f"the entry of {code}", raw[name])
    return row


def read_metadata(raw: Raw, code: str) -> dict[str, str]:
    """The metadata of one code, by the provider's name of each; licence and unit among them."""
    name = f"licence_{code}.json"
    try:
        answer = parse_json(raw[name])
        variables = answer["source"][0]["concept"][0]["variable"]
        types = {m["id"]: m["value"] for v in variables for m in v["metatype"]}
    except (UnexpectedBodyError, KeyError, IndexError, TypeError) as error:
        expected = "source[0].concept[0].variable[].metatype[]"
        raise SchemaDrift(SOURCE_ID, raw.url(name), expected, raw[name]) from error
    return {str(k): str(v or "") for k, v in types.items()}
