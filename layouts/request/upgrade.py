"""Addresses of older versions, and retired ids, turned into what they mean today.

So are addresses copied from the source of a page or from a mail, whose `&` has become `&amp;`.

Version 1 (November 2026): an address could name a year without an indicator and then meant the
one its page opened with, so that it would have shown another series once that choice changed.
Version 2: an address with a year names its indicator too, on every page that offers a choice.

An address without `v` is one that a person has typed; it is read as one of today.
"""

from __future__ import annotations

from collections.abc import Mapping

from data.reference_lists import Reference
from layouts.request.pages import VERSION
from layouts.request.places import place_path

OLDER = ("1",)
COPIED = "amp;"  # what a key begins with where its `&` was copied as `&amp;`, once or several times
# Keys whose values, one or several with commas, are ids that may be retired.
NAMING = {
    "indicator": {"indicator", "indicators", "x", "size", "beside"},
    "area": {"areas", "among", "members", "country"},
}

# What the pages of version 1 opened with. Never edited: it says what those links meant.
OPENED_IN_1: Mapping[str, str] = {
    "/": "ctx-remit-received-gdp",
    "/themes/human-rights-inclusion": "sdg-3-8-1-sh-acs-unhc",
    "/themes/drivers": "ctx-refugees-origin",
    "/themes/governance": "sdg-16-9-1-sg-reg-brth",
    "/themes/contributions-remittances": "sdg-10-c-1-si-rmt-cost",
    "/themes/smuggling-trafficking": "sdg-10-7-3-sm-dth-migr",
    "/themes/regular-pathways-decent-work": "ctx-net-migration",
    "/themes/migrants-agents-for-development": "ctx-remit-received-gdp",
    "/themes/policy-2030-linkage": "sdg-17-18-3-sg-stt-nsdsfnd",
    "/themes/local-development-effects": "sdg-6-1-1-sh-h2o-safe",
}

# Where pages and files stood before, and where they stand today. What stands behind `?` stays.
MOVED: Mapping[str, str] = {
    "/data": "/table",
    "/data/rows.csv": "/table/rows.csv",
    "/data/rows.json": "/table/rows.json",
    "/calculation": "/verdict",
    "/status": "/verdict-map",
    "/export/calculation.csv": "/export/verdict.csv",
    "/export/calculation.json": "/export/verdict.json",
    "/export/status.csv": "/export/verdict_map.csv",
}


def upgrade(path: str, query: Mapping[str, str], reference: Reference) -> dict[str, str]:
    """The query of an address as it would be written today; unchanged where it is of today.

    A version that is not known is left alone, so that the page says so.

    Args:
        path: the path of the address.
        query: its keys and values.
        reference: holds the table of retired ids.
    """
    out = _uncopied(query)
    if out.get("v") in OLDER:
        opened = OPENED_IN_1.get("/" + path.strip("/"))
        if opened and out.get("year") and not out.get("indicator"):
            out["indicator"] = opened
        out["v"] = VERSION
    renamed = {(row.kind, row.old): row.new for row in reference.renamed}
    for kind, keys in NAMING.items():
        for key in keys & out.keys():
            names = out[key].split(",")
            out[key] = ",".join(renamed.get((kind, name), name) for name in names)
    return out


def _uncopied(query: Mapping[str, str]) -> dict[str, str]:
    """The query with its keys as they were before a copy; a key that also stands whole is kept."""
    copied = {}
    for key in query:
        name = key
        while name.startswith(COPIED):
            name = name.removeprefix(COPIED)
        if name != key:
            copied[key] = name
    whole = {name: query[key] for key, name in copied.items() if name}
    return whole | {key: value for key, value in query.items() if key not in copied}


def renamed_path(path: str, reference: Reference, query: Mapping[str, str] | None = None) -> str:
    """The path of today of one that has moved, or that holds a retired theme or indicator.

    The front page had a map of the indicator that its address names; today `/map` shows it.
    """
    path = MOVED.get("/" + path.strip("/"), path)
    if path == "/" and query and query.get("indicator"):
        return "/map"
    path = place_path(path, reference)
    kinds = {"themes": "theme", "indicators": "indicator"}
    parts = [part for part in path.split("/") if part]
    if len(parts) != 2 or parts[0] not in kinds:
        return path
    kind = kinds[parts[0]]
    found = (row.new for row in reference.renamed if (row.kind, row.old) == (kind, parts[1]))
    new = next(found, "")
    return f"/{parts[0]}/{new}" if new else path
