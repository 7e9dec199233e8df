"""UN DESA: values of the published workbooks, layouts told from headers, editions kept apart."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reference_lists import load_reference
from etl.ask.bodies import UnexpectedBodyError
from etl.ask.snapshots import Raw
from etl.build.areas import area_map
from etl.model import DamagedRawError, EtlError, SchemaDrift, Wanted
from etl.read.workbook import require_workbook
from etl.sources import undesa
from tests.etl.support import ROOT, bodies, raw
from tests.etl.workbooks import edited_workbook, workbook

DESTINATION, PAIRS = "destination.2024.xlsx", "destination_and_origin.2024.xlsx"
SEXES = ("", "sex=F", "sex=M")


def cells(code: str, breakdown: str = "", source: Raw | None = None) -> dict[Any, Any]:
    frame = undesa.tidy(source or raw("undesa"), (Wanted(code, breakdown),))
    keys = zip(frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, zip(frame["value"], frame["obs_status"], strict=True), strict=True))


def test_stock_by_destination_and_sex() -> None:
    total, women, men = (cells("2024:stock", sex) for sex in SEXES)
    # the World row of Table 1 as printed
    assert total["900", 2024] == (304021813.0, "A")
    assert total["900", 2020] == (275284032.0, "A")  # 280,598,105 in the edition of 2020
    assert (women["900", 2024][0], men["900", 2024][0]) == (146012018.0, 158009795.0)
    assert all(total[k][0] == pytest.approx(women[k][0] + men[k][0], abs=2) for k in total)
    assert ("652", 2024) not in total  # Saint Barthélemy: a heading without a figure
    assert total["336", 2024][1] == "E"  # Holy See: data type I, imputed
    assert total["276", 2024][1] == "A"


def test_share_comes_from_its_own_table() -> None:
    share = cells("2024:share")
    assert share["900", 2024][0] == pytest.approx(100 * 304021813 / 8161972572, abs=1e-6)
    assert share["756", 2024][0] == pytest.approx(31.08995636731349)
    assert share["535", 2010][0] > 100  # Bonaire, as published


def test_origins_are_the_rows_of_world() -> None:
    origin = cells("2024:origin")
    assert origin["760", 2024][0] == 8927523  # from the Syrian Arab Republic
    assert origin["900", 2024][0] == 304021813
    assert ("792", 2024) not in origin  # only its row under Germany is in the fixture


def test_flows_hold_countries_and_others_only() -> None:
    flows = undesa.flows(raw("undesa")).set_index(["measure", "origin", "destination", "year"])
    total = flows.loc["migrant_stock"]
    pairs = {("484", "840"), ("2003", "840"), ("760", "276"), ("792", "276")}
    assert set(total.index.droplevel("year")) == pairs | {("56", "108"), ("24", "516")}
    assert total.loc[("484", "840", 2024), "value"] == 11279561  # from Mexico to the United States
    both = flows.loc["migrant_stock_female"]["value"] + flows.loc["migrant_stock_male"]["value"]
    assert (both - total["value"]).abs().max() <= 2
    assert set(flows["vintage"]) == {"2024"}


def test_areas_are_told_by_number() -> None:
    areas = area_map(load_reference(ROOT / "data" / "reference"))
    found = raw("undesa")
    groups = undesa.aggregates(found)
    codes = areas.translate("undesa", [*groups, "276", "830", "516", "2003", "947"], groups)
    assert codes["276"] == "DEU"
    assert codes["830"] == "CHI"
    assert codes["516"] == "NAM"
    assert codes["2003"] == "OTH:UNK"
    # Sub-Saharan Africa has another number in each edition; its second rows are left out.
    assert codes["1834"] == codes["947"] == "M49:202"
    assert (codes["904"], codes["1830"]) == ("M49:419", "")
    assert (codes["927"], codes["1836"], codes["1503"]) == ("M49:053", "", "")


def layout_of_2020() -> bytes:
    """Constructed: the documented column order of the 2020 edition, with its World figure."""
    years = [2015, 2020]
    empty: list[Any] = [None] * 5
    titles = [f"{undesa.STOCK}, {sex}" for sex in ("both sexes combined", "males", "females")]
    return workbook(
        {
            "Table of contents": [["International Migrant Stock 2020"]],
            "Table 1": [
                ["International Migrant Stock 2020: Destination"],
                [*empty, *(cell for title in titles for cell in (title, None))],
                [None, "Region", "Notes", "Location code", "Type of data", *years * 3],
                [1, "WORLD", None, 900, None, 247958644, 280598105, 1, 2, 3, 4],
                [2, "  Sub-Saharan Africa", None, 947, None, "..", 5, "..", 6, "-", 7],
            ],
        }
    )


def with_edition(year: str, body: bytes) -> Raw:
    name = f"destination.{year}.xlsx"
    return Raw({name: body}, {name: {"url": f"https://www.un.org/{name}", "params": []}})


def test_columns_are_found_where_the_2020_edition_has_them() -> None:
    found = with_edition("2020", layout_of_2020())
    total, women = cells("2020:stock", "", found), cells("2020:stock", "sex=F", found)
    assert total["900", 2020] == (280598105.0, "A")
    assert (women["900", 2015][0], women["900", 2020][0]) == (3, 4)
    value, status = total["947", 2015]  # two dots
    assert (value != value, status) == (True, "O")
    assert undesa.describe(found, (Wanted("2020:stock"),))["2020:stock"].edition == "2020"


def test_editions_are_never_joined() -> None:
    both = (Wanted("2020:stock"), Wanted("2024:stock", "sex=F"))
    with pytest.raises(SchemaDrift, match="one edition; got 2020 and 2024"):
        undesa.tidy(raw("undesa"), both)
    with pytest.raises(DamagedRawError, match=r"destination\.2020\.xlsx: not in the snapshot"):
        undesa.tidy(raw("undesa"), (Wanted("2020:stock"),))
    with pytest.raises(SchemaDrift, match="under the name of edition 2024"):
        undesa.tidy(with_edition("2024", layout_of_2020()), (Wanted("2024:stock"),))


@pytest.mark.parametrize("code", ["2019:stock", "stock", "2024:deaths", ""])
def test_unknown_codes_of_the_registry(code: str) -> None:
    with pytest.raises(SchemaDrift, match=r"indicator_series\.csv"):
        undesa.tidy(raw("undesa"), (Wanted(code),))


def no_code(sheet: Any) -> None:
    sheet["E11"] = "Area"


def text_cell(sheet: Any) -> None:
    sheet["F12"] = "many"


def same_area_twice(sheet: Any) -> None:
    sheet["E13"] = 900


def odd_code(sheet: Any) -> None:
    sheet["E13"] = "Africa"


def no_women(sheet: Any) -> None:
    sheet["V8"] = None


@pytest.mark.parametrize("change", [no_code, text_cell, same_area_twice, odd_code, no_women])
def test_wrong_sheets_are_named(change: Any) -> None:
    body = edited_workbook(bodies("undesa")[DESTINATION], "Table 1", change)
    with pytest.raises(SchemaDrift, match=r"undesa: https://www\.un\.org/destination.*expected"):
        undesa.tidy(raw("undesa", {DESTINATION: body}), (Wanted("2024:stock"),))


@pytest.mark.parametrize("name", [DESTINATION, PAIRS])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_arbitrary_bytes(name: str, data: st.DataObject) -> None:
    body = bodies("undesa")[name]
    at = data.draw(st.integers(0, len(body) - 1))
    cut = body[:at] + data.draw(st.binary(max_size=20)) + body[at + data.draw(st.integers(0, 9)) :]
    damaged = raw("undesa", {name: data.draw(st.sampled_from([cut, body[:at], cut[at:]]))})
    try:
        frame = undesa.tidy(damaged, (Wanted("2024:stock"), Wanted("2024:origin")))
        assert not frame.duplicated(["source_code", "source_area", "year"]).any()
        assert set(frame["source_code"]) == {"2024:stock", "2024:origin"}
        assert len(undesa.flows(damaged))
    except EtlError:
        return


def test_a_page_of_markup_is_no_workbook() -> None:
    for body in (b"<html>403", b"PK\x03\x04 cut", b""):
        with pytest.raises(UnexpectedBodyError, match="an Excel workbook, not"):
            require_workbook(body)
    require_workbook(bodies("undesa")[DESTINATION])
