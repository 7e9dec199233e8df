"""Rows of the groups table from a provider's list of economies, and the check of that table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import ModuleType

import pandas as pd

from data.groups import GROUP_KEY, GROUPS, SCHEMES
from data.schema.contract import TableError, broken_rule, column_problems
from etl.ask.snapshots import Raw, sha256
from etl.build.areas import AreaMap

PREFIX = "WB:"
MEMBER = ["area_code", "scheme"]
UNLISTED = frozenset({"WB:LNX"})  # no lending category: no area, so not in areas.csv
# The list carries no date. These answers are older than the day they were asked for: the list of
# the World Bank's service as saved on that day, which mirrors still hand out.
SAVED_ON = {
    "f1273fae035430e958ba606d84bdb3e886933557ec4ffd749d9cf08a831c727b": "2024-06-28",
    "8619576c5ea9c4d0572d145d35d43c0183bb720925e15918a387535078848dc1": "2026-07-13",
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
        since=SAVED_ON.get(sha256(raw[name]), day),
        vintage=SAVED_ON.get(sha256(raw[name]), day),
        source_id=module.SOURCE.id,
    )
    return rows.loc[rows["area_code"] != "", GROUPS.names].astype("str")


def join_groups(old: pd.DataFrame, new: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The lists of the sources built anew laid over their older ones; the old rows of all others.

    No row is overwritten: a member that stays has its row confirmed by the day of the new list, one
    that changes keeps its old row and gets a new one.
    """
    kept = old.astype("str")
    others = kept[~kept["source_id"].isin(list(new))]
    renewed = [_laid_over(kept[kept["source_id"] == name], rows) for name, rows in new.items()]
    return pd.concat([others, *renewed], ignore_index=True)


def _laid_over(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """One source's rows with a list of one day added; a list older than those held adds nothing."""
    if old.empty or new.empty:
        return new if old.empty else old
    day = new["vintage"].max()
    if day < old["vintage"].max():
        return old
    past = old[old["since"] < day]  # rows that rest on this very list alone are read anew
    last = past.sort_values(["vintage", "since"]).drop_duplicates(MEMBER, keep="last")
    joined = new.merge(last[[*MEMBER, "group_code", "since"]], how="left", on=[*MEMBER])
    stays = joined["group_code_x"] == joined["group_code_y"]
    renewed = new.reset_index(drop=True).assign(
        since=joined["since_y"].where(stays, joined["since_x"])
    )
    confirmed = pd.MultiIndex.from_frame(renewed[GROUP_KEY])
    return pd.concat([past[~pd.MultiIndex.from_frame(past[GROUP_KEY]).isin(confirmed)], renewed])


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
            (frame["since"] > frame["vintage"], "a member since a day after its last list"),
        ]
        problems = [text for broken, rule in rules for text in broken_rule(frame, broken, rule)]
    if problems:
        raise TableError("groups", problems)
