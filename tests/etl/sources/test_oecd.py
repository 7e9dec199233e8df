"""OECD: totals checked by hand, unordered periods, multipliers, three message formats."""

import json
import math
from typing import Any

import pytest

from etl.model import SchemaDrift, UnexpectedBodyError, Wanted
from etl.read.sdmx import read_message
from etl.sources import oecd
from tests.etl.support import bodies, edited, raw

INFLOWS = "DF_MIG:B11"
JSON_FILE, CSV_FILE = "data.DF_MIG.B11.json", "data.DF_MIG.B11.csv"
WANTED = (Wanted(INFLOWS), Wanted("DF_MIG_POPF:B14"))


def totals(replaced: dict[str, bytes] | None = None) -> dict[tuple[str, str, int], float]:
    frame = oecd.tidy(raw("oecd", replaced), WANTED)
    keys = zip(frame["source_code"], frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, frame["value"], strict=True))


def test_totals_whatever_the_order_of_periods() -> None:
    found = totals()
    assert found[INFLOWS, "DEU", 2022] == 2481019
    assert found[INFLOWS, "TUR", 2020] == 242496
    assert found[INFLOWS, "USA", 2019] == 1031765
    years = oecd.tidy(raw("oecd"), WANTED[:1])["year"].tolist()
    assert years == [2019, 2020, 2021, 2022] * 3


def test_json_and_csv_agree() -> None:
    def key(body: bytes) -> set[tuple[str, str, float]]:
        return {(c.codes["REF_AREA"], c.period, c.value) for c in read_message(body).cells}

    assert key(bodies("oecd")[JSON_FILE]) == key(bodies("oecd")[CSV_FILE])


def test_json_1_0_keeps_its_structure_elsewhere() -> None:
    def older(answer: Any) -> Any:
        schema = answer["meta"]["schema"].replace("2.0.0", "1.0")
        sets, structure = answer["data"]["dataSets"], answer["data"]["structures"][0]
        data = {"dataSets": sets, "structure": structure}
        return {"meta": answer["meta"] | {"schema": schema}, "data": data}

    assert totals(edited("oecd", JSON_FILE, older)) == totals()


def test_multipliers_are_applied() -> None:
    def thousands(answer: Any) -> None:
        attributes = answer["data"]["structures"][0]["attributes"]["observation"]
        next(a for a in attributes if a["id"] == "UNIT_MULT")["values"][0]["id"] = "3"

    assert totals(edited("oecd", JSON_FILE, thousands))[INFLOWS, "DEU", 2022] == 2481019000


def with_lines(*lines: str) -> dict[str, bytes]:
    head = bodies("oecd")[CSV_FILE].split(b"\n")[0].decode()
    lead = "DATAFLOW,OECD.ELS.IMD:DSD_MIG@DF_MIG(1.0),I"
    text = "\n".join([head, *(f"{lead},{line}" for line in lines)])
    return {CSV_FILE: text.encode()}


def test_flows_leave_out_totals_residuals_and_withheld_cells() -> None:
    assert oecd.flows(raw("oecd")).empty  # the fixture has totals only
    lines = with_lines(
        "DEU,SYR,A,B11,_T,_Z,_Z,PS,2022,66.5,E,3,0",
        "DEU,W,A,B11,_T,_Z,_Z,PS,2022,2481019,A,0,0",
        "DEU,W_X,A,B11,_T,_Z,_Z,PS,2022,5,A,0,0",
        "DEU,DEU,A,B11,_T,_Z,_Z,PS,2022,7,A,0,0",
        "DEU,NAM,A,B11,_T,_Z,_Z,PS,2022,NaN,Q,0,0",
        "DEU,TUR,A,B11,_T,_Z,_Z,PS,2022,0,A,0,0",
    )
    rows = oecd.flows(raw("oecd", lines)).to_dict("records")
    assert [(r["origin"], r["destination"], r["value"], r["obs_status"]) for r in rows] == [
        ("SYR", "DEU", 66500.0, "E")
    ]


def test_missing_values_keep_their_reason() -> None:
    cell = read_message(with_lines("DEU,W,A,B11,_T,_Z,_Z,PS,2022,NaN,Q,0,0")[CSV_FILE]).cells[0]
    assert math.isnan(cell.value)
    assert oecd.letter(raw("oecd"), CSV_FILE, cell) == "Q"


@pytest.mark.parametrize(
    "line",
    [
        "DEU,SYR,A,B12,_T,_Z,_Z,PS,2022,1,A,0,0",  # another measure
        "DEU,SYR,A,B11,F,_Z,_Z,PS,2022,1,A,0,0",  # women only
        "DEU,SYR,A,B11,_T,_Z,_Z,PS,2022-Q1,1,A,0,0",
        "DEU,SYR,A,B11,_T,_Z,_Z,PS,2022,many,A,0,0",
        "DEU,SYR,A,B11,_T,_Z,_Z,PS,2022,1,A,x,0",
        "DEU,SYR,A,B11,_T,_Z,_Z,PS,2022,1,unheard,0,0",
        "DEU,SYR,A,B11",
    ],
)
def test_wrong_rows_are_named(line: str) -> None:
    with pytest.raises(SchemaDrift, match="oecd: https://sdmx.oecd.org"):
        oecd.flows(raw("oecd", with_lines(line)))


def test_a_cell_given_twice_is_named() -> None:
    line = "DEU,SYR,A,B11,_T,_Z,_Z,PS,2022,1,A,0,0"
    with pytest.raises(SchemaDrift, match="one cell per country, partner and year"):
        oecd.flows(raw("oecd", with_lines(line, line)))


def test_keys_have_eight_parts() -> None:
    key = oecd.KEY.format(area="", partner="W", measure="B11")
    assert key == ".W.A.B11._T._Z._Z.PS"
    assert key.count(".") == 7
    with pytest.raises(SchemaDrift, match="indicator_series.csv"):
        oecd.read_code("DF_MIG:B99")


@pytest.mark.parametrize("body", [b"NoResultsFound", b"<html>", b"", b"[]", b'{"meta":{}}'])
def test_texts_and_other_formats_are_no_message(body: bytes) -> None:
    with pytest.raises(UnexpectedBodyError):
        read_message(body)


def test_describes_with_the_day_of_retrieval() -> None:
    info = oecd.describe(raw("oecd"), WANTED)[INFLOWS]
    assert info.title == "Inflows of foreign population, International migration database"
    assert (info.edition, info.note) == ("2026-11-23", "Prepared 2025-02-03.")
    assert json.loads(bodies("oecd")[JSON_FILE])["meta"]["prepared"].startswith("2025-02-03")
