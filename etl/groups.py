"""Rows of the groups table from a provider's list of economies, and the check of that table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import ModuleType

import pandas as pd

from data.groups import GROUP_KEY, GROUPS, SCHEMES
from data.schema import TableError, broken_rule, column_problems
from etl.areas import AreaMap
from etl.snapshots import Raw, sha256

PREFIX = "WB:"
UNLISTED = frozenset({"WB:LNX"})  # no lending category: no area, so not in areas.csv
# The list carries no date. These answers are older than the day they were asked for: the list of
# the World Bank's service as saved on that day, which mirrors still hand out.
SAVED_ON = {
    "f1273fae035430e958ba606d84bdb3e886933557ec4ffd749d9cf08a831c727b": "2024-06-28",
}


def empty_groups() -> pd.DataFrame:
    """The groups table without rows."""
    return pd.DataFrame({name: pd.Series(dtype="str") for name in GROUPS.names})


def group_rows(module: ModuleType, raw: Raw, areas: AreaMap) -> pd.DataFrame:
    """The groups of one provider. One row per area_code and scheme.

    Args:
        module: a source with `groups(raw)` and GROUPS_ANSWER, the name of the answer it reads.
        raw: its newest answers.
        areas: provider codes to ours; one that is left out on purpose has no row.

    Raises:
        EtlError: an unknown shape or an unknown area.
    """
    rows = pd.DataFrame(module.groups(raw), columns=["area", "scheme", "code"], dtype="str")
    codes = areas.translate(module.SOURCE.id, rows["area"])
    name = module.GROUPS_ANSWER
    day = str(raw.entries[name].get("retrieved_at", ""))[:10]
    rows = rows.assign(
        area_code=rows["area"].map(codes),
        group_code=PREFIX + rows["code"],
        vintage=SAVED_ON.get(sha256(raw[name]), day),
        source_id=module.SOURCE.id,
    )
    return rows.loc[rows["area_code"] != "", GROUPS.names].astype("str")


def join_groups(old: pd.DataFrame, new: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The groups of the sources built anew, and the old rows of all others."""
    kept = old[~old["source_id"].isin(list(new))].astype("str")
    return pd.concat([kept, *new.values()], ignore_index=True)


def check_groups(frame: pd.DataFrame, areas: Collection[str]) -> None:
    """Refuse a table of groups that breaks the contract. One row per GROUP_KEY.

    Raises:
        TableError: all problems at once, each with the rule, the count and sample rows.
    """
    problems = column_problems(frame, GROUPS)
    if not problems:
        groups = [*areas, *UNLISTED]
        rules = [
            (frame.duplicated(GROUP_KEY, keep=False), "the key is not unique"),
            (~frame["area_code"].isin(list(areas)), "unknown area"),
            (~frame["scheme"].isin(list(SCHEMES)), "unknown scheme"),
            (~frame["group_code"].isin(groups), "unknown group"),
            (frame["vintage"] == "", "no vintage"),
        ]
        problems = [text for broken, rule in rules for text in broken_rule(frame, broken, rule)]
    if problems:
        raise TableError("groups", problems)
