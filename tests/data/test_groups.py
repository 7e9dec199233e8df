"""Groups with dates: lists of one day laid over older ones, and the listed groups of the UN."""

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.area_groups import SPECIAL, organisations
from data.groups import GROUPS, Change, read_groups, read_lists
from data.reference_check import check_tables, member_faults
from data.reference_lists import Reference
from data.reference_rows import Row, read_table
from data.reference_tables import TABLES
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
    assert set(reference.group_lists) == {*SPECIAL, *organisations(reference)}


COUNTS = {
    **{"M49:199": 44, "M49:432": 32, "M49:722": 53},
    **{"ORG:AU": 54, "ORG:ECOWAS": 12, "ORG:IGAD": 7, "ORG:SADC": 16, "ORG:COMESA": 21},
    **{"ORG:LAS": 22, "ORG:GCC": 6, "ORG:ASEAN": 11, "ORG:COLOMBO": 12, "ORG:ADD": 16},
    **{"WB:EUU": 27, "ORG:MERCOSUR": 6, "ORG:CARICOM": 15, "ORG:PIF": 18, "WB:OED": 38},
    **{"ORG:G20": 19},
}


@pytest.mark.parametrize(("code", "count"), COUNTS.items())
def test_how_many_are_listed(reference: Reference, code: str, count: int) -> None:
    now: list[Any] = [m for m in reference.memberships if m.group_code == code and not m.until]
    assert len(now) == count


def test_every_listed_group_is_counted_here(reference: Reference) -> None:
    assert set(reference.group_lists) == set(COUNTS)


@pytest.mark.parametrize(
    ("group", "area", "since", "until"),
    [
        *(("ORG:ECOWAS", area, "1975-05-28", "2025-01-29") for area in ("BFA", "MLI", "NER")),
        ("ORG:ECOWAS", "MRT", "1975-05-28", "2000-12"),
        ("WB:EUU", "GBR", "1973-01-01", "2020-01-31"),
        ("WB:EUU", "HRV", "2013-07-01", ""),
        ("ORG:ASEAN", "TLS", "2025-10-26", ""),
        ("ORG:AU", "MAR", "2017-01-31", ""),
        ("ORG:IGAD", "ERI", "1993", "2025-12-12"),
        ("ORG:LAS", "SYR", "1945-03-22", ""),
        ("ORG:MERCOSUR", "BOL", "2024-07", ""),
        ("ORG:MERCOSUR", "VEN", "2012-07-31", ""),
        ("WB:OED", "CRI", "2021-05-25", ""),
    ],
)
def test_days_of_joining_and_leaving(
    reference: Reference, group: str, area: str, since: str, until: str
) -> None:
    rows = [m for m in reference.memberships if (m.group_code, m.area_code) == (group, area)]
    assert [(m.since, m.until) for m in rows] == [(since, until)]


def test_members_are_known_places_once_with_a_source_and_times_in_order(
    reference: Reference,
) -> None:
    own = [m for m in reference.memberships if m.group_code in organisations(reference)]
    assert len({(m.group_code, m.area_code) for m in own}) == len(own)
    for row in own:
        as_of = reference.group_lists[row.group_code].as_of
        assert reference.areas[row.area_code].kind in ("country", "territory")
        assert row.source.startswith("http")
        assert max(row.since, row.until) <= as_of or row.since < row.until <= as_of
    # The Sahrawi republic is a member of the Union and has no row; associates have none either.
    assert not {"ESH", "CUW", "TKL"} & {m.area_code for m in own}


def test_a_member_that_is_no_place_or_left_before_it_came_is_a_fault() -> None:
    def row(line: int, area: str, since: str, until: str) -> Row:
        return Row(line, {"area_code": area, "since": since, "until": until})

    areas = [
        Row(2, {"area_code": "KEN", "kind": "country"}),
        Row(3, {"area_code": "M49:002", "kind": "region"}),
    ]
    rows = [row(2, "KEN", "2017-02", "2017-01-31"), row(3, "M49:002", "", "")]
    found = dict(member_faults(rows, areas))
    assert "'2017-02', got '2017-01-31'" in found[2]
    assert "a region" in found[3]
    assert not list(member_faults([row(2, "KEN", "1963", "2017-01-31")], areas))


def test_a_date_that_is_none_is_a_fault() -> None:
    folder, problems = Path("data/reference"), list[str]()
    rows = {table.file: read_table(folder, table, problems) for table in TABLES}
    assert not problems and not check_tables(rows)
    for wrong in ("2017-13", "17 May", "2017-02-40"):
        cells = rows["area_groups"][0].cells | {"since": wrong}
        changed = rows | {"area_groups": [Row(2, cells), *rows["area_groups"][1:]]}
        (fault,) = check_tables(changed)
        assert fault.startswith("area_groups.csv row 2, column since") and wrong in fault
