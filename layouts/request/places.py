"""Countries and groups as names in addresses: what people write for one, and its page of today.

An address holds a code: /country/MAR, /group/M49:199. Whoever writes a name, an ISO code of two
letters, a number or a code of former years is led to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from data.area_groups import is_group
from data.reference_lists import Reference
from data.search.words import words
from data.store import Store
from layouts.request.names import NEAREST, nearest
from layouts.words.text import FALLBACK

COUNTRY, GROUP, BRIEF = "country", "group", "brief"
OLD_AREA = "area"  # kind of rows of renamed.csv
COUNTRY_KINDS = ("country", "territory")
GROUP_KINDS = ("region", "group")
PEOPLE = "people-"  # how the ids of synonyms begin that name a people, not its place
LONGEST = 80


def page_of(reference: Reference, area_code: str) -> str:
    """Whether an area has the page of a country or that of a group."""
    return COUNTRY if reference.areas[area_code].kind in COUNTRY_KINDS else GROUP


def is_place(reference: Reference, store: Store, page: str, code: str) -> bool:
    """Whether a code names what a page is about: a country, or a group whose countries are known.

    As it stands in an address of today: letters are capital.
    """
    if code not in reference.areas:
        return False
    if page_of(reference, code) == COUNTRY:
        return page in (COUNTRY, BRIEF)
    return page == GROUP and is_group(reference, store, code)


def place_path(path: str, reference: Reference) -> str:
    """The path of today of a country or group that an address names in any way; else the path."""
    parts = [part for part in path.split("/") if part]
    if len(parts) != 2 or parts[0] not in (COUNTRY, GROUP, BRIEF):
        return path
    code = code_of(unquote(parts[1]), reference)  # a browser sends it as it is written
    if not code:
        return path
    own = page_of(reference, code)
    return f"/{BRIEF if (parts[0], own) == (BRIEF, COUNTRY) else own}/{code}"


def code_of(given: str, reference: Reference) -> str:
    """The area that a code, a number or a name stands for; "" for none."""
    wanted = given[:LONGEST].strip()
    capital = wanted.upper()
    if capital in reference.areas and _has_page(reference, capital):
        return capital
    former = {row.old: row.new for row in reference.renamed if row.kind == OLD_AREA}
    if capital in former:
        return former[capital]
    for area in reference.areas.values():
        known = {area.iso2, area.m49} - {""}
        if capital in known and _has_page(reference, area.area_code):
            return area.area_code
    name = words(wanted.replace("-", " ").replace("_", " "), every=True)
    return next((code for own, code in _names(reference) if own == name), "")


def _has_page(reference: Reference, code: str) -> bool:
    return reference.areas[code].kind in (*COUNTRY_KINDS, *GROUP_KINDS)


def _names(reference: Reference) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every name of a place in every language, countries first; then what people call it."""
    order = {kind: at for at, kind in enumerate((*COUNTRY_KINDS, *GROUP_KINDS))}
    areas = [area for area in reference.areas.values() if area.kind in order]
    for area in sorted(areas, key=lambda a: order[a.kind]):
        for name in (*area.every("short"), *area.every("name")):
            yield words(name, every=True), area.area_code
    for row in reference.synonyms:
        if len(row.area_codes) == 1 and not row.group and not row.synonym_id.startswith(PEOPLE):
            for term in row.terms():
                yield words(term, every=True), row.area_codes[0]


def near(given: str, lang: str, reference: Reference, store: Store) -> list[str]:
    """Codes of the places whose name or code is nearest to what was written; at most three."""
    known: dict[str, str] = {}
    for area in reference.areas.values():
        code = area.area_code
        if _has_page(reference, code) and is_place(
            reference, store, page_of(reference, code), code
        ):
            names = (code, area.iso2, area.text("short", lang), area.text("name", FALLBACK))
            for name in names:
                known.setdefault(name.lower(), code)
    known.pop("", None)
    return nearest(given[:LONGEST].lower().replace("-", " "), known)[:NEAREST]
