"""Groups with dates: lists of one day laid over older ones, and the listed groups of the UN."""

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.area_groups import SPECIAL
from data.groups import GROUPS, Change, read_groups, read_lists
from data.reference_lists import Reference
from etl.build.groups import check_groups, join_groups
from etl.build.load import read_tables

# World Bank lists of 28 June 2024 and 13 July 2026: Namibia and Palestine moved down, Togo up,
# Afghanistan changed its region; the rest stays.
OLD = {"NAM": "UMC", "PSE": "UMC", "TGO": "LIC", "AFG": "LIC", "VEN": "INX"}
NEW = {"NAM": "LMC", "PSE": "LMC", "TGO": "LMC", "AFG": "LIC", "VEN": "LMC"}


def listed(groups: dict[str, str], day: str, scheme: str = "wb_income") -> pd.DataFrame:
    rows = [
        {"area_code": area, "scheme": scheme, "group_code": f"WB:{group}", "since": day}
        for area, group in groups.items()
    ]
    return pd.DataFrame(rows, dtype="str").assign(vintage=day, source_id="worldbank")[GROUPS.names]


def laid(*lists: pd.DataFrame) -> pd.DataFrame:
    held = lists[0]
    for newer in lists[1:]:
        held = join_groups(held, {"worldbank": newer})
    check_groups(held, {*OLD, "WB:UMC", "WB:LMC", "WB:LIC", "WB:INX", "WB:SAS", "WB:MEA"})
    return held.sort_values(["area_code", "scheme", "since"], ignore_index=True)


def write(folder: Path, frame: pd.DataFrame) -> Path:
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    columns = {name: frame[name].astype(object).tolist() for name in frame}
    pq.write_table(pa.table(columns), folder / "tables" / "groups.parquet")
    return folder


def test_a_change_is_a_dated_row_and_readers_take_the_newest(tmp_path: Path) -> None:
    held = laid(listed(OLD, "2024-06-28"), listed(NEW, "2026-07-13"))
    of = held[held["area_code"] == "NAM"]
    assert of[["group_code", "since", "vintage"]].to_numpy().tolist() == [
        ["WB:UMC", "2024-06-28", "2024-06-28"],
        ["WB:LMC", "2026-07-13", "2026-07-13"],
    ]
    stays = held[held["area_code"] == "AFG"]
    assert stays[["since", "vintage"]].to_numpy().tolist() == [["2024-06-28", "2026-07-13"]]
    found = read_lists(write(tmp_path, held))["wb_income"]
    assert (found.as_of, found.groups["NAM"]) == ("2026-07-13", "WB:LMC")
    assert [c.area_code for c in found.changes] == ["NAM", "PSE", "TGO", "VEN"]
    assert found.changes[2] == Change("TGO", "WB:LIC", "WB:LMC", "2024-06-28", "2026-07-13")


def test_the_same_list_again_and_an_older_one_change_nothing() -> None:
    lists = listed(OLD, "2024-06-28"), listed(NEW, "2026-07-13")
    held = laid(*lists)
    pd.testing.assert_frame_equal(laid(*lists, lists[1]), held)
    pd.testing.assert_frame_equal(laid(*lists, lists[0]), held)


def test_an_area_may_leave_a_list_and_come_back(tmp_path: Path) -> None:
    less = {k: v for k, v in NEW.items() if k != "VEN"}
    held = laid(listed(OLD, "2024-06-28"), listed(less, "2025-07-01"))
    assert "VEN" not in read_groups(write(tmp_path, held))["wb_income"]
    again = laid(held, listed(OLD, "2026-07-13"))
    of = again[again["area_code"] == "NAM"]
    assert of["group_code"].tolist() == ["WB:UMC", "WB:LMC", "WB:UMC"]
    assert read_groups(write(tmp_path, again))["wb_income"] == {
        area: f"WB:{group}" for area, group in OLD.items()
    }


def test_a_table_of_one_list_without_since_is_still_read(tmp_path: Path) -> None:
    write(tmp_path, listed(OLD, "2024-06-28").drop(columns="since"))
    assert read_lists(tmp_path)["wb_income"].as_of == "2024-06-28"
    frame = read_tables(tmp_path).groups
    assert frame.columns.to_list() == GROUPS.names
    assert set(frame["since"]) == {"2024-06-28"}


def test_the_flags_of_areas_are_the_listed_members_of_today(reference: Reference) -> None:
    rows = reference.memberships
    for code, flag in SPECIAL.items():
        now = [m.area_code for m in rows if m.group_code == code and not m.until]
        assert set(now) == {a.area_code for a in reference.areas.values() if getattr(a, flag)}
        assert len(now) == len(set(now))
        gone = {m.area_code: m.until for m in rows if m.group_code == code and m.until}
        assert not gone.keys() & set(now)
        assert all(until <= reference.group_lists[code].as_of for until in gone.values())
    assert set(reference.group_lists) == set(SPECIAL)


@pytest.mark.parametrize(("code", "count"), [("M49:199", 44), ("M49:432", 32), ("M49:722", 53)])
def test_how_many_are_listed(reference: Reference, code: str, count: int) -> None:
    now: list[Any] = [m for m in reference.memberships if m.group_code == code and not m.until]
    assert len(now) == count
