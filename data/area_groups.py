"""Groups whose countries are known, for every page that offers them. Codes only; no words.

Regions and special groups are the United Nations' (columns of areas.csv, dated by
group_lists.csv), income groups, regions and lending categories the World Bank's (groups.parquet);
members of organisations such as ECOWAS stand one by one in area_groups.csv.
"""

from __future__ import annotations

from functools import lru_cache

from data.dated import Membership
from data.groups import GroupList, read_lists
from data.reference_lists import Area, Reference
from data.store import Store

WORLD = "M49:001"
INCOMES = ("WB:LIC", "WB:LMC", "WB:UMC", "WB:HIC")  # "not classified" is no income
PARTS = ("sub_region_code", "intermediate_region_code", "sdg_region_code")
SPECIAL = {"M49:199": "ldc", "M49:432": "lldc", "M49:722": "sids"}
SCHEMES = ("wb_income", "wb_region", "wb_lending")
JOINED = {  # groups of the World Bank that are made of its income groups
    "WB:LMY": ("WB:LIC", "WB:LMC", "WB:UMC"),
    "WB:MIC": ("WB:LMC", "WB:UMC"),
}


@lru_cache(maxsize=4)
def lists(store: Store) -> dict[str, GroupList]:
    """The World Bank's newest list of each scheme, with its day and what changed before it."""
    return read_lists(store.data_dir)


def organisations(reference: Reference) -> tuple[str, ...]:
    """Organisations whose members are listed one by one, in the order of group_lists.csv."""
    return tuple(code for code in reference.group_lists if code not in SPECIAL)


def member_rows(reference: Reference, code: str) -> tuple[Membership, ...]:
    """The rows of a listed group, former members among them; none of any other group."""
    return tuple(row for row in reference.memberships if row.group_code == code)


def scheme_of(store: Store, code: str) -> str:
    """The World Bank's classification that a group belongs to; "" for any other group."""
    code = JOINED.get(code, (code,))[0]
    for scheme, found in lists(store).items():
        if code in found.groups.values() or code in (change.before for change in found.changes):
            return scheme
    return ""


def _schemes(store: Store) -> dict[str, dict[str, str]]:
    """Scheme to area to group, as the World Bank has them."""
    found = lists(store)
    return {scheme: found[scheme].groups if scheme in found else {} for scheme in SCHEMES}


def memberships(reference: Reference, store: Store) -> dict[str, tuple[str, ...]]:
    """Country to region, income group, sub-region, part of it, and then any other group.

    The first four are "" where a country has none; the browser code counts on their places.
    """
    schemes, joined = _schemes(store), reference.joined
    return {
        area.area_code: _groups_of(area, schemes, joined.get(area.area_code, ()))
        for area in reference.countries()
    }


def _groups_of(
    area: Area, schemes: dict[str, dict[str, str]], joined: tuple[str, ...]
) -> tuple[str, ...]:
    own = [schemes[scheme].get(area.area_code, "") for scheme in SCHEMES]
    income = own[0] if own[0] in INCOMES else ""
    first = (area.region_code, income, area.sub_region_code, area.intermediate_region_code)
    flags = [code for code, flag in SPECIAL.items() if getattr(area, flag)]
    others = dict.fromkeys(c for c in (area.sdg_region_code, *own, *flags, *joined) if c)
    return (*first, *(code for code in others if code not in first))


def members(reference: Reference, store: Store, group: str) -> tuple[str, ...]:
    """Countries of a group, by code; all of them for the world; none for anything else."""
    known = memberships(reference, store) if group else {}
    return tuple(sorted(c for c, groups in known.items() if _holds(group, groups)))


def _holds(group: str, groups: tuple[str, ...]) -> bool:
    return group == WORLD or group in groups


def groups(reference: Reference, store: Store) -> dict[str, list[str]]:
    """Codes of the groups with known members, by kind: in file order, incomes from the lowest.

    Organisations stand in the order of group_lists.csv.
    """
    countries = reference.countries()
    regions = {a.region_code for a in countries}
    codes = {
        "region": regions,
        "part": {getattr(a, name) for a in countries for name in PARTS} - regions,
        "special": set(SPECIAL),
        "organisation": set(organisations(reference)),
        **{scheme: set(found.values()) for scheme, found in _schemes(store).items()},
    }
    rank = {code: place for place, code in enumerate(INCOMES, start=-len(INCOMES))}
    listed = organisations(reference)
    rank |= {code: place for place, code in enumerate(listed, start=len(reference.areas))}
    order = sorted(reference.areas, key=lambda code: rank.get(code, 0))
    return {kind: [c for c in order if c in found] for kind, found in codes.items()}


def is_group(reference: Reference, store: Store, code: str) -> bool:
    """Whether the countries of a code are known, so that they can be shown one by one."""
    known = groups(reference, store)
    return code == WORLD or any(code in codes for codes in known.values())
